"""The four times of a unit and their pages, cut out of its tokens."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec import Struct, field

from course_engine.content.attributes import Attributes, read_attributes
from course_engine.content.durations import minutes
from course_engine.content.report import Report
from course_engine.content.words import is_slug, nearest, slug_of
from course_engine.model.course import PhaseKind
from course_engine.model.folding import fold

TIMES: Mapping[str, PhaseKind] = {
    "apport": PhaseKind.BRIEFING,
    "experimentation": PhaseKind.PRACTICE,
    "evaluation": PhaseKind.ASSESSMENT,
    "echanges": PhaseKind.DISCUSSION,
}
TITLES: Mapping[PhaseKind, str] = {
    PhaseKind.BRIEFING: "Apport",
    PhaseKind.PRACTICE: "Expérimentation",
    PhaseKind.ASSESSMENT: "Évaluation",
    PhaseKind.DISCUSSION: "Échanges",
}
_HEADING = 3
"""The tokens of a heading: its opening, its title, its closing."""


class PageDraft(Struct):
    """A page before its text is written.

    Attributes:
        title: the title's inline token; None for the text before a time's first page.
        levels: those its heading names; empty for all.
    """

    id: str
    line: int
    title: Token | None = None
    levels: tuple[str, ...] = ()
    tokens: list[Token] = field(default_factory=list)


class PhaseDraft(Struct):
    """A time before its text is written; `minutes` is 0 where its duration could not be read."""

    kind: PhaseKind
    line: int
    minutes: int
    pages: list[PageDraft] = field(default_factory=list)


class Structure:
    """Cuts the tokens of one unit into times and pages.

    Attributes:
        phases: the times, in written order.
        stray: the tokens before the first time, which is an error.
    """

    def __init__(self, levels: Sequence[str], report: Report) -> None:
        self.report = report
        self.levels = levels
        self.phases: list[PhaseDraft] = []
        self.stray: list[Token] = []

    def cut(self, tokens: Sequence[Token]) -> list[PhaseDraft]:
        """Return the times in written order; every problem of structure is noted."""
        headings = [
            index
            for index, token in enumerate(tokens)
            if token.type == "heading_open" and token.tag in {"h1", "h2"}
        ]
        bounds = [*headings, len(tokens)]
        self._take(tokens[: bounds[0]])
        for start, end in pairwise(bounds):
            self._heading(tokens[start], tokens[start + 1])
            self._take(tokens[start + _HEADING : end])
        self._check_before_first()
        self._check_missing()
        self._check_ids()
        return self.phases

    def _heading(self, token: Token, inline: Token) -> None:
        line = token.map[0] + 1 if token.map else 1
        if token.level:
            self.report.add("UN108", line, "#", title=inline.content)
        elif token.tag == "h1":
            self._time(token, inline, line)
        else:
            self._page(token, inline, line)

    def _time(self, token: Token, inline: Token, line: int) -> None:
        attributes = read_attributes(token.meta.get("attributes", ""), line, ("duree",), (), self.report)
        written = attributes.values.get("duree")
        duration = minutes(written) if written is not None else None
        if written is None:
            self.report.add("UN104", line, "#", title=inline.content)
        elif duration is None:
            self.report.add("UN105", line, written, value=written)
        kind = TIMES.get(fold(inline.content))
        if kind is None:
            near = nearest(inline.content, TIMES)
            self.report.add("UN101", line, inline.content, title=inline.content, nearest=near)
            # It still starts a time, the one that was probably meant, so that what follows is read.
            kind = TIMES.get(near, PhaseKind.BRIEFING)
        elif first := next((phase.line for phase in self.phases if phase.kind is kind), None):
            self.report.add("UN103", line, "#", title=inline.content, first=first)
        self.phases.append(PhaseDraft(kind, line, duration or 0))

    def _page(self, token: Token, inline: Token, line: int) -> None:
        title = inline.content
        if not title.strip():
            self.report.add("MD110", line, "#")
        attributes = read_attributes(
            token.meta.get("attributes", ""), line, ("id", "niveau"), (), self.report
        )
        page = PageDraft(self._page_id(attributes, title, line), line, inline, self._levels(attributes, line))
        if self.phases:
            self.phases[-1].pages.append(page)
        else:
            self.report.add("UN107", line, "#")

    def _page_id(self, attributes: Attributes, title: str, line: int) -> str:
        if attributes.id_given and not is_slug(attributes.id):
            self.report.add("UN110", line, f"#{attributes.id}", value=attributes.id)
            return slug_of(attributes.id)
        return attributes.id or slug_of(title)

    def _levels(self, attributes: Attributes, line: int) -> tuple[str, ...]:
        written = attributes.values.get("niveau")
        named = tuple((written or "").replace(",", " ").split())
        for level in named:
            if self.levels and level not in self.levels:
                self.report.add("UN109", line, level, level=level, nearest=nearest(level, self.levels))
        return named

    def _take(self, tokens: Sequence[Token]) -> None:
        """Give what stands under a heading to its page."""
        begun = next((index for index, token in enumerate(tokens) if self._begins(token)), None)
        if begun is not None:
            self._page_tokens(tokens[begun]).extend(tokens[begun:])

    def _begins(self, token: Token) -> bool:
        """Return whether a token has a page, or makes one: a container that could not be read makes none."""
        return token.type != "container_amiss" or bool(self.phases and self.phases[-1].pages)

    def _page_tokens(self, token: Token) -> list[Token]:
        if not self.phases:
            return self.stray
        phase = self.phases[-1]
        if not phase.pages:
            line = token.map[0] + 1 if token.map else phase.line
            phase.pages.append(PageDraft(slug_of(TITLES[phase.kind]), line))
        return phase.pages[-1].tokens

    def _check_before_first(self) -> None:
        if self.stray and (place := self.stray[0].map):
            self.report.add("UN107", place[0] + 1)

    def _check_missing(self) -> None:
        present = {phase.kind for phase in self.phases}
        for kind, title in TITLES.items():
            if kind not in present:
                self.report.add("UN102", 1, title=title)

    def _check_ids(self) -> None:
        seen: dict[str, PageDraft] = {}
        for page in (page for phase in self.phases for page in phase.pages):
            first = seen.setdefault(page.id, page)
            # Two pages without title bear the name of one time written twice: it was noted as such.
            if first is not page and (first.title or page.title):
                self.report.add("UN111", page.line, "#", id=page.id, first=first.line)
