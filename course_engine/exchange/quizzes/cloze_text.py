"""Moodle's texts with answers inside: `{1:SHORTANSWER:=Lille~%50%lille}` (`qtype_multianswer`)."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from course_engine.exchange.quizzes.moodle import Answer, Prose, TextFormat

TYPED = frozenset({"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"})
NUMBERS = frozenset({"NUMERICAL", "NM"})
LISTS = frozenset(
    f"{long}{suffix}"
    for long in ("MULTICHOICE", "MULTICHOICE_")
    for suffix in ("", "S", "V", "H", "VS", "HS")
) | frozenset({"MC", "MCS", "MCV", "MCH", "MCVS", "MCHS"})
# A brace that begins no other gap is a sign of the answers; stopping at the next gap keeps the search linear.
_OPENING = r"\{\s*(?P<weight>\d{0,9})\s*:\s*(?P<kind>[A-Z_]+)\s*:"
_SUBQUESTION = re.compile(
    _OPENING + r"(?P<answers>(?:[^\\{}]|\\.|\{(?!\s*\d*\s*:\s*[A-Z_]+\s*:))*)\}", re.DOTALL
)
_SEPARATOR = re.compile(r"(?<!\\)~")
_HEAD = re.compile(r"\s*(?:(=)|%(-?\d+(?:\.\d*)?)%)?(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Subquestion(Struct, frozen=True):
    """One gap of a cloze.

    Attributes:
        start, end: where it stands in the text.
        kind: Moodle's word: `SHORTANSWER`, `MC`…
        weight: its share of the question.
    """

    start: int
    end: int
    kind: str
    weight: int
    answers: tuple[Answer, ...]


def subquestions(text: str) -> Iterator[Subquestion]:
    """Yield the gaps of a text, in order."""
    for found in _SUBQUESTION.finditer(text):
        kind = found["kind"]
        answers = tuple(_answer(part, kind) for part in _SEPARATOR.split(found["answers"]) if part.strip())
        yield Subquestion(found.start(), found.end(), kind, int(found["weight"] or 1), answers)


def _answer(written: str, kind: str) -> Answer:
    head = _HEAD.fullmatch(written)
    equals, weight, rest = (head[1], head[2], head[3]) if head else (None, None, written)
    fraction = Decimal(1) if equals else Decimal(weight) / 100 if weight else Decimal(0)
    content, _sign, feedback = re.sub(r"(?<!\\)#", "\0", rest, count=1).partition("\0")
    text, said = (_ESCAPED.sub(r"\1", part).strip() for part in (content, feedback))
    tolerance = Decimal(0)
    if kind in NUMBERS:
        text, _colon, margin = text.partition(":")
        try:
            tolerance = Decimal(margin or "0")
        except InvalidOperation:
            tolerance = Decimal(0)
    return Answer(Prose(text, TextFormat.HTML), fraction, Prose(said, TextFormat.HTML), tolerance)
