"""Scope: beside what one may do, about whom. Référents and animateurs act in their own territories only."""

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account, AccountRole
from course_engine.model.admission import Admission
from course_engine.model.places import Territory
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.model.training import Trainee
from course_engine.store import Database, Records
from course_engine.training.territories import territory_of

_ = translator("training")

IN_TERRITORIES = frozenset({AccountRole.ANIMATOR, AccountRole.REFERENT})
"""The roles that work in some territories; the others see them all."""


def territories_of(account: Account) -> frozenset[str] | None:
    """Return the territories in which an account acts; None for all of them."""
    return frozenset(account.territories) if account.role in IN_TERRITORIES else None


def is_in_scope(account: Account, territory: str | None) -> bool:
    """Return whether an account acts in a territory; None, no territory known, is for those who see all."""
    scope = territories_of(account)
    return scope is None or territory in scope


def own_territories(database: Database, account: Account) -> tuple[Territory, ...]:
    """Return the territories that were given to an account, in order of id; none for those who see them all."""
    with database.reading() as records:
        known = records.places.territories()
    return tuple(known[one] for one in sorted(account.territories) if one in known)


def own_territory(database: Database, account: Account, territory: str) -> Territory:
    """Return a territory, to somebody who acts there.

    Raises:
        NotFound: there is none of that identifier, or it is not theirs.
    """
    check_territory(account, territory)
    with database.reading() as records:
        return territory_of(records, territory)


def check_territory(account: Account, territory: str) -> None:
    """Refuse what somebody asks of a territory where they do not act.

    Raises:
        NotFound: it is not theirs.
    """
    if not is_in_scope(account, territory):
        raise NotFound(_("You do not work in the territory “{id}”.").format(id=territory))


def check_in_scope(records: Records, account: Account, trainee: str) -> Trainee:
    """Return who a trainee is, where `account` acts; elsewhere, as if they did not exist.

    A person's territory is that of the decision that stands on their registration.

    Raises:
        NotFound: nobody of that id is registered, or not where the account acts.
    """
    history = records.admissions.history(trainee)
    person = records.people.trainee(trainee)
    if person is None or not is_in_scope(account, history[-1].territory if history else None):
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
    return person


def own_admission(records: Records, account: Account, trainee: str) -> Admission:
    """Return how a registration stands, to somebody who works in its territory.

    Raises:
        NotFound: there is none, or none of theirs: which of the two is not said.
    """
    history = records.admissions.history(trainee)
    if not history or not is_in_scope(account, history[-1].territory):
        raise NotFound(_("Nobody in your territories has the identifier “{id}”.").format(id=trainee))
    return history[-1]


def own_registration(
    records: Records, account: Account, trainee: str
) -> tuple[Admission, Registration, Role | None]:
    """Return how a registration stands, its form and its role, to somebody who works in its territory.

    Raises:
        NotFound: there is none, or none of theirs, or its form is no longer kept.
    """
    admission, known = own_admission(records, account, trainee), records.people.registration(trainee)
    if known is None:
        raise NotFound(_("Nobody in your territories has the identifier “{id}”.").format(id=trainee))
    return admission, *known
