"""A CSV file as a French office makes it → located cells.

Semicolons, UTF-8 (with or without its mark) or the Windows code page 1252, any line ends. The header may
have its columns in any order, with capitals and accents. Reading goes on after a bad line, so that one
pass finds every problem.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from course_engine.errors import Diagnostic, InputRefused, Severity
from course_engine.exchange.csv_formulas import restored
from course_engine.i18n import translator

_ = translator("exchange")

MAX_BYTES = 2_000_000
SEPARATOR = ";"

T = TypeVar("T")


class Place(Struct, frozen=True):
    """Where a row stands.

    Attributes:
        file: the file's name, as messages give it.
        line: where the row starts, from 1.
        columns: each column's name and its rank in the header, from 1.
    """

    file: str
    line: int
    columns: dict[str, int]

    def problem(self, column: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return an error on the cell of this row in `column`; the diagnostic's column is the cell's rank."""
        rank = self.columns.get(column, 1)
        return Diagnostic(self.file, self.line, rank, code, Severity.ERROR, message, hint)

    def doubt(self, column: str, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return a warning on the cell of this row in `column`: the line is taken all the same."""
        return replace(self.problem(column, code, message, hint), severity=Severity.WARNING)


class Row(Struct, Generic[T], frozen=True):
    """A value, and where it was read."""

    value: T
    place: Place


class Table(Struct, Generic[T], frozen=True):
    """What was read of a file: the good rows, and a diagnostic for everything else."""

    rows: tuple[Row[T], ...]
    problems: tuple[Diagnostic, ...]

    def accepted(self) -> tuple[Row[T], ...]:
        """Return the rows of a file without problems.

        Raises:
            InputRefused: the file has problems; carries all of them.
        """
        if self.problems:
            raise InputRefused(self.problems)
        return self.rows


class RowReader(Struct):
    """The cells of one row, and the problems found in them."""

    place: Place
    cells: dict[str, str]
    problems: list[Diagnostic] = field(default_factory=list)

    def refuse(self, column: str, code: str, message: str, hint: str) -> None:
        """Note a problem with the cell in `column`."""
        self.problems.append(self.place.problem(column, code, message, hint))


def read_table(
    content: bytes,
    file: str,
    columns: Sequence[str],
    read: Callable[[RowReader], T | None],
    *,
    optional: Sequence[str] = (),
) -> Table[T]:
    """Read a CSV file that has the `columns`, each row by itself.

    Args:
        content: the file's bytes.
        file: its name, for messages.
        columns: the names of the columns.
        read: from a row of the right length to what it says; notes the row's problems, and may then return None.
        optional: those of the columns that a file may leave out: their cells are then empty.

    Raises:
        InputRefused: not such a file at all; the problems of its lines are in the table.
    """
    rows, problems = [], []
    for reader in read_rows(content, file, columns, optional):
        value = None if reader.problems else read(reader)
        if value is not None and not reader.problems:
            rows.append(Row(value, reader.place))
        problems += reader.problems
    return Table(tuple(rows), tuple(problems))


def read_rows(
    content: bytes, file: str, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[RowReader]:
    """Yield each row of a CSV file that has the `columns`.

    Args:
        content: the file's bytes.
        file: its name, for messages.
        columns: the names of the columns.
        optional: those of them that a file may leave out: their cells are then empty.

    Yields:
        Each row that is not empty. A row of the wrong length comes with its problem and empty cells.

    Raises:
        InputRefused: not such a file at all: too big, not text, or with another header.
    """
    text = _decoded(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR, strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, file, start, columns, optional)
            else:
                yield _row(cells, header, optional, Place(file, start, _ranks(header)))
    except csv.Error as failure:
        message = _("a quotation mark is opened and never closed, or is out of place")
        hint = _("double the quotation marks inside a cell, and close the last one")
        raise InputRefused([_problem(file, line, "CSV105", message, hint)]) from failure
    if header is None:
        hint = _("write the header on the first line: {header}").format(header=SEPARATOR.join(columns))
        raise InputRefused([_problem(file, 1, "CSV101", _("the file is empty"), hint)])


def folded(text: str) -> str:
    """Return `text` without case, accents, or spaces around it; each space or underscore becomes `-`."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "-".join("".join(c for c in plain if not unicodedata.combining(c)).replace("_", " ").split())


def _row(cells: list[str], header: list[str], optional: Sequence[str], place: Place) -> RowReader:
    if len(cells) > len(header) and not any(cell.strip() for cell in cells[len(header) :]):
        cells = cells[: len(header)]
    row = RowReader(place, dict.fromkeys([*header, *optional], ""))
    if len(cells) == len(header):
        row.cells |= {name: restored(cell.strip()) for name, cell in zip(header, cells, strict=True)}
        return row
    message = _("this line has {found} cells, the header has {expected}").format(
        found=len(cells), expected=len(header)
    )
    hint = _("write one cell a column, separated by “;”; leave it empty where there is nothing")
    row.refuse(header[min(len(cells), len(header)) - 1], "CSV104", message, hint)
    return row


def _ranks(header: Iterable[str]) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(header, start=1)}


def _header(
    cells: list[str], file: str, line: int, columns: Sequence[str], optional: Sequence[str]
) -> list[str]:
    names = [folded(cell) for cell in cells]
    expected = SEPARATOR.join(columns)
    problems = []
    for rank, (name, cell) in enumerate(zip(names, cells, strict=True), start=1):
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            hint = _("did you mean “{word}”?").format(word=near[0]) if near else _("expected: {header}")
            message = _("unknown column “{name}”").format(name=cell.strip())
            problems.append(_problem(file, line, "CSV103", message, hint.format(header=expected), rank))
        elif name in names[: rank - 1]:
            message = _("the column “{name}” is there twice").format(name=name)
            problems.append(_problem(file, line, "CSV103", message, _("keep one"), rank))
    for name in columns:
        if name not in names and name not in optional:
            message = _("the column “{name}” is missing").format(name=name)
            hint = _("expected: {header}").format(header=expected)
            problems.append(_problem(file, line, "CSV103", message, hint))
    if problems:
        raise InputRefused(problems)
    return names


def _decoded(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        message = _("the file is too big: {size} bytes, at most {most}").format(
            size=len(content), most=MAX_BYTES
        )
        raise InputRefused([_problem(file, 1, "CSV101", message, _("cut it in several files"))])
    if b"\0" in content:
        hint = _("save the table as CSV (semicolon separated) from the spreadsheet")
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise InputRefused([_problem(file, line, "CSV102", _("this is not a text file"), hint)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_from_windows(content, file)


def _decoded_from_windows(content: bytes, file: str) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as failure:
        line = content[: failure.start].count(b"\n") + 1
        message = _("the character {byte} is neither UTF-8 nor Windows-1252").format(
            byte=f"0x{content[failure.start]:02X}"
        )
        hint = _("save the file as “CSV UTF-8” from the spreadsheet")
        raise InputRefused([_problem(file, line, "CSV102", message, hint)]) from failure


def _problem(file: str, line: int, code: str, message: str, hint: str, column: int = 1) -> Diagnostic:
    return Diagnostic(file, line, column, code, Severity.ERROR, message, hint)
