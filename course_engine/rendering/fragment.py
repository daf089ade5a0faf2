"""Fragment → HTML: the holes filled with what one page in one shell shows there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from course_engine.i18n import mark, translator
from course_engine.model.fragment import AssetUrl, Block, BlockKind, FootnoteRef, Fragment, Part, TermRef
from course_engine.model.frozen import Slug

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


def nowhere(name: str) -> str:
    """Refuse to fill a hole: the fragment is of a kind that has none (a quiz inside a question)."""
    raise ValueError(name)


@dataclass
class FragmentRenderer:
    """Renders the fragments of one page, in order: footnotes are numbered, terms linked once.

    Attributes:
        asset_url: from an asset's path to the address where this shell keeps it.
        term_url: from a glossary term to its address in this shell.
        quiz: from a quiz's id to the HTML of the quiz.
        linked_terms: the terms already linked in what the reader sees of the unit.
        scope: a prefix that keeps the ids of several pages in one file apart.
    """

    asset_url: Callable[[str], str]
    term_url: Callable[[Slug], str] = nowhere
    quiz: Callable[[Slug], str] = nowhere
    scope: str = ""
    linked_terms: set[Slug] = field(default_factory=set)
    footnotes: list[str] = field(default_factory=list)

    def render(self, fragment: Fragment) -> str:
        """Return safe HTML for `fragment`."""
        return "".join(self._part(part) for part in fragment)

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return part
            case AssetUrl():
                return escape(self.asset_url(part.path))
            case FootnoteRef():
                return self._footnote(part.label)
            case TermRef():
                return self._term(part)
            case Block():
                return self._block(part)
        return self.quiz(part.quiz)

    def _block(self, block: Block) -> str:
        inside = self.render(block.content)
        if block.kind in FOLDED_TITLES:
            summary = escape(_(FOLDED_TITLES[block.kind]))
            return f'<details class="{block.kind}"><summary>{summary}</summary>{inside}</details>'
        # A kind without a title (a level, an animator's note) must have been settled by model/variant.py.
        title = escape(_(BLOCK_TITLES[block.kind]))
        return f'<div class="callout {block.kind}"><p class="callout-title">{title}</p>{inside}</div>'

    def _footnote(self, label: str) -> str:
        first = label not in self.footnotes
        if first:
            self.footnotes.append(label)
        number = self.footnotes.index(label) + 1
        mark_id = f' id="{self.scope}call-{number}"' if first else ""
        return f'<sup class="footnote-ref"{mark_id}><a href="#{self.scope}note-{number}">{number}</a></sup>'

    def _term(self, term: TermRef) -> str:
        if term.term in self.linked_terms:
            return escape(term.text)
        self.linked_terms.add(term.term)
        return f'<a class="term" href="{escape(self.term_url(term.term))}">{escape(term.text)}</a>'
