"""`vrai-faux`, `texte`, `nombre`: questions answered by `= ` lines."""

from course_engine.content.answers import AnswerBlock, Asked, judgement, unscored
from course_engine.content.attributes import Attributes
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import check_unused
from course_engine.content.numbers import bounds, decimal_text, looks_like_number
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    FreeText,
    FreeTextKey,
    Numeric,
    NumericKey,
    Question,
    ShortText,
    ShortTextKey,
    TrueFalse,
    TrueFalseKey,
)

FREE = AnswerBlock(("libre",), taken=0)
"""The answer of a free text: none; all that the question holds is its stem."""


def read_true_false(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read `= vrai` or `= faux`; see `answers.Reading`."""
    check_unused(asked, ("bareme", "strict"), writer.context.report)
    right = judgement(asked.answer.lines[0][0]) is True
    return TrueFalse(**asked.public), TrueFalseKey(
        question=asked.public["id"], right=right, explanation=asked.explanation
    )


def read_text(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read the accepted spellings; see `answers.Reading`."""
    report, lines = writer.context.report, asked.answer.lines
    check_unused(asked, ("bareme",), report)
    strict = "strict" in asked.attributes.flags
    if not _is_typed(asked.attributes):
        _check_not_numbers(asked.answer, report)
    seen: dict[str, int] = {}
    for text, place in lines:
        compared = text if strict else fold(text)
        if not fold(text):
            report.add("QZ109", place, "=")
        elif compared in seen:
            report.add("QZ140", place, text, text=text, first=seen[compared])
        seen.setdefault(compared, place)
    return ShortText(**asked.public), ShortTextKey(
        question=asked.public["id"],
        accepted=tuple(text for text, _line in lines),
        strict=strict,
        explanation=asked.explanation,
    )


def read_number(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read one number, with its tolerance or as an interval; see `answers.Reading`."""
    report, lines = writer.context.report, asked.answer.lines
    check_unused(asked, ("bareme", "strict"), report)
    for text, place in lines[1:]:
        report.add("QZ141", place, text)
    text, place = lines[0]
    interval = bounds(text)
    if interval is None:
        return None
    low, high = interval
    if low > high:
        report.add("QZ142", place, text, text=text)
    unit = asked.attributes.values.get("unite", "")
    return Numeric(**asked.public, unit_label=unit), NumericKey(
        question=asked.public["id"],
        low=decimal_text(low),
        high=decimal_text(high),
        unit_label=unit,
        explanation=asked.explanation,
    )


def read_free_text(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read a question that is answered in sentences and not scored; see `answers.Reading`."""
    check_unused(asked, ("bareme", "strict", "points"), writer.context.report)
    return FreeText(**unscored(asked)), FreeTextKey(
        question=asked.public["id"], model_answer=asked.model_answer, explanation=asked.explanation
    )


def is_meant_as_number(attributes: Attributes, answer: AnswerBlock) -> bool:
    """Return whether what was read as words was meant as a number: « 10 Mo »."""
    return not _is_typed(attributes) and any(looks_like_number(text) for text, _line in answer.lines)


def _is_typed(attributes: Attributes) -> bool:
    """Return whether the author says which type it is."""
    return "type" in attributes.values


def _check_not_numbers(answer: AnswerBlock, report: Report) -> None:
    """Note what was meant as a number and would be read as a word, or numbers among words."""
    for text, place in answer.lines:
        if bounds(text):
            report.add("QZ143", place, text, text=text)
        elif looks_like_number(text):
            report.add("QZ144", place, text, text=text)
