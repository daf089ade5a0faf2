"""Problems as a screen shows them: with the line as it is written, and the way to where it stands."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct, field

from course_engine.content.source import MAX_BYTES, is_inside
from course_engine.errors import Diagnostic, Severity
from course_engine.preview.addresses import line_id, problem_url
from course_engine.preview.contexts import ProblemsHereContext, ProblemView
from course_engine.preview.desk import Look
from course_engine.preview.places import Places

_NEWLINE = re.compile(r"\r\n?|\n")
LONGEST_LINE = 160


class WrittenLines(Struct):
    """The lines of a course's files as they are on the disk now, each file read once.

    Attributes:
        course: the course folder.
    """

    course: Path
    _files: dict[str, Sequence[str]] = field(default_factory=dict)

    def line(self, file: str, number: int, column: int = 1) -> str:
        """Return a line, a long one as what stands around a column of it; empty where there is none."""
        if file not in self._files:
            self._files[file] = _lines(self.course / file, self.course)
        lines = self._files[file]
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        return _around(column - 1, text).replace("\0", "\ufffd").strip()


def _around(place: int, text: str) -> str:
    if len(text) <= LONGEST_LINE:
        return text
    start = max(0, min(place - LONGEST_LINE // 3, len(text) - LONGEST_LINE))
    end = start + LONGEST_LINE
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _lines(file: Path, course: Path) -> Sequence[str]:
    if not is_inside(file, course):
        return ()
    try:
        with file.open("rb") as stream:
            return _NEWLINE.split(stream.read(MAX_BYTES).decode("utf-8-sig", errors="replace"))
    except OSError:
        return ()


class ProblemViews:
    """Makes the views of problems for one screen.

    Args:
        look: what is looked at.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._written = WrittenLines(look.desk.workshop.course)

    @cached_property
    def _url(self) -> Callable[[Diagnostic], str]:
        return problem_url(self._look.edition)

    def view(self, problem: Diagnostic) -> ProblemView:
        """Return a problem as a screen shows it."""
        return ProblemView(
            is_error=problem.severity is Severity.ERROR,
            code=problem.code,
            place=f"{problem.file}:{problem.line}:{problem.column}",
            line=problem.line,
            message=problem.message,
            hint=problem.hint,
            written=self._written.line(problem.file, problem.line, problem.column),
            href=self._url(problem),
        )

    def views(self, problems: Iterable[Diagnostic]) -> tuple[ProblemView, ...]:
        """Return problems as a screen shows them."""
        return tuple(map(self.view, problems))

    def here(self, problems: Sequence[Diagnostic], place: str = "") -> Markup:
        """Return problems as they stand before their block; nothing for none.

        Args:
            problems: those of one place.
            place: its id; empty where it has one already.
        """
        if not problems:
            return Markup()
        context = ProblemsHereContext(id=place, problems=self.views(problems))
        return self._look.theme.render("preview/problems-here.html", context)

    def beside(self, places: Places) -> Callable[[int], str]:
        """Return what shows the problems of a block where it starts."""
        return lambda start: str(self.here(places.take(start), line_id(start)))

    def line(self, file: str, number: int) -> str:
        """Return a line of a file as it is written."""
        return self._written.line(file, number)
