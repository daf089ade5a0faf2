"""The territories where somebody works: nobody acts in another one."""

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.places import Territory
from course_engine.store import Database

_ = translator("training")


def own_territories(database: Database, account: Account) -> tuple[Territory, ...]:
    """Return the territories where an account works, in order of id."""
    with database.reading() as records:
        known = records.places.territories()
    return tuple(known[one] for one in sorted(account.territories) if one in known)


def check_own(account: Account, territory: str) -> None:
    """Refuse what somebody asks of a territory that is not theirs.

    Raises:
        NotFound: it is not.
    """
    if territory not in account.territories:
        raise NotFound(_("You do not work in the territory “{id}”.").format(id=territory))
