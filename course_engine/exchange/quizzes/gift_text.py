"""GIFT's signs: what separates questions, what a backslash protects, how a text says its format.

The reference is Moodle's own reader, `question/format/gift/format.php`.
"""

import re
from collections.abc import Iterator

from course_engine.exchange.quizzes.moodle import Prose, TextFormat

_PROTECTED = ":#={}~n"
_HIDDEN = {sign: chr(place) for place, sign in enumerate(_PROTECTED, 1)}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_RESERVED = re.compile(r"[\\#=~{}:]")


def blocks_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines that are not blank, trimmed, with the line where it starts."""
    block: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        trimmed = line.strip()
        if trimmed and not block:
            start = number
        if trimmed:
            block.append(trimmed)
        elif block:
            yield start, block
            block = []
    if block:
        yield start, block


def protected(text: str) -> str:
    """Return text whose escaped signs are hidden from what cuts it; `shown` brings them back.

    A backslash before anything else is one, as in LaTeX.
    """
    return _ESCAPE.sub(lambda found: "\\" if found[1] == "\\" else _HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """Return text with the signs that `protected` hid."""
    return text.translate(_SHOWN)


def prose_of(text: str, inherited: TextFormat = TextFormat.MOODLE) -> Prose:
    """Return a text that may begin with its format between brackets; another word there is text."""
    found = _FORMAT.match(text)
    content = text[found.end() :] if found else text
    return Prose(shown(content).strip(), TextFormat(found[1]) if found else inherited)


def escaped(text: str) -> str:
    """Return text as Moodle's own writer protects it (`repchar`): every reserved sign, and line feeds."""
    return _RESERVED.sub(lambda sign: f"\\{sign[0]}", text).replace("\r", "").replace("\n", "\\n")
