"""A unit as one level, or the animateur, reads it: every page after the other, what is wrong beside each block."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.course import Phase, Unit
from course_engine.model.fragment import Block, BlockKind
from course_engine.model.identity import Slug
from course_engine.model.variant import Variant, unabridged, variant
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import ANIMATOR, alone_url, line_id, paper_url, unit_url
from course_engine.preview.contexts import PageView, PhasePages, PrivateContext, UnitScreenContext, ViewLink
from course_engine.preview.desk import Look
from course_engine.preview.places import Places, starts_in
from course_engine.preview.problem_views import ProblemViews
from course_engine.preview.quiz_part import QuizParts
from course_engine.preview.screen import Screen
from course_engine.rendering.contexts import PageContext
from course_engine.rendering.pages import (
    Addresses,
    glossary_context,
    page_contexts,
    phase_title,
    unit_context,
    with_terms_inside,
)
from course_engine.rendering.wording import duration_in_words
from course_engine.web.addresses import asset_url, screen_id, term_id

_ = translator("preview")

HEADING = 2
"""Of each page: the unit's title stands above them all."""


def unit_screen(look: Look) -> Screen:
    """Return a unit in one of its views.

    Raises:
        NotFound: there is no such unit, or it has no such level.
    """
    unit, view = unit_of(look), look.names["view"]
    if view not in (*unit.levels, ANIMATOR):
        raise NotFound(_("This session has no such level: choose another on the screen of the course."))
    reading = _Reading(look, unit, view)
    return Screen(unit.title, "preview/unit.html", reading.context())


def unit_of(look: Look) -> Unit:
    """Return the unit that an address names.

    Raises:
        NotFound: there is no such unit.
    """
    unit = look.course.units.get(look.names["unit"])
    if unit is None:
        raise NotFound(
            _("There is no session “{name}”: its file may have another name now.").format(
                name=look.names["unit"]
            )
        )
    return unit


def unit_views(unit: Unit, here: Slug) -> tuple[ViewLink, ...]:
    """Return the views of a unit: each level, the animateur's, the paper of the level that is shown or of the first."""
    level = here if here in unit.levels else unit.levels[0]
    views = [ViewLink(unit_url(unit.id, one), _level_title(one), one == here) for one in unit.levels]
    return (
        *views,
        ViewLink(unit_url(unit.id, ANIMATOR), _("Trainer"), here == ANIMATOR),
        ViewLink(paper_url(unit.id, level), _("Paper"), is_here=False),
    )


def past_notice(look: Look, unit: Unit) -> str:
    """Return why a unit is shown as it was; empty where it is as its file says."""
    if unit.id not in look.edition.past_units:
        return ""
    if (look.desk.workshop.course / unit.path).is_file():
        return _("This page shows the session as it last could be read: correct the errors of its file.")
    return _("“{file}” is no longer there: this page shows the session as it was.").format(file=unit.path)


def _level_title(level: Slug) -> str:
    words = level_in_words(level)
    return words[:1].upper() + words[1:]


class _Reading(Struct, dict=True):
    """One unit being shown.

    Attributes:
        view: a level of the unit, or the animateur's.
        terms: the glossary's terms that its pages named so far.
    """

    look: Look
    unit: Unit
    view: Slug
    terms: set[Slug] = field(default_factory=set)

    @cached_property
    def is_guide(self) -> bool:
        return self.view == ANIMATOR

    @cached_property
    def seen(self) -> Variant:
        return unabridged(self.unit) if self.is_guide else variant(self.unit, self.view)

    @cached_property
    def problems(self) -> ProblemViews:
        return ProblemViews(self.look)

    @cached_property
    def places(self) -> Places:
        # A file that can no longer be read has other lines than what is shown of it.
        found = self.look.edition.problems_of.get(self.unit.path, ())
        starts = () if self.unit.id in self.look.edition.past_units else starts_in(self.unit)
        return Places(starts, found)

    def context(self) -> UnitScreenContext:
        """Return what the screen shows."""
        overview = unit_context(self.unit, self.seen, self.addresses, self.look.course.assets)
        phases = tuple(self._phases())
        return UnitScreenContext(
            overview=replace(overview, id="seance", heading=1),
            file=self.unit.path,
            views=unit_views(self.unit, self.view),
            notice=past_notice(self.look, self.unit),
            head=self.problems.here(self.places.head),
            elsewhere=self.problems.views(self.places.left),
            phases=phases,
            glossary=self._glossary(),
        )

    @cached_property
    def addresses(self) -> Addresses:
        parts = QuizParts(self.look, self.problems, "" if self.is_guide else self.view, self.seen)
        return Addresses(
            asset=asset_url,
            unit=lambda _unit: "#seance",
            page=lambda unit, page: f"#{screen_id(unit, page)}",
            term=self._term,
            quiz=parts.in_page,
            page_id=screen_id,
            line=self.problems.beside(self.places),
            private=self._private,
            heading=HEADING,
        )

    def _phases(self) -> Iterator[PhasePages]:
        contexts = {page.number: page for page in page_contexts(self.seen, self.addresses)}
        for phase, shown in zip(self.unit.phases, self.seen.phases, strict=True):
            yield PhasePages(
                title=phase_title(phase.kind),
                duration=duration_in_words(phase.minutes),
                problems=self.problems.here(self.places.take(phase.line), line_id(phase.line)),
                pages=tuple(self._pages(phase, [contexts[page.number] for page in shown.pages])),
            )

    def _pages(self, phase: Phase, shown: Sequence[PageContext]) -> Iterator[PageView]:
        lines = {screen_id(self.unit.id, page.id): page.line for page in phase.pages}
        for page in shown:
            line = lines[page.id]
            problems = self.problems.here(self.places.take(line), line_id(line))
            yield PageView(
                page=page,
                place=f"{self.unit.path.rsplit('/', 1)[-1]}:{line}",
                alone="" if self.is_guide else alone_url(self.unit.id, self.view, page.number),
                problems=problems,
                has_problems=bool(problems) or 'class="problems"' in page.content,
            )

    def _term(self, term: Slug) -> str:
        self.terms.add(term)
        return f"#{term_id(term)}"

    def _private(self, block: Block, inside: Markup) -> str:
        context = PrivateContext(
            is_note=block.kind is BlockKind.ANIMATOR,
            levels=", ".join(map(level_in_words, block.levels)),
            inside=inside,
        )
        return self.look.theme.render("preview/private.html", context)

    def _glossary(self) -> Markup:
        known = self.look.course.glossary
        named = with_terms_inside(_known(self.terms, known), known)
        if not named:
            return Markup()
        addresses = replace(self.addresses, heading=HEADING)
        return self.look.theme.render("glossary.html", glossary_context(named, addresses, term_id))


def _known(terms: Iterable[Slug], glossary: Iterable[Slug]) -> list[Slug]:
    """Return the terms that the glossary still has."""
    return [term for term in terms if term in glossary]
