"""What must hold for each level's reader of a unit, and for the animator."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from course_engine.content.report import Report
from course_engine.content.structure import TITLES
from course_engine.content.text import plain_text
from course_engine.model.course import PhaseKind, Unit
from course_engine.model.fragment import Block, BlockKind, Fragment
from course_engine.model.variant import Variant, VisiblePage, is_blank, quizzes_in, variant

_OUTLINE = {"container_open", "container_close", "heading_open"}
_FIRST_INSIDE = 3  # `###`: the page's own heading has two signs


def check_variants(unit: Unit, tokens: Sequence[Token], report: Report) -> Mapping[str, tuple[str, ...]]:
    """Check times, pages, headings, footnotes and solutions as each level sees them.

    Args:
        unit: a unit free of other errors.
        tokens: the tokens of its file, containers paired: headings have their lines there.
        report: where problems go.

    Returns:
        The quizzes that each level meets in the assessment.
    """
    seen: set[str] = set()
    assessed = {}
    outline = [token for token in tokens if token.type in _OUTLINE]
    for level in unit.levels:
        shown = variant(unit, level)
        for phase in shown.phases:
            if not phase.pages:
                line = next(own.line for own in unit.phases if own.kind is phase.kind)
                report.add("UN112", line, "#", title=TITLES[phase.kind], level=level)
        for page in shown.pages:
            seen.add(page.id)
            _check_page(page, level, unit, report)
        assessed[level] = tuple(_assessed(shown))
        _check_headings(_headings(outline, level), report)
    for level in unit.levels:
        _check_headings(_headings(outline, level, animator=True), report)
    for written in unit.pages:
        if written.id not in seen and is_blank(written.content):
            report.add("UN114", written.line, "#", title=plain_text(_text(written.title)))
    return assessed


def _assessed(shown: Variant) -> Iterator[str]:
    assessments = (phase for phase in shown.phases if phase.kind is PhaseKind.ASSESSMENT)
    return (quiz for phase in assessments for page in phase.pages for quiz in quizzes_in(page.content))


def _check_page(page: VisiblePage, level: str, unit: Unit, report: Report) -> None:
    for line in _misplaced_solutions(page.content):
        report.add("CT116", line, ":::")
    for label, note in page.footnotes:
        if is_blank(note):
            line = next(own.line for own in unit.pages if own.id == page.id)
            report.add("MD120", line, label=label, level=level)


def _misplaced_solutions(fragment: Fragment) -> Iterator[int]:
    """Yield the lines of solutions that something follows in what one level sees of their exercise."""
    for part in fragment:
        if not isinstance(part, Block):
            continue
        yield from _misplaced_solutions(part.content)
        if part.kind is BlockKind.EXERCISE:
            parts = [inside for inside in part.content if not is_blank((inside,))]
            for inside in parts[:-1]:
                if isinstance(inside, Block) and inside.kind is BlockKind.SOLUTION:
                    yield inside.line


def _headings(tokens: Sequence[Token], level: str, *, animator: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the rank (1 for `#`) and line of each heading that one reader sees."""
    hidden: list[bool] = []
    for token in tokens:
        if token.type == "container_open":
            word = token.meta["word"]
            private = word == "animateur" and not animator
            hidden.append(private or (word == "niveau" and level not in token.meta["arguments"]))
        elif token.type == "container_close":
            hidden.pop()
        elif token.type == "heading_open" and token.map and not any(hidden):
            yield int(token.tag[1]), token.map[0] + 1


def _check_headings(headings: Iterator[tuple[int, int]], report: Report) -> None:
    above = _FIRST_INSIDE - 1
    for rank, line in headings:
        if rank < _FIRST_INSIDE:
            above = _FIRST_INSIDE - 1
            continue
        if rank > above + 1:
            report.add("UN113", line, "#", written="#" * rank, expected="#" * (above + 1))
        above = rank


def _text(fragment: Fragment) -> str:
    return "".join(part for part in fragment if isinstance(part, str))
