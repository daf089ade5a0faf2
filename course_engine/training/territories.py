"""Territories: imported from a file, or made of a grouping that the engine knows."""

from collections.abc import Collection, Mapping

from course_engine.errors import ConflictingFact, NotFound
from course_engine.exchange.csv_table import Table
from course_engine.i18n import translator
from course_engine.model.places import Territory
from course_engine.store import Database, Records
from course_engine.training.geography import groupings
from course_engine.training.imports import ImportReport, is_error, settled
from course_engine.training.territory_checks import TerritoryFile

_ = translator("training")


def import_territories(
    database: Database, table: Table[Territory], *, keep_good: bool = False
) -> ImportReport:
    """Record the territories of a file, all or none. A territory that was known has then the file's communes.

    Args:
        database: where to.
        table: what was read of the file, one commune a row.
        keep_good: whether the good lines are taken where others are bad.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        known = records.places.territories()
        file = TerritoryFile(known, {row.value.id for row in table.rows})
        found = list(table.problems)
        for row in table.rows:
            here = file.problems(row)
            if not any(is_error(problem) for problem in here):
                file.take(row)
            found += here
        problems, refused = settled(found, keep_good=keep_good)
        added = changed = 0
        for territory in file.territories():
            if known.get(territory.id) != territory:
                records.places.save_territory(territory)
                added, changed = added + (territory.id not in known), changed + (territory.id in known)
    unchanged = len(file.territories()) - added - changed
    return ImportReport(added, changed, unchanged, refused, problems)


def add_groupings(database: Database, sirens: Collection[str]) -> ImportReport:
    """Make territories of EPCI of Nord and Pas-de-Calais, all or none; what is known already is left as it is.

    Args:
        database: where to.
        sirens: the number of each.

    Raises:
        NotFound: the engine knows no grouping of such a number.
        ConflictingFact: another territory has the identifier that one of them would have.
    """
    chosen = [_grouping(siren) for siren in dict.fromkeys(sirens)]
    with database.writing() as records:
        known = records.places.territories()
        there = {territory.siren for territory in known.values()}
        fresh = [territory for territory in chosen if territory.siren not in there]
        for territory in fresh:
            _claim(territory, known)
            records.places.save_territory(territory)
    return ImportReport(added=len(fresh), unchanged=len(chosen) - len(fresh))


def recorded_territories(database: Database) -> tuple[Territory, ...]:
    """Return every territory, in order of identifier."""
    with database.reading() as records:
        return tuple(records.places.territories().values())


def territory_of(records: Records, territory: str) -> Territory:
    """Return a territory that something refers to, in a transaction.

    Raises:
        NotFound: there is none of that identifier.
    """
    found = records.places.territory(territory)
    if found is None:
        raise NotFound(_("No territory has the identifier “{id}”.").format(id=territory))
    return found


def _grouping(siren: str) -> Territory:
    number = "".join(siren.split())
    if number not in groupings():
        sentence = _(
            "No EPCI of Nord or Pas-de-Calais has the SIREN “{siren}”: check it, or import a file of territories."
        )
        raise NotFound(sentence.format(siren=siren))
    return groupings()[number]


def _claim(territory: Territory, known: Mapping[str, Territory]) -> None:
    if territory.id in known:
        sentence = _(
            "Another territory, “{name}”, already has the identifier “{id}”: import this one from a file."
        )
        raise ConflictingFact(sentence.format(name=known[territory.id].name, id=territory.id))
