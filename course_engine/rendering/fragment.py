"""Fragment → HTML: the holes filled with what one page in one shell shows there."""

import re
from collections.abc import Callable, Mapping
from html import escape

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from course_engine.i18n import mark, translator
from course_engine.model.fragment import (
    AssetUrl,
    Block,
    BlockKind,
    FootnoteRef,
    Fragment,
    GapHole,
    Part,
    QuizPlace,
    SourceLine,
    TermRef,
)
from course_engine.model.identity import Letter, Slug

_ = translator("rendering")

BLOCK_TITLES: Mapping[BlockKind, str] = {
    BlockKind.KEY_POINT: mark("Remember"),
    BlockKind.WARNING: mark("Take care"),
    BlockKind.EXAMPLE: mark("A local authority's experience"),
    BlockKind.DEFINITION: mark("Definition"),
    BlockKind.EXERCISE: mark("Exercise"),
    BlockKind.PLAIN_WORDING: mark("In plain words"),
}
FOLDED_TITLES: Mapping[BlockKind, str] = {
    BlockKind.SOLUTION: mark("See the solution"),
    BlockKind.TRANSCRIPT: mark("Read the transcript"),
}
PICTURE = re.compile(r'<img [^>]*alt="([^"]*)"[^>]*>')
HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


def nowhere(name: str) -> str:
    """Refuse to fill a hole: the fragment is of a kind that has none (a quiz inside a question)."""
    raise ValueError(name)


def no_quiz(quiz: Slug, _renderer: "FragmentRenderer") -> str:
    """Refuse to show a quiz: this shell has none."""
    return nowhere(quiz)


def nothing(_line: int) -> str:
    """Show nothing where a block starts: the reader did not write it."""
    return ""


def private(block: Block, _inside: Markup) -> str:
    """Refuse to show what model/variant.py must have settled: a level, an animator's note."""
    raise KeyError(block.kind)


class FragmentRenderer(Struct):
    """Renders the fragments of one page, in order: footnotes are numbered, terms linked once.

    Attributes:
        asset_url: from an asset's path to the address where this shell keeps it.
        term_url: from a glossary term to its address in this shell; an empty one is no link.
        quiz: from a quiz's id and this renderer to the HTML of the quiz.
        gap: from a gap's letter to the HTML of what fills it.
        line: from the line where a block of the author's file starts to the HTML of what is said beside it.
        private: from a block for some levels or for the animator, and its HTML inside, to its HTML.
        heading_shift: added to the level of every heading; fragments are compiled for a page titled at level 1.
        linked_terms: the terms already linked in what the reader sees of the unit.
        scope: a prefix that keeps the ids of several pages in one file apart.
    """

    asset_url: Callable[[str], str]
    term_url: Callable[[Slug], str] = nowhere
    quiz: Callable[[Slug, "FragmentRenderer"], str] = no_quiz
    gap: Callable[[Letter], str] = nowhere
    line: Callable[[int], str] = nothing
    private: Callable[[Block, Markup], str] = private
    scope: str = ""
    heading_shift: int = 0
    linked_terms: set[Slug] = field(default_factory=set)
    footnotes: list[str] = field(default_factory=list)

    def render(self, fragment: Fragment) -> Markup:
        """Return safe HTML for `fragment`."""
        html = "".join(self._part(part) for part in fragment)
        return Markup(html)  # noqa: S704 - every part is safe as compiled, or escaped here

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return self._headings(part)
            case AssetUrl():
                return escape(self.asset_url(part.path))
            case FootnoteRef():
                return self._footnote(part.label)
            case TermRef():
                return self._term(part)
            case Block():
                return self._block(part)
        return self._given(part)

    def _given(self, part: QuizPlace | GapHole | SourceLine) -> str:
        """Return what the page that shows a fragment puts into a hole."""
        match part:
            case QuizPlace():
                return self.quiz(part.quiz, self)
            case GapHole():
                return self.gap(part.gap)
            case SourceLine():
                return self.line(part.line)

    def note_id(self, number: int) -> str:
        """Return the id of the note that is the page's number `number`."""
        return f"{self.scope}note-{number}"

    def call_id(self, number: int) -> str:
        """Return the id of the first call to the note that is the page's number `number`."""
        return f"{self.scope}call-{number}"

    def _headings(self, html: str) -> str:
        if not self.heading_shift:
            return html
        return HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + self.heading_shift}", html)

    def _block(self, block: Block) -> str:
        inside = self.render(block.content)
        if block.kind in FOLDED_TITLES:
            summary = escape(_(FOLDED_TITLES[block.kind]))
            return f'<details class="{block.kind}"><summary>{summary}</summary>{inside}</details>'
        if block.kind not in BLOCK_TITLES:
            return self.private(block, inside)
        title = escape(_(BLOCK_TITLES[block.kind]))
        return f'<div class="callout {block.kind}"><p class="callout-title">{title}</p>{inside}</div>'

    def _footnote(self, label: str) -> str:
        first = label not in self.footnotes
        if first:
            self.footnotes.append(label)
        number = self.footnotes.index(label) + 1
        call = f' id="{self.call_id(number)}"' if first else ""
        return f'<sup class="footnote-ref"{call}><a href="#{self.note_id(number)}">{number}</a></sup>'

    def _term(self, term: TermRef) -> str:
        if term.term in self.linked_terms:
            return escape(term.text)
        self.linked_terms.add(term.term)
        address = self.term_url(term.term)
        return (
            f'<a class="term" href="{escape(address)}">{escape(term.text)}</a>'
            if address
            else escape(term.text)
        )


def in_words(fragment: Fragment, renderer: FragmentRenderer) -> str:
    """Return a fragment as the plain words of a list's entry: a picture is its alternative, a term no link."""
    aside = replace(renderer, linked_terms=set(), footnotes=[])
    html = PICTURE.sub(r"\1", aside.render(fragment))
    return Markup(html).striptags()  # noqa: S704 - only to take its tags away
