"""Callouts of a question: `> [!indice]`, `> [!explication]`, `> [!corrige]`."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct

from course_engine.model.folding import fold

KINDS = ("indice", "explication", "corrige")
_MARK = re.compile(r"\[!\s*([^\]\s]+)\s*\]\s*:?\s*")


class Callout(Struct):
    """One callout: its word as the format spells words, its line, and what it says."""

    word: str
    line: int
    tokens: list[Token]


def is_callout(block: Sequence[Token]) -> bool:
    """Return whether a block is a quotation that begins with a callout's mark."""
    return block[0].type == "blockquote_open" and block[1].type == "paragraph_open" and _starts(block[2])


def holds_callout(block: Sequence[Token]) -> int | None:
    """Return the line of a callout's mark inside a block that is not a callout itself; None if it has none."""
    for token in block:
        if token.type == "inline" and token.map:
            for offset, text in enumerate(token.content.split("\n")):
                if _MARK.match(text.strip()):
                    return token.map[0] + 1 + offset
    return None


def read_callouts(block: Sequence[Token]) -> list[Callout]:
    """Return the callouts of one quotation: each mark that begins a line begins a callout."""
    callouts: list[Callout] = []
    index, inside = 0, block[1:-1]
    while index < len(inside):
        token = inside[index]
        if token.type == "paragraph_open" and token.level == block[0].level + 1:
            for run, line in _runs(inside[index + 1]):
                _add(callouts, run, line, token, inside[index + 1])
            index += 3
        else:
            callouts[-1].tokens.append(token)
            index += 1
    return callouts


def _starts(inline: Token) -> bool:
    return _MARK.match(inline.content) is not None


def _runs(inline: Token) -> Iterator[tuple[list[Token], int]]:
    """Cut a paragraph's text before each line that begins with a mark."""
    line = inline.map[0] + 1 if inline.map else 1
    run: list[Token] = []
    start = line
    children = inline.children or []
    for index, child in enumerate(children):
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
            following = children[index + 1] if index + 1 < len(children) else None
            if following is not None and following.type == "text" and _MARK.match(following.content):
                yield run, start
                run, start = [], line
                continue
        run.append(child)
    yield run, start


def _add(callouts: list[Callout], run: list[Token], line: int, opening: Token, inline: Token) -> None:
    first = run[0] if run else None
    if first is not None and first.type == "text" and (mark := _MARK.match(first.content)):
        run[0] = first.copy(content=first.content[mark.end() :])
        callouts.append(Callout(fold(mark[1]), line, []))
    place = [line - 1, line]
    callouts[-1].tokens += [
        opening.copy(map=place, hidden=False),
        inline.copy(map=place, children=run, content="".join(child.content for child in run)),
        Token("paragraph_close", "p", -1),
    ]
