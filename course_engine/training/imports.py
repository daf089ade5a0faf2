"""A file of plans against what is planned already: which lines are taken, and what the import says."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

from course_engine.errors import Diagnostic, InputRefused, Severity
from course_engine.exchange.csv_table import Row, Table


class Identified(Protocol):
    """What a file names by an identity of its own."""

    @property
    def id(self) -> str:
        """The identity."""


T = TypeVar("T", bound=Identified)


class ImportReport(Struct, frozen=True):
    """What an import did.

    Attributes:
        added, changed, unchanged: how many territories, stays, sessions or enrolments were new, changed
            something, or changed nothing.
        refused: how many lines were left out.
        problems: the doubts about what was taken, and what is wrong with the lines left out.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: tuple[Diagnostic, ...] = ()


def is_error(problem: Diagnostic) -> bool:
    """Return whether a problem keeps its line out; a warning does not."""
    return problem.severity is Severity.ERROR


def settled(problems: Iterable[Diagnostic], *, keep_good: bool) -> tuple[tuple[Diagnostic, ...], int]:
    """Return the problems of a file in order, and how many lines they leave out.

    Raises:
        InputRefused: there are errors, and the good lines are not to be kept without the others.
    """
    problems = tuple(sorted(problems))
    refused = {(problem.file, problem.line) for problem in problems if is_error(problem)}
    if refused and not keep_good:
        raise InputRefused(problems)
    return problems, len(refused)


class Plan(Struct, Generic[T]):
    """What would be planned once the lines before the present one are taken.

    Attributes:
        values: by identity.
        lines: where the file gave those of its own.
    """

    values: dict[str, T]
    lines: dict[str, int] = field(default_factory=dict)

    def take(self, row: Row[T]) -> None:
        """Add the value of a good line."""
        self.values[row.value.id] = row.value
        self.lines[row.value.id] = row.place.line


class Screened(Struct, Generic[T], frozen=True):
    """The good lines of a file, against what was known.

    Attributes:
        fresh, changed: what is to be added, and to be replaced.
        report: what the import is to say.
    """

    fresh: tuple[T, ...]
    changed: tuple[T, ...]
    report: ImportReport


def screen(
    table: Table[T],
    known: Mapping[str, T],
    check: Callable[[Row[T], Plan[T]], list[Diagnostic]],
    *,
    keep_good: bool,
) -> Screened[T]:
    """Tell the good lines of a file from the bad ones.

    What a file replaces does not stand in its own way: two stays may change places in one file. Where a line
    is left out, though, what was known of it stands, and the other lines are checked against that again.

    Args:
        table: what was read of the file.
        known: what is planned, by identity.
        check: gives the problems of a line, knowing what is planned without it.
        keep_good: whether good lines are taken where others are bad.

    Raises:
        InputRefused: there are bad lines, and the good ones are not to be kept; carries every problem.
    """
    refused: dict[int, list[Diagnostic]] = {}
    while True:
        rows = [row for row in table.rows if row.place.line not in refused]
        doubts, found = _checked(rows, known, check)
        refused |= found
        if not found or not keep_good:
            break
    bad = (problem for problems in refused.values() for problem in problems)
    problems, count = settled([*table.problems, *bad, *doubts], keep_good=keep_good)
    values = [row.value for row in rows]
    fresh = tuple(value for value in values if value.id not in known)
    changed = tuple(value for value in values if known.get(value.id, value) != value)
    unchanged = len(values) - len(fresh) - len(changed)
    return Screened(fresh, changed, ImportReport(len(fresh), len(changed), unchanged, count, problems))


def _checked(
    rows: Iterable[Row[T]],
    known: Mapping[str, T],
    check: Callable[[Row[T], Plan[T]], list[Diagnostic]],
) -> tuple[list[Diagnostic], dict[int, list[Diagnostic]]]:
    """Return the doubts about the good rows, and the problems of each bad one by its line."""
    replaced = {row.value.id for row in rows}
    plan = Plan({identity: value for identity, value in known.items() if identity not in replaced})
    doubts: list[Diagnostic] = []
    refused: dict[int, list[Diagnostic]] = {}
    for row in rows:
        problems = check(row, plan)
        if any(is_error(problem) for problem in problems):
            refused[row.place.line] = problems
        else:
            plan.take(row)
            doubts += problems
    return doubts, refused
