"""Numbers as learners type them, read exactly; the twin of `readNumber` in runtime/grader.js."""

import re
from decimal import Decimal

from course_engine.model.folding import fold

# Every character that NFKD folding turns into a space, and the line breaks.
_SPACE = "[\t-\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_DIGITS = f"[0-9](?:{_SPACE}*[0-9])*"
_NUMBER = re.compile(f"([-\u2212]?)(0|[1-9](?:{_SPACE}*[0-9])*)(?:[.,]({_DIGITS}))?")
_AROUND = re.compile(f"^{_SPACE}+|{_SPACE}+$")


def read_number(text: str, unit: str = "") -> Decimal | None:
    """Return the number that a learner wrote, exactly; None if it is not one.

    Args:
        text: such as `1 200`, `−3,5` or `1.29 Mo`; spaces may stand between digits and around.
        unit: what may follow the number, compared folded; may be empty.
    """
    trimmed = trim(text)
    match = _NUMBER.match(trimmed)
    if match is None or fold(trimmed[match.end() :]) not in {"", fold(unit)}:
        return None
    sign, whole, decimals = match.groups(default="")
    digits = re.sub(_SPACE, "", f"{whole}.{decimals or 0}")
    return Decimal(f"-{digits}" if sign else digits)


def trim(text: str) -> str:
    """Return `text` without the spaces around it, whatever their kind."""
    return _AROUND.sub("", text)
