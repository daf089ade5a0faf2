"""Collecting the problems of one file."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field

from course_engine.content.problems import PROBLEMS
from course_engine.errors import Diagnostic, Severity
from course_engine.i18n import translator

_ = translator("content")


class Report(Struct):
    """The problems of one file, in the order they are found.

    Attributes:
        file: the file's path relative to the course folder.
        lines: its lines, where the file could be read: columns are found in them.
        errors: how many errors were noted; each question asks, so it is not counted again each time.
    """

    file: str
    lines: Sequence[str] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    errors: int = 0
    _seen: set[Diagnostic] = field(default_factory=set)

    def add(self, code: str, line: int, at: str = "", **values: object) -> None:
        """Note a problem.

        Args:
            code: a key of `PROBLEMS`.
            line: the guilty line, from 1.
            at: the guilty text; the column is where it first stands in the line, 1 if it is not found.
            values: what fills the placeholders of the message and hint.
        """
        problem = PROBLEMS[code]
        text = self.lines[line - 1] if at and 0 < line <= len(self.lines) else ""
        column = text.find(at) + 1 if text else 0
        message, hint = (
            _(words).format(**values) if words else "" for words in (problem.message, problem.hint)
        )
        diagnostic = Diagnostic(
            self.file, max(line, 1), max(column, 1), code, problem.severity, message, hint
        )
        if diagnostic not in self._seen:
            self._seen.add(diagnostic)
            self.diagnostics.append(diagnostic)
            self.errors += problem.severity is Severity.ERROR

    def take(self, found: Iterable[Diagnostic]) -> None:
        """Note problems that were found before, by another report of the same file."""
        for diagnostic in found:
            if diagnostic not in self._seen:
                self._seen.add(diagnostic)
                self.diagnostics.append(diagnostic)
                self.errors += diagnostic.severity is Severity.ERROR

    @property
    def refused(self) -> bool:
        """Whether an error was noted."""
        return self.errors > 0


class Reports(dict[str, Report]):
    """The reports of several files, by path: each is begun when a problem is noted in it.

    Args:
        lines: gives the lines of a file.
    """

    def __init__(self, lines: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._lines = lines

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Every problem noted."""
        for report in self.values():
            yield from report.diagnostics

    def __missing__(self, path: str) -> Report:
        """Begin the report of a file."""
        report = self[path] = Report(path, self._lines(path))
        return report
