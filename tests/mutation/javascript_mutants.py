"""Mutants of a script: operators, constants, conditions, calls and statements, found among its tokens."""

import re
from collections.abc import Iterator

from mutation.edits import Edit, literal, number, swaps

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<literal>"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[(\s])/(?![*/\s])(?:\\.|\[[^\]\n]*\]|[^/\\\n])+/)
    |(?P<number>\b\d+(?:e-\d+)?n?\b)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign>=>|[!=]==|<=|>=|&&|\|\||\*\*|\.\.\.|!(?!=)|[-+*/<>])""",
    re.DOTALL | re.VERBOSE,
)
_STATEMENT = re.compile(r"^[ ]+(?:if \([^\n]*\) )?require\w+\([^\n]*\);$", re.MULTILINE)
_TERNARY = re.compile(r"\b[A-Za-z_][\w.]*(?= \? )")
_CHAINED = re.compile(r"\.(?:replace|replaceAll|normalize|toLowerCase|filter|sort)\(")


def mutants(source: str) -> Iterator[Edit]:
    """Yield every mutant of a script, in no particular order."""
    for token in _TOKEN.finditer(source):
        yield from _of_token(token, source)
    for statement in _STATEMENT.finditer(source):
        yield Edit(statement.start(), statement.end(), "")
    for test in _TERNARY.finditer(source):
        for other in ("true", "false"):
            yield Edit(test.start(), test.end(), other)
    for call in _CHAINED.finditer(source):
        yield Edit(call.start(), _closing(source, call.end() - 1) + 1, "")


def _of_token(token: re.Match[str], source: str) -> Iterator[Edit]:
    start, text = token.start(), token[0]
    match token.lastgroup:
        case "literal" if text != '"use strict"':
            yield from literal(start, text)
        case "number":
            yield from number(start, text)
        case "word" | "sign":
            yield from swaps(start, text)
            if text == "!":
                yield Edit(start, start + 1, "")
            if text == "if":
                yield from _conditions(source, start)


def _conditions(source: str, start: int) -> Iterator[Edit]:
    opening = source.index("(", start)
    for other in ("true", "false"):
        yield Edit(opening + 1, _closing(source, opening), other)


def _closing(source: str, opening: int) -> int:
    """Return where the parenthesis that opens at `opening` closes, those within literals left out."""
    depth = 0
    literals = {
        place
        for token in _TOKEN.finditer(source, opening)
        if token.lastgroup == "literal"
        for place in range(token.start(), token.end())
    }
    for place in range(opening, len(source)):
        if place not in literals:
            depth += {"(": 1, ")": -1}.get(source[place], 0)
        if depth == 0:
            return place
    raise ValueError(source[opening : opening + 40])
