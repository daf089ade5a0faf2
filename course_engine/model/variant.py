"""What one reader sees of a unit: the only way from a unit to a page.

A trainee's variant holds no animator's block and no text of another level: they are not hidden, they are not there.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from course_engine.model.course import Page, PhaseKind, Unit
from course_engine.model.fragment import (
    AssetUrl,
    Block,
    BlockKind,
    FootnoteRef,
    Fragment,
    Part,
    QuizPlace,
    SourceLine,
    walk,
)
from course_engine.model.identity import Slug


class VisiblePage(Struct, frozen=True):
    """A page as one level sees it.

    Attributes:
        number: its place among the unit's visible pages, from 1.
        footnotes: the footnotes that it visibly cites, in order of first citation.
    """

    id: Slug
    title: Fragment
    content: Fragment
    footnotes: tuple[tuple[str, Fragment], ...]
    number: int


class VisiblePhase(Struct, frozen=True):
    """One of the four times, with the pages that one level sees in it; there may be none."""

    kind: PhaseKind
    minutes: int
    pages: tuple[VisiblePage, ...]


class Variant(Struct, frozen=True, dict=True):
    """A unit as one level sees it."""

    unit: Slug
    title: str
    level: Slug
    phases: tuple[VisiblePhase, ...]

    @cached_property
    def pages(self) -> tuple[VisiblePage, ...]:
        """Every visible page, in order."""
        return tuple(page for phase in self.phases for page in phase.pages)


_SOMETHING = re.compile(r"(?:\s|<(?!img|audio|video)[^>]*>)*+.", re.DOTALL)
"""What can be seen of HTML begins after the tags that show nothing by themselves."""


def variant(unit: Unit, level: Slug) -> Variant:
    """Return `unit` as a reader of `level` (one of the unit's own) sees it."""
    phases: list[VisiblePhase] = []
    number = 0
    for phase in unit.phases:
        pages: list[VisiblePage] = []
        for page in phase.pages:
            content = visible(page.content, level)
            if level not in page.levels or is_blank(content):
                continue
            number += 1
            title = visible(page.title, level)
            cited = dict.fromkeys((*_citations(title), *_citations(content)))
            notes = tuple((label, visible(unit.footnotes[label], level)) for label in cited)
            pages.append(
                VisiblePage(id=page.id, title=title, content=content, footnotes=notes, number=number)
            )
        phases.append(VisiblePhase(kind=phase.kind, minutes=phase.minutes, pages=tuple(pages)))
    return Variant(unit=unit.id, title=unit.title, level=level, phases=tuple(phases))


def unabridged(unit: Unit) -> Variant:
    """Return `unit` as whoever runs it or writes it reads it: every page, every note, every level's passages.

    A page for some levels only holds one passage for these. The level named is the lowest, and means nothing.
    """
    pages = iter(range(1, sum(1 for _page in unit.pages) + 1))
    return Variant(
        unit=unit.id,
        title=unit.title,
        level=unit.levels[0],
        phases=tuple(
            VisiblePhase(
                kind=phase.kind,
                minutes=phase.minutes,
                pages=tuple(_whole(page, unit, next(pages)) for page in phase.pages),
            )
            for phase in unit.phases
        ),
    )


def _whole(page: Page, unit: Unit, number: int) -> VisiblePage:
    content = page.content
    if set(page.levels) != set(unit.levels):
        content = (Block(kind=BlockKind.LEVEL, levels=page.levels, content=content, line=page.line),)
    cited = dict.fromkeys((*_citations(page.title), *_citations(page.content)))
    notes = tuple((label, unit.footnotes[label]) for label in cited)
    return VisiblePage(id=page.id, title=page.title, content=content, footnotes=notes, number=number)


def visible(fragment: Fragment, level: Slug) -> Fragment:
    """Return what a trainee of `level` may see: level containers opened or dropped, animator's dropped."""
    if not any(isinstance(part, Block) for part in fragment):
        return fragment
    return tuple(_visible_parts(fragment, level))


def quiz_places(unit: Unit) -> Mapping[Slug, Slug]:
    """Return the quizzes that stand in a unit, of every level, each with its page, in order."""
    found: dict[Slug, Slug] = {}
    for page in unit.pages:
        for quiz in quizzes_in(page.content):
            found.setdefault(quiz, page.id)
    return found


def quizzes_in(fragment: Fragment) -> Iterator[Slug]:
    """Yield the quizzes placed in a fragment, in order, inside blocks too."""
    return (part.quiz for part in walk(fragment) if isinstance(part, QuizPlace))


def assets_in(fragment: Fragment) -> Iterator[str]:
    """Yield the paths of the files that a fragment names, in order, inside blocks too."""
    return (part.path for part in walk(fragment) if isinstance(part, AssetUrl))


def is_blank(fragment: Fragment) -> bool:
    """Return whether nothing can be seen of a fragment: no text, no picture, no quiz."""
    return not any(_shows(part) for part in fragment)


def _visible_parts(fragment: Fragment, level: Slug) -> Iterator[Part]:
    for part in fragment:
        if not isinstance(part, Block):
            yield part
        elif part.kind is BlockKind.LEVEL:
            if level in part.levels:
                yield from _visible_parts(part.content, level)
        elif part.kind is not BlockKind.ANIMATOR:
            content = visible(part.content, level)
            if not is_blank(content):
                yield part if content is part.content else replace(part, content=content)


def _shows(part: Part) -> bool:
    if isinstance(part, str):
        return _SOMETHING.match(part) is not None
    if isinstance(part, Block):
        return not is_blank(part.content)
    return not isinstance(part, SourceLine)


def _citations(fragment: Fragment) -> Iterator[str]:
    return (part.label for part in walk(fragment) if isinstance(part, FootnoteRef))
