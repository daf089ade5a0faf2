"""Scope: beside what one may do, about whom. Référents and animateurs act in their own territories only."""

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account, AccountRole
from course_engine.model.training import Trainee
from course_engine.store import Records

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


def check_in_scope(records: Records, account: Account, trainee: str) -> Trainee:
    """Return who a trainee is, where `account` acts; elsewhere, as if they did not exist.

    A person's territory is that of the decision that stands on their registration.

    Raises:
        NotFound: nobody of that id is registered, or not where the account acts.
    """
    admission = records.admissions.standing().get(trainee)
    person = records.people.trainee(trainee)
    if person is None or not is_in_scope(account, admission.territory if admission else None):
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
    return person
