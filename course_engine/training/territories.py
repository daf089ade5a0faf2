"""The territories where somebody works."""

from course_engine.model.accounts import Account
from course_engine.model.places import Territory
from course_engine.store import Database


def territories_of(database: Database, account: Account) -> tuple[Territory, ...]:
    """Return the territories where an account works, in order of id."""
    with database.reading() as records:
        known = records.places.territories()
    return tuple(known[one] for one in sorted(account.territories) if one in known)
