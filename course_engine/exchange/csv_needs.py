"""The needs of territories → a CSV file, for whoever prepares the workshops."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from course_engine.exchange.csv_writing import Cell, write_csv

NEED_COLUMNS = (
    "territoire",
    "lecture",
    "besoin",
    "personnes",
    "sur",
    "pour-cent",
    "de",
    "a",
    "remarque",
    "seances",
    "pages",
)


class NeedLine(Struct, frozen=True):
    """A need of a territory by one reading.

    Attributes:
        reading: what it is read from, in words.
        share: the people, out of how many; None where it is hidden.
        bounds: from where to where the proportion may be, from 0 to 1; None likewise.
        remark: why it is hidden; may be empty.
        units, pages: where it is worked on.
    """

    territory: str
    reading: str
    need: str
    share: tuple[int, int] | None
    bounds: tuple[float, float] | None
    remark: str
    units: Sequence[str]
    pages: Sequence[str]


def write_needs(lines: Iterable[NeedLine]) -> bytes:
    """Return the CSV file of needs, in the order given; proportions in per cent, with one decimal."""
    return write_csv(NEED_COLUMNS, map(_cells, lines))


def _cells(line: NeedLine) -> Sequence[Cell]:
    count, base = line.share or (None, None)
    proportion = count / base if count is not None and base else None
    low, high = line.bounds or (None, None)
    return (
        line.territory,
        line.reading,
        line.need,
        count,
        base,
        _per_cent(proportion),
        _per_cent(low),
        _per_cent(high),
        line.remark,
        " | ".join(line.units),
        " | ".join(line.pages),
    )


def _per_cent(part: float | None) -> Decimal | None:
    return None if part is None else round(Decimal(100 * part), 1)
