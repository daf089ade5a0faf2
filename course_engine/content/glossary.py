"""`modules/glossaire.md` → terms, and where they stand in a text."""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token
from msgspec import Struct

from course_engine.content.assets import Shelf
from course_engine.content.attributes import read_attributes
from course_engine.content.blocks import BlockWriter
from course_engine.content.footnotes import take_notes
from course_engine.content.markdown import CONTAINER_MARK, check_dialect, parse, stray_marks
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.text import TermFinder, TextContext
from course_engine.content.words import is_slug, slug_of
from course_engine.model.course import Term
from course_engine.model.fragment import TermRef

PATH = "modules/glossaire.md"
_HOME = "modules"


class _Draft(Struct):
    id: str
    title: str
    line: int
    tokens: list[Token]


def read_glossary(source: Source, shelf: Shelf, report: Report) -> dict[str, Term]:
    """Read the glossary: one `##` heading a term; every problem is noted."""
    parsed = parse(source, 0)
    check_dialect(parsed, "MD106", report)
    tokens, notes = take_notes(parsed.tokens, report)
    for label, note in notes.items():
        report.add("MD116", note.line, "[^", label=label)
    for line in stray_marks(tokens):
        report.add("GL104", line, ":::")
    writer = BlockWriter(TextContext(_HOME, shelf, report))
    terms: dict[str, Term] = {}
    lines: dict[str, int] = {}
    for draft in _cut(tokens, report):
        definition = writer.fragment(draft.tokens)
        if not draft.tokens:
            report.add("GL102", draft.line, "#", title=draft.title)
        if draft.id in terms:
            report.add("GL103", draft.line, "#", title=draft.title, first=lines[draft.id])
        elif is_slug(draft.id):
            terms[draft.id] = Term(id=draft.id, title=draft.title, definition=definition)
            lines[draft.id] = draft.line
    return terms


def _cut(tokens: list[Token], report: Report) -> list[_Draft]:
    drafts: list[_Draft] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            drafts.append(_term(token, tokens[index + 1].content, line, report))
            index += 3
            continue
        if token.type == "heading_open":
            # One title of the whole may stand before the first term.
            if token.tag != "h1" or drafts:
                report.add("GL101", line, "#")
            index += 3
            continue
        if drafts and token.type != CONTAINER_MARK:
            drafts[-1].tokens.append(token)
        index += 1
    return drafts


def _term(token: Token, title: str, line: int, report: Report) -> _Draft:
    attributes = read_attributes(token.meta.get("attributes", ""), line, ("id",), (), report)
    if not title.strip():
        report.add("MD110", line, "#")
    if attributes.id_given and not is_slug(attributes.id):
        report.add("UN110", line, f"#{attributes.id}", value=attributes.id)
    return _Draft(attributes.id or slug_of(title), title, line, [])


class TermFinders:
    """Gives, for a file's whole text, what finds the glossary's terms in its runs.

    Only the terms that the file may hold are looked for, so that a long glossary costs little.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._titles = {identity: term.title for identity, term in terms.items()}
        self._firsts = {identity: title.lower().split()[0] for identity, title in self._titles.items()}

    def present(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the id and title of each term that a text may hold, the longest title first.

        « mot de passe » comes before « mot ».
        """
        lowered = text.lower()
        found = [identity for identity, first in self._firsts.items() if first in lowered]
        found.sort(key=lambda identity: (-len(self._titles[identity]), identity))
        return tuple((identity, self._titles[identity]) for identity in found)

    def __call__(self, text: str) -> TermFinder | None:
        """Return what finds terms in the runs of `text`; None where it can hold none."""
        present = self.present(text)
        return _finder([(identity, _pattern(title)) for identity, title in present]) if present else None


def _pattern(title: str) -> str:
    """Return the expression of a term: any spaces between its words, a plural on each of them."""
    words = r"(?:s|x)?\s+".join(re.escape(word) for word in title.split())
    return words if title.isupper() else f"(?i:{words})(?:s|x)?"


def _finder(present: list[tuple[str, str]]) -> TermFinder:
    identities = [identity for identity, _pattern in present]
    pattern = re.compile(r"\b(?:" + "|".join(f"({expression})" for _id, expression in present) + r")\b")

    def find(text: str) -> Iterator[str | TermRef]:
        end = 0
        for match in pattern.finditer(text):
            if match.start() > end:
                yield text[end : match.start()]
            yield TermRef(term=identities[(match.lastindex or 1) - 1], text=match[0])
            end = match.end()
        if end < len(text):
            yield text[end:]

    return find
