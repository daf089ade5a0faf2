"""`modules/glossaire.md` → terms, and where they stand in a text."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

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


@dataclass
class _Draft:
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


def term_finders(terms: Mapping[str, Term]) -> Callable[[str], TermFinder | None]:
    """Return the function that gives, for a file's whole text, what finds terms in its runs.

    Only the terms that the file holds are looked for, so that a long glossary costs little.
    """
    patterns = {identity: _pattern(term.title) for identity, term in terms.items()}
    titles = {identity: term.title.lower().split()[0] for identity, term in terms.items()}

    def finder(text: str) -> TermFinder | None:
        lowered = text.lower()
        present = [identity for identity, first in titles.items() if first in lowered]
        if not present:
            return None
        # The longest title first: « mot de passe » before « mot ».
        present.sort(key=lambda identity: (-len(terms[identity].title), identity))
        return _finder([(identity, patterns[identity]) for identity in present])

    return finder


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
