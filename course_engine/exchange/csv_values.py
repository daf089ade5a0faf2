"""What an office writes in a cell → a value, or a problem that quotes it."""

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from course_engine.exchange.csv_table import RowReader, folded
from course_engine.i18n import translator

_ = translator("exchange")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

MAX_TEXT = 200
TERRITORY_ID = STAY_ID = r"[a-z0-9-]{2,40}"
DATE = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
WHOLE_NUMBER = re.compile(r"(?P<number>\d{1,6})(?:[,.]0+)?", re.ASCII)
HOUR = re.compile(r"(?P<hour>\d{1,2})\s*(?:[:hH]\s*(?P<minute>\d{2})?(?::00)?)")


def text(row: RowReader, column: str, *, most: int = MAX_TEXT, required: bool = True) -> str:
    """Return a text, spaces collapsed; empty where it is refused.

    Args:
        row: where it stands.
        column: the name of its column.
        most: how many characters it may have.
        required: whether an empty cell is refused.
    """
    value = " ".join(row.cells[column].split())
    if not value and required:
        message = _("the column “{name}” is empty").format(name=column)
        row.refuse(column, "CSV201", message, _("fill the cell in"))
    elif len(value) > most:
        message = _("“{start}…” is too long: {length} characters, at most {most}").format(
            start=value[:20], length=len(value), most=most
        )
        row.refuse(column, "CSV202", message, _("shorten it"))
        return ""
    return value


def optional_text(row: RowReader, column: str) -> str:
    """Return a text as `text` does, or nothing where the cell is empty."""
    return text(row, column) if row.cells[column] else ""


def identity(row: RowReader, column: str, pattern: str, *, required: bool = True) -> str:
    """Return an identity that matches `pattern`; empty where it is refused or allowed to be empty."""
    value = text(row, column) if required else optional_text(row, column)
    if value and not re.fullmatch(pattern, value):
        message = _("“{value}” is not an identifier").format(value=value)
        row.refuse(column, "CSV202", message, _("letters without accents, digits and hyphens only"))
        return ""
    return value


def whole_number(
    row: RowReader, column: str, *, least: int = 1, most: int = 9999, required: bool = True
) -> int | None:
    """Return a whole number within bounds, `12` or `12,0`; None where it is refused or allowed to be empty."""
    if not required and not row.cells[column]:
        return None

    def read(value: str) -> int | None:
        found = WHOLE_NUMBER.fullmatch(value)
        return int(found["number"]) if found and least <= int(found["number"]) <= most else None

    expected = _("a whole number, from {least} to {most}").format(least=least, most=most)
    return parsed(row, column, read, expected)


def coded(row: RowReader, column: str, pattern: str, expected: str, *, required: bool = True) -> str:
    """Return a code without the spaces in it; empty where it is refused or allowed to be empty.

    Args:
        row: where it stands.
        column: in which cell.
        pattern: what it must match.
        expected: what a right one looks like, for the message.
        required: whether the cell must be filled in.
    """
    if not required and not row.cells[column]:
        return ""

    def read(value: str) -> str | None:
        joined = "".join(value.split()).upper()
        return joined if re.fullmatch(pattern, joined, re.ASCII) else None

    return parsed(row, column, read, expected) or ""


def day(row: RowReader, column: str) -> date | None:
    """Return a required date, `12/03/2027` (or ISO); None where it is refused."""

    def read(value: str) -> date | None:
        found = DATE.fullmatch(value) or ISO_DATE.fullmatch(value)
        if not found:
            return None
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None

    return parsed(row, column, read, _("a date, day/month/year: 12/03/2027"))


def hour(row: RowReader, column: str, *, required: bool) -> time | None:
    """Return an hour of the day, `9:00`, `9h` or `9 h 40`; None where it is refused or allowed to be empty."""
    if not required and not row.cells[column]:
        return None

    def read(value: str) -> time | None:
        found = HOUR.fullmatch(value)
        if not found:
            return None
        try:
            return time(int(found["hour"]), int(found["minute"] or 0))
        except ValueError:
            return None

    return parsed(row, column, read, _("an hour: 9:00, 9h or 9 h 40"))


def word(row: RowReader, column: str, words: type[E]) -> E | None:
    """Return one of the `words`, read without case, accents and apostrophes; None where it is refused."""

    def read(value: str) -> E | None:
        plain = re.sub("[’']", "-", folded(value))
        return next((word for word in words if word.value == plain), None)

    expected = _("one of: {words}").format(words=", ".join(word.value for word in words))
    return parsed(row, column, read, expected)


def parsed(row: RowReader, column: str, read: Callable[[str], T | None], expected: str) -> T | None:
    """Return what `read` makes of a required text; None where it is refused.

    Args:
        row: where it stands.
        column: the name of its column.
        read: from a text to its value, or to None where it has none.
        expected: what to write, after « write ».
    """
    written = text(row, column)
    if not written:
        return None
    value = read(written)
    if value is None:
        message = _("“{value}” is not understood in the column “{name}”").format(value=written, name=column)
        row.refuse(column, "CSV202", message, _("write {expected}").format(expected=expected))
    return value
