"""`trous`: a text with gaps, typed or chosen from a list."""

from collections.abc import Iterator, Sequence
from html import escape
from string import ascii_lowercase

from markdown_it.token import Token

from course_engine.content.answers import AnswerBlock, Asked
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import check_unused, read_rule
from course_engine.content.lettered import MOST, check_different, check_number
from course_engine.content.markdown import GAP
from course_engine.content.numbers import bounds, decimal_text
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    Gap,
    GapKey,
    NumberGapKey,
    Option,
    Question,
    TypedGapKey,
)

_RIGHT = "*"
_LEAST_CHOICES = 2


def letter_gaps(answer: AnswerBlock) -> None:
    """Give each gap of a question its letter, in written order; the stem is written with these."""
    if answer.kinds == ("trous",):
        for letter, (gap, _line) in zip(ascii_lowercase, _gaps(answer), strict=False):
            gap.meta["letter"] = letter


def read_cloze(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read what fills each gap; see `answers.Reading`."""
    report = writer.context.report
    check_unused(asked, ("strict",), report)
    rule = read_rule(asked, report)
    written = list(_gaps(asked.answer))
    check_number(written, asked.public["line"], report)
    read = [
        _gap(letter, gap.content, line, report)
        for letter, (gap, line) in zip(ascii_lowercase, written, strict=False)
    ]
    found = [pair for pair in read if pair is not None]
    if len(found) < len(written) or len(written) > MOST:
        return None
    question = Cloze(**asked.public, gaps=tuple(gap for gap, _key in found))
    return question, ClozeKey(
        question=asked.public["id"],
        right={gap.letter: key for gap, key in found},
        rule=rule,
        explanation=asked.explanation,
    )


def _gaps(answer: AnswerBlock) -> Iterator[tuple[Token, int]]:
    """Yield each gap with its line, in written order."""
    for block in answer.blocks:
        for token in block:
            if token.type == "inline":
                line = token.map[0] + 1 if token.map else 1
                for child in token.children or ():
                    line += child.type in {"softbreak", "hardbreak"}
                    if child.type == GAP:
                        yield child, line


def _gap(letter: str, text: str, line: int, report: Report) -> tuple[Gap, GapKey] | None:
    written = text.strip()
    if written.startswith("="):
        return _typed(letter, [one.strip() for one in written[1:].split("|")], line, report)
    if "|" in written:
        return _chosen(letter, [one.strip() for one in written.split("|")], line, report)
    return _typed(letter, [written], line, report)


def _typed(letter: str, spellings: Sequence[str], line: int, report: Report) -> tuple[Gap, GapKey] | None:
    if not all(fold(spelling) for spelling in spellings):
        report.add("QZ171", line, "[[")
        return None
    interval = bounds(spellings[0]) if len(spellings) == 1 else None
    if interval is None:
        return Gap(letter=letter), TypedGapKey(accepted=tuple(spellings))
    low, high = interval
    if low > high:
        report.add("QZ142", line, spellings[0], text=spellings[0])
    key = NumberGapKey(low=decimal_text(low), high=decimal_text(high))
    return Gap(letter=letter, is_number=True), key


def _chosen(letter: str, choices: Sequence[str], line: int, report: Report) -> tuple[Gap, GapKey] | None:
    texts = [choice.removeprefix(_RIGHT).strip() for choice in choices]
    right = [index for index, choice in enumerate(choices) if choice.startswith(_RIGHT)]
    if not all(fold(text) for text in texts) or len(texts) < _LEAST_CHOICES:
        report.add("QZ171", line, "[[")
        return None
    check_number(texts, line, report)
    check_different([(text, line) for text in texts], report)
    if len(right) != 1:
        report.add("QZ172", line, "[[", number=len(right))
    if len(right) != 1 or len(texts) > MOST:
        return None
    options = tuple(
        Option(letter=one, content=(escape(text, quote=False),))
        for one, text in zip(ascii_lowercase, texts, strict=False)
    )
    return Gap(letter=letter, choices=options), ChosenGapKey(right=ascii_lowercase[right[0]])
