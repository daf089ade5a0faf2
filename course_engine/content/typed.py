"""`vrai-faux`, `texte`, `nombre`: questions answered by `= ` lines."""

from course_engine.content.answers import TRUE_FALSE, AnswerBlock
from course_engine.content.attributes import Attributes
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import check_unused
from course_engine.content.numbers import bounds, decimal_text, looks_like_number
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    Numeric,
    NumericKey,
    Question,
    ShortText,
    ShortTextKey,
    TrueFalse,
    TrueFalseKey,
)

_PLACEHOLDER = "xx"  # replaced by the question's own id and texts


def read_true_false(
    kind: str, answer: AnswerBlock, attributes: Attributes, line: int, writer: BlockWriter
) -> tuple[Question, AnswerKey] | None:
    """Read `= vrai` or `= faux`; see `answers.Reading`."""
    check_unused(attributes, ("bareme", "strict"), kind, line, writer.context.report)
    right = TRUE_FALSE[fold(answer.lines[0][0])]
    return TrueFalse(id=_PLACEHOLDER, title=()), TrueFalseKey(question=_PLACEHOLDER, right=right)


def read_text(
    kind: str, answer: AnswerBlock, attributes: Attributes, line: int, writer: BlockWriter
) -> tuple[Question, AnswerKey] | None:
    """Read the accepted spellings; see `answers.Reading`."""
    report = writer.context.report
    check_unused(attributes, ("bareme",), kind, line, report)
    strict = "strict" in attributes.flags
    if "type" not in attributes.values:
        _check_not_numbers(answer, report)
    seen: dict[str, int] = {}
    for text, place in answer.lines:
        compared = text if strict else fold(text)
        if not fold(text):
            report.add("QZ109", place, "=")
        elif compared in seen:
            report.add("QZ140", place, text, text=text, first=seen[compared])
        seen.setdefault(compared, place)
    accepted = tuple(text for text, _line in answer.lines)
    return ShortText(id=_PLACEHOLDER, title=()), ShortTextKey(
        question=_PLACEHOLDER, accepted=accepted, strict=strict
    )


def read_number(
    kind: str, answer: AnswerBlock, attributes: Attributes, line: int, writer: BlockWriter
) -> tuple[Question, AnswerKey] | None:
    """Read one number, with its tolerance or as an interval; see `answers.Reading`."""
    report = writer.context.report
    check_unused(attributes, ("bareme", "strict"), kind, line, report)
    for text, place in answer.lines[1:]:
        report.add("QZ141", place, text)
    text, place = answer.lines[0]
    interval = bounds(text)
    if interval is None:
        return None
    low, high = interval
    if low > high:
        report.add("QZ142", place, text, text=text)
    unit = attributes.values.get("unite", "")
    key = NumericKey(question=_PLACEHOLDER, low=decimal_text(low), high=decimal_text(high), unit_label=unit)
    return Numeric(id=_PLACEHOLDER, title=(), unit_label=unit), key


def _check_not_numbers(answer: AnswerBlock, report: Report) -> None:
    """Note what was meant as a number and would be read as a word, or numbers among words."""
    for text, place in answer.lines:
        if bounds(text):
            report.add("QZ143", place, text, text=text)
        elif looks_like_number(text):
            report.add("QZ144", place, text, text=text)
