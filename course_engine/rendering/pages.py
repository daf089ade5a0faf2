"""What a reader sees of a unit → the contexts of its screens."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup, escape
from msgspec import Struct, field

from course_engine.i18n import mark, translator
from course_engine.model.course import Asset, PhaseKind, Term, Unit
from course_engine.model.fragment import Block, FootnoteRef, Fragment, TermRef, walk
from course_engine.model.identity import Slug
from course_engine.model.variant import Variant, VisiblePage, VisiblePhase
from course_engine.rendering.contexts import (
    FileView,
    GlossaryContext,
    Link,
    Note,
    PageContext,
    PhaseView,
    TermView,
    UnitContext,
)
from course_engine.rendering.fragment import FragmentRenderer, no_quiz, nothing, nowhere, private
from course_engine.rendering.wording import duration_in_words, size_in_words

_ = translator("rendering")

PHASE_TITLES: Mapping[PhaseKind, str] = {
    PhaseKind.BRIEFING: mark("Briefing"),
    PhaseKind.PRACTICE: mark("Practice"),
    PhaseKind.ASSESSMENT: mark("Assessment"),
    PhaseKind.DISCUSSION: mark("Discussion"),
}
COMPILED_HEADING = 1  # fragments are compiled for a page whose title is the first level of heading


class Addresses(Struct, frozen=True):
    """Where one shell keeps things, and how it shows a quiz.

    Attributes:
        asset: from an asset's path to its address.
        unit: from a unit to the address of its contents.
        page: from a unit and one of its pages to the page's address.
        term: from a glossary term to its address.
        quiz: from a quiz's id and the renderer of the page where it stands to its HTML.
        page_id: from a unit and a page to the id of its screen; it prefixes every id in the page.
        line: from the line where a block starts to the HTML of what is said beside it.
        private: from a block that no trainee of that level reads, and its HTML inside, to its HTML.
        heading: level of a screen's own heading.
    """

    asset: Callable[[str], str]
    unit: Callable[[Slug], str]
    page: Callable[[Slug, Slug], str]
    term: Callable[[Slug], str] = nowhere
    quiz: Callable[[Slug, FragmentRenderer], str] = no_quiz
    page_id: Callable[[Slug, Slug], str] = field(default=lambda _unit, page: page)
    line: Callable[[int], str] = nothing
    private: Callable[[Block, Markup], str] = private
    heading: int = 1


def page_contexts(variant: Variant, addresses: Addresses) -> Iterator[PageContext]:
    """Yield every page of a unit, in order; a glossary term is linked where it first stands in them."""
    linked: set[Slug] = set()
    links = {page.number: _link(variant, page, addresses) for page in variant.pages}
    for phase in variant.phases:
        for page in phase.pages:
            yield _page_context(variant, phase, page, addresses, linked, links.get)


def page_context(variant: Variant, page: Slug, addresses: Addresses) -> PageContext | None:
    """Return one page of a unit as `page_contexts` would, or None if this reader has no such page."""
    linked: set[Slug] = set()
    pages = {candidate.number: candidate for candidate in variant.pages}

    def link(number: int) -> Link | None:
        return _link(variant, pages[number], addresses) if number in pages else None

    for phase in variant.phases:
        for candidate in phase.pages:
            if candidate.id == page:
                return _page_context(variant, phase, candidate, addresses, linked, link)
            linked.update(terms_in(candidate.title), terms_in(candidate.content))
    return None


def unit_context(
    unit: Unit,
    variant: Variant,
    addresses: Addresses,
    assets: Mapping[str, Asset],
    *,
    place: str = "",
    reason: str = "",
) -> UnitContext:
    """Return the first screen of a unit.

    Args:
        unit: the unit.
        variant: what the reader sees of it.
        addresses: where the shell keeps things.
        assets: the catalogue's, for the sizes of the exercise files.
        place: which half-day of the path it is, in words.
        reason: why it is in the path, one sentence.
    """
    links = {page.id: _link(variant, page, addresses) for page in variant.pages}
    return UnitContext(
        id=addresses.page_id(unit.id, ""),
        heading=addresses.heading,
        place=place,
        title=unit.title,
        summary=unit.summary,
        duration=duration_in_words(unit.minutes),
        reason=reason,
        phases=tuple(
            PhaseView(
                title=phase_title(phase.kind),
                duration=duration_in_words(phase.minutes),
                pages=tuple(links[page.id] for page in phase.pages),
            )
            for phase in variant.phases
        ),
        files=tuple(_file_view(assets[path], addresses) for path in unit.files),
        sources=unit.sources,
        first=next(iter(links.values()), None),
    )


def glossary_context(
    terms: Mapping[Slug, Term], addresses: Addresses, term_id: Callable[[Slug], str]
) -> GlossaryContext:
    """Return the glossary of `terms`, each under the id that `term_id` gives it."""
    renderer = FragmentRenderer(asset_url=addresses.asset, term_url=addresses.term)
    views = [
        TermView(id=term_id(term.id), title=term.title, definition=renderer.render(term.definition))
        for term in sorted(terms.values(), key=lambda term: (term.title.casefold(), term.id))
    ]
    return GlossaryContext(heading=addresses.heading, terms=tuple(views))


def phase_title(kind: PhaseKind) -> str:
    """Return the title of one of the four times: Apport, Expérimentation, Évaluation or Échanges."""
    return _(PHASE_TITLES[kind])


def terms_in(fragment: Fragment) -> Iterator[Slug]:
    """Yield the glossary terms that stand in a fragment, in order, inside blocks too."""
    return (part.term for part in walk(fragment) if isinstance(part, TermRef))


def with_terms_inside(terms: Iterable[Slug], glossary: Mapping[Slug, Term]) -> Mapping[Slug, Term]:
    """Return the glossary's entries for `terms`, and for those that their definitions name in turn."""
    pending, known = list(terms), set(terms)
    while pending:
        deeper = set(terms_in(glossary[pending.pop()].definition)) - known
        known |= deeper
        pending += deeper
    return {term: glossary[term] for term in sorted(known)}


def title_html(title: Fragment, asset_url: Callable[[str], str]) -> Markup:
    """Return a title as it may stand inside a link: no link, no call to a footnote."""
    parts = tuple(
        escape(part.text) if isinstance(part, TermRef) else part
        for part in title
        if not isinstance(part, FootnoteRef)
    )
    html = FragmentRenderer(asset_url=asset_url).render(parts)
    return Markup(re.sub(r"</?a\b[^>]*>", "", html))  # noqa: S704 - safe HTML less its links


def _page_context(
    variant: Variant,
    phase: VisiblePhase,
    page: VisiblePage,
    addresses: Addresses,
    linked: set[Slug],
    link: Callable[[int], Link | None],
) -> PageContext:
    screen = addresses.page_id(variant.unit, page.id)
    renderer = FragmentRenderer(
        asset_url=addresses.asset,
        term_url=addresses.term,
        quiz=addresses.quiz,
        line=addresses.line,
        private=addresses.private,
        scope=f"{screen}/",
        linked_terms=linked,
        heading_shift=addresses.heading - COMPILED_HEADING,
    )
    title = renderer.render(page.title)
    content = renderer.render(page.content)
    notes = dict(page.footnotes)
    return PageContext(
        id=screen,
        heading=addresses.heading,
        unit=Link(href=addresses.unit(variant.unit), title=escape(variant.title)),
        phase=phase_title(phase.kind),
        title=title,
        content=content,
        notes=tuple(
            Note(
                id=renderer.note_id(number),
                call=renderer.call_id(number),
                content=renderer.render(notes[label]),
            )
            for number, label in enumerate(tuple(renderer.footnotes), start=1)
        ),
        number=page.number,
        total=len(variant.pages),
        previous=link(page.number - 1),
        next=link(page.number + 1),
    )


def _link(variant: Variant, page: VisiblePage, addresses: Addresses) -> Link:
    return Link(href=addresses.page(variant.unit, page.id), title=title_html(page.title, addresses.asset))


def _file_view(asset: Asset, addresses: Addresses) -> FileView:
    name = asset.path.rsplit("/", 1)[-1]
    return FileView(href=addresses.asset(asset.path), name=name, size=size_in_words(asset.size))
