"""CommonMark with tables, footnotes and `:::` lines, as a flat list of tokens with their lines."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import lheading as commonmark_underlined
from markdown_it.rules_block import paragraph as commonmark_paragraph
from markdown_it.rules_block import reference as commonmark_reference
from markdown_it.rules_block import table as commonmark_table
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

from course_engine.content.attributes import split_attributes
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.sure_text import sure_tokens

CONTAINER_MARK = "container_mark"
GAP = "gap"
DEEPEST = 12
"""How deep lists, quotations, containers, emphasis may nest."""
MOST_BRACKETS = 2_000
"""In one paragraph: each `[` makes the parser look to its end for a `]`, so that time grows as their square."""
PARSER_NESTING = 60
"""Above twelve items of twelve lists (two levels each), so that the parser never stops in silence."""

_MARK_WITH_HARD_SPACE = re.compile(
    "^([ \t>]*(?:#{1,6}|[-+*]|[0-9]{1,9}[.)]|=|>|:{3}))[\u00a0\u202f\u2007]", re.MULTILINE
)
_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_GAP = re.compile(r"\[\[([^\]\n]*)\]\]")
_CALLOUT = re.compile(r"\[!\s*\w+\s*\]")


class Parsed(Struct, frozen=True):
    """A file's Markdown.

    Attributes:
        tokens: markdown-it's block tokens; lines count from 0, and from the head of the file.
        references: the line, from 1, and label of each reference-style link definition.
        lazy: lines, from 1, that continue a list or quotation without its mark.
        crowded: lines, from 1, where a paragraph starts that has too many brackets to be read.
    """

    tokens: list[Token]
    references: list[tuple[int, str]]
    lazy: list[int]
    crowded: list[int]


def parse(source: Source, skipped: int, *, gaps: bool = False) -> Parsed:
    """Parse a file after its first `skipped` lines (its front matter).

    Args:
        source: the file.
        skipped: how many lines.
        gaps: whether `[[…]]` is a gap, a token `GAP` whose content is what stands within; else it is text.
    """
    lines = source.text.split("\n", skipped)
    body = "\n" * skipped + lines[skipped] if len(lines) > skipped else ""
    lazy, definitions, crowded = set[int](), dict[int, str](), list[int]()
    env: dict[str, object] = {"lazy": lazy, "definitions": definitions, "crowded": crowded}
    env["underlined"] = _UNDERLINE.search(body) is not None
    tokens = _parser(gaps=gaps).parse(_MARK_WITH_HARD_SPACE.sub(r"\1 ", body), env)
    return Parsed(tokens, sorted(definitions.items()), sorted(lazy), crowded)


@cache
def _parser(*, gaps: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": PARSER_NESTING}).enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    # Links of any scheme are parsed, so that those refused are reported and not left as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # markdown-it's documented way
    block = parser.block.ruler
    block.before("table", "prose", _prose)
    block.at("paragraph", _paragraph)
    block.at("lheading", _underlined)
    block.at("reference", _reference)
    block.before(
        "fence", CONTAINER_MARK, _container_mark, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    if gaps:
        parser.inline.ruler.before("link", GAP, _gap)
    parser.core.ruler.after("block", "heading_attributes", _heading_attributes)
    parser.core.ruler.before("inline", "crowded", _crowded)
    parser.core.ruler.at("inline", _inline)
    # `_inline` joins what is to be; a source has no other line end, and no NUL.
    parser.core.ruler.disable(["text_join", "normalize"])
    return parser


def _container_mark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read a line of three colons as one token; `containers.py` pairs them."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", first) or state.is_code_block(start):
        return False
    if not silent:
        token = state.push(CONTAINER_MARK, "", 0)
        token.map = [start, start + 1]
        token.info = state.src[first : state.eMarks[start]].lstrip(":").strip()
        state.line = start + 1
    return True


def _gap(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read `[[…]]` on one line, whatever marks stand within."""
    found = _GAP.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push(GAP, "", 0).content = found[1]
    state.pos = found.end()
    return True


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read at once what starts with a letter: of a dozen rules, these alone can."""
    if not state.src[state.bMarks[start] + state.tShift[start]].isalpha() or state.is_code_block(start):
        return False
    alone = state.isEmpty(start + 1)
    return (
        not alone and (commonmark_table(state, start, end, silent) or _underlined(state, start, end, silent))
    ) or _paragraph(state, start, end, silent)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read a paragraph, noting the lines that belong to a list or quotation only by laziness."""
    found = commonmark_paragraph(state, start, end, silent)
    if state.blkIndent or state.level:
        for line in range(start + 1, state.line):
            if state.sCount[line] < state.blkIndent:
                state.env["lazy"].add(line + 1)
    return found


def _underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read an underlined heading, which the format refuses; a lone `=` under `= ` lines is an empty answer."""
    if not state.env["underlined"]:
        return False
    first = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("= ", first) and commonmark_underlined(state, start, end, silent)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # a rule's signature
    """Read a link definition, which the format refuses; `[!indice]: …` is a callout."""
    first = state.bMarks[start] + state.tShift[start]
    if _CALLOUT.match(state.src, first) or not commonmark_reference(state, start, end, silent):
        return False
    state.env["definitions"][start + 1] = state.src[first : state.eMarks[start]]
    # The definition is refused: kept, it could be expanded over and over by the links that name it.
    state.env["references"].clear()
    return True


def _heading_attributes(state: StateCore) -> None:
    """Take the last `{…}` of each heading away before its text is parsed, into the heading's `info`."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            text, attributes = split_attributes(tokens[index + 1].content)
            if attributes is not None:
                tokens[index + 1].content = text
                token.meta["attributes"] = attributes


def _crowded(state: StateCore) -> None:
    """Leave unread the text that has too many brackets."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MOST_BRACKETS:
            state.env["crowded"].append(token.map[0] + 1 if token.map else 1)
            token.content = ""


def _inline(state: StateCore) -> None:
    """Read running text as markdown-it does, without its parser where the marks leave no doubt."""
    left: list[Token] = []
    for token in state.tokens:
        if token.type != "inline" or not token.content:
            continue
        token.children = sure_tokens(token.content)
        if token.children is None:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            left.append(token)
    # Text that it left in pieces is joined: in these alone.
    whole, state.tokens = state.tokens, left
    text_join(state)
    state.tokens = whole


def stray_marks(tokens: Iterable[Token]) -> Iterator[int]:
    """Yield the lines of `:::` in a file that takes no container: each opening, and what closes none."""
    opened = 0
    for token in tokens:
        if token.type == CONTAINER_MARK and token.map:
            if token.info or not opened:
                yield token.map[0] + 1
            opened += 1 if token.info else -1


def check_dialect(parsed: Parsed, lazy_code: str, report: Report) -> None:
    """Note what the format refuses of Markdown and only the parser knows.

    Args:
        parsed: the file.
        lazy_code: the problem that a line without its mark is in this kind of file.
        report: where problems go.
    """
    for line, text in parsed.references:
        report.add("MD103", line, "[", text=text[:60])
    for line in parsed.crowded:
        report.add("MD121", line, "[", most=MOST_BRACKETS)
    for line in parsed.lazy:
        report.add(lazy_code, line)
    for index, token in enumerate(parsed.tokens):
        if token.type == "heading_open" and token.markup in {"=", "-"} and token.map:
            report.add("MD102", token.map[1], token.markup, text=parsed.tokens[index + 1].content[:40])
