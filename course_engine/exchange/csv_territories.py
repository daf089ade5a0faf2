"""Territories: one line a commune, or one line alone for a territory whose communes are not known."""

from collections.abc import Iterable, Iterator

from course_engine.exchange.csv_table import RowReader, Table, read_table
from course_engine.exchange.csv_values import TERRITORY_ID, coded, identity, optional_text, text, word
from course_engine.exchange.csv_writing import write_csv
from course_engine.i18n import translator
from course_engine.model.places import INSEE_CODE, Commune, Territory, TerritoryKind, siren_key_holds

_ = translator("exchange")

TERRITORY_COLUMNS = ("territoire", "nom", "type", "siren", "insee", "commune")


def read_territories(content: bytes, file: str) -> Table[Territory]:
    """Read a file of territories: each row is a territory with the one commune of its line, or with none.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of territories at all; the problems of its lines are in the table.
    """
    return read_table(content, file, TERRITORY_COLUMNS, _territory)


def write_territories(territories: Iterable[Territory]) -> bytes:
    """Return territories as the file that `read_territories` reads."""
    return write_csv(TERRITORY_COLUMNS, (line for one in territories for line in _lines(one)))


def _lines(territory: Territory) -> Iterator[tuple[str | None, ...]]:
    what = (territory.id, territory.name, territory.kind, territory.siren)
    if not territory.communes:
        yield *what, None, None
    for commune in territory.communes:
        yield *what, commune.code, commune.name


def _territory(row: RowReader) -> Territory | None:
    territory, name = identity(row, "territoire", TERRITORY_ID), text(row, "nom")
    kind, siren = word(row, "type", TerritoryKind), _siren(row)
    communes = _commune(row)
    if row.problems or kind is None:
        return None
    return Territory(id=territory, name=name, kind=kind, siren=siren or None, communes=communes)


def _siren(row: RowReader) -> str:
    siren = coded(row, "siren", r"\d{9}", _("the nine digits of a SIREN"), required=False)
    if siren and not siren_key_holds(siren):
        message = _("“{siren}” is no SIREN: its last digit does not agree with the others").format(
            siren=row.cells["siren"]
        )
        row.refuse("siren", "CSV205", message, _("copy the number again"))
    return siren


def _commune(row: RowReader) -> tuple[Commune, ...]:
    """Return the commune of a line; both of its cells are filled in, or neither."""
    if not row.cells["insee"] and not row.cells["commune"]:
        return ()
    code = coded(row, "insee", INSEE_CODE, _("the five characters of an INSEE code: 59178"))
    name = text(row, "commune") if code else optional_text(row, "commune")
    return (Commune(code=code, name=name),) if code and name else ()
