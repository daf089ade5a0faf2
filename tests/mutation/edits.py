"""One mutant is one edit of one source, and what it does to a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS = {
    "==": ["!="],
    "!=": ["=="],
    "===": ["!=="],
    "!==": ["==="],
    "<": ["<=", ">"],
    "<=": ["<", ">="],
    ">": [">=", "<"],
    ">=": [">", "<="],
    "is": ["is not"],
    "is not": ["is"],
    "in": ["not in"],
    "not in": ["in"],
    "and": ["or"],
    "or": ["and"],
    "&&": ["||"],
    "||": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["/"],
    "/": ["*"],
    "**": ["*"],
    "&": ["|"],
    "True": ["False"],
    "False": ["True"],
    "true": ["false"],
    "false": ["true"],
    "min": ["max"],
    "max": ["min"],
    "some": ["every"],
    "every": ["some"],
    "floor": ["ceil"],
    "indexOf": ["lastIndexOf"],
    "findIndex": ["findLastIndex"],
    "fullmatch": ["match"],
    "issuperset": ["issubset"],
    '"NFKD"': ['"NFD"', '"NFKC"'],
    '"NFC"': ['"NFKC"', '"NFD"'],
}
"""What takes the place of an operator or of a name, in either language."""
_SENTENCE = re.compile(r"\w+[,’]? \w+ ")
# What an expression reads as one: an escape, a hole, a single character.
_UNIT = re.compile(r"\\+u[0-9a-fA-F]{4}|\\+p\{\w+\}|\\+.|\$?\{[^{}]+\}|.", re.DOTALL)


@dataclass(frozen=True)
class Edit:
    """The text from `start` to `end` of a source becomes `text`."""

    start: int
    end: int
    text: str

    def applied(self, source: str) -> str:
        return source[: self.start] + self.text + source[self.end :]

    def told(self, source: str) -> str:
        """The line before and after, without their indent."""
        first = source.rfind("\n", 0, self.start) + 1
        last = source.find("\n", self.end)
        after = source[first : self.start] + self.text + source[self.end : last]
        return f"{_one_line(source[first:last])}  →  {_one_line(after)}"


def swaps(start: int, text: str) -> Iterator[Edit]:
    """Yield what may take the place of an operator or of a name."""
    for other in SWAPS.get(text, ()):
        yield Edit(start, start + len(text), other)


def number(start: int, text: str) -> Iterator[Edit]:
    """Yield the next number: 9 for 8, 9n for 8n, 1.0e-9 for 1e-9."""
    digits = re.match(r"\d+", text)
    assert digits is not None
    yield Edit(start, start + digits.end(), str(int(digits[0]) + 1))


def literal(start: int, text: str) -> Iterator[Edit]:
    """Yield a string or a regular expression with one element less; a sentence, empty."""
    opening = re.match(r"[frb]*[\"'`/]", text)
    assert opening is not None
    first, last = start + opening.end(), start + text.rindex(opening[0][-1])
    body = text[opening.end() : last - start]
    if _SENTENCE.search(body):
        yield Edit(first, last, "")
        return
    for unit in _UNIT.finditer(body):
        yield Edit(first + unit.start(), first + unit.end(), "")
    yield from swaps(start, text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
