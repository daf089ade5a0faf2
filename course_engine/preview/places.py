"""Where the problems of a file show in its page: beside the block in which they stand."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from course_engine.errors import Diagnostic
from course_engine.model.course import Unit
from course_engine.model.fragment import Fragment, SourceLine, walk
from course_engine.model.identity import Slug
from course_engine.model.variant import Variant, variant


class Places:
    """The problems of one file, each at the last place that starts no later than its line.

    Args:
        starts: the lines where the places of the file start, of every reader.
        problems: those of the file.

    Attributes:
        head: problems before every place: those of the file's head.
    """

    def __init__(self, starts: Iterable[int], problems: Iterable[Diagnostic]) -> None:
        lines = sorted(set(starts))
        self.head: list[Diagnostic] = []
        self._at = defaultdict[int, list[Diagnostic]](list)
        for problem in problems:
            start = last_start(lines, problem.line)
            (self.head if start is None else self._at[start]).append(problem)

    def take(self, start: int) -> Sequence[Diagnostic]:
        """Return the problems of a place that is shown now; none where they are shown already."""
        return self._at.pop(start, ())

    @property
    def left(self) -> Sequence[Diagnostic]:
        """The problems of the places that were not taken, by line."""
        return [problem for start in sorted(self._at) for problem in self._at[start]]


def last_start(starts: Sequence[int], line: int) -> int | None:
    """Return the last of some lines, in order, that is no later than `line`; None where there is none."""
    before = bisect_right(starts, line)
    return starts[before - 1] if before else None


def starts_in(unit: Unit) -> Iterator[int]:
    """Yield the lines where the times, pages and blocks of a unit start, whoever reads them."""
    for phase in unit.phases:
        yield phase.line
        for page in phase.pages:
            yield page.line
            yield from _lines(page.content)


def first_views(unit: Unit) -> Mapping[int, Slug]:
    """Return the lowest level that is shown each place of a unit, by line; those of the animateur alone are left out."""
    views: dict[int, Slug] = {}
    for level in unit.levels:
        for start in _shown(unit, variant(unit, level)):
            views.setdefault(start, level)
    return views


def _shown(unit: Unit, seen: Variant) -> Iterator[int]:
    yield from (phase.line for phase in unit.phases)
    written = {page.id: page.line for page in unit.pages}
    for page in seen.pages:
        yield written[page.id]
        yield from _lines(page.content)


def _lines(fragment: Fragment) -> Iterator[int]:
    return (part.line for part in walk(fragment) if isinstance(part, SourceLine))
