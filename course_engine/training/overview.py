"""The territories as the Region follows them: who works in each, and which stands stay there."""

from collections import defaultdict

from msgspec import Struct

from course_engine.model.accounts import AccountRole
from course_engine.model.folding import fold
from course_engine.model.places import Deployment, Territory
from course_engine.store import Database


class TerritoryOverview(Struct, frozen=True):
    """A territory, who works in it (the names of open accounts), and the stays of stands, in order of time."""

    territory: Territory
    referents: tuple[str, ...]
    animators: tuple[str, ...]
    stays: tuple[Deployment, ...]


def territories_overview(database: Database) -> tuple[TerritoryOverview, ...]:
    """Return every territory, by name."""
    with database.reading() as records:
        territories = records.places.territories().values()
        accounts = records.accounts.accounts().values()
        deployments = records.places.deployments().values()
    working: dict[tuple[str, AccountRole], list[str]] = defaultdict(list)
    for account in accounts:
        if account.closed_at is None:
            for territory in account.territories:
                working[territory, account.role].append(account.name)
    return tuple(
        TerritoryOverview(
            territory=territory,
            referents=tuple(sorted(working[territory.id, AccountRole.REFERENT], key=fold)),
            animators=tuple(sorted(working[territory.id, AccountRole.ANIMATOR], key=fold)),
            stays=tuple(stay for stay in deployments if stay.territory == territory.id),
        )
        for territory in sorted(territories, key=lambda territory: (fold(territory.name), territory.id))
    )
