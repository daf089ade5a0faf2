"""`shortanswer`, `numerical`, `essay`: what is typed."""

from collections.abc import Sequence
from decimal import Decimal

from course_engine.content.numbers import bounds, decimal_text
from course_engine.exchange.quizzes.carrying import ANY_OTHER, Carriers, Passage, SetAside, per_cent
from course_engine.exchange.quizzes.moodle import Answer
from course_engine.i18n import translator
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
)

_ = translator("exchange")


def carry_spellings(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `shortanswer`: the spellings worth everything; see `carrying.Carrying`."""
    strict = passage.question.case_sensitive
    accepted = accepted_spellings(passage.question.answers, passage, strict=strict)
    return ShortText(**passage.public()), ShortTextKey(
        question=passage.id, accepted=tuple(accepted), strict=strict, explanation=passage.explanation()
    )


def carry_number(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `numerical`: the interval that its full answers make together."""
    full: list[tuple[Decimal, Decimal]] = []
    for answer in passage.question.answers:
        text = answer.text.text.strip()
        passage.after.append((_("any other") if text == ANY_OTHER else text, answer.feedback))
        if answer.fraction < 1:
            _tell_of_part(answer, text, passage)
        elif text == ANY_OTHER:
            raise SetAside(_("any number is right"))
        else:
            full.append(_interval(text, answer.tolerance))
    low, high = _joined(full)
    unit = passage.question.unit
    return Numeric(**passage.public(), unit_label=unit), NumericKey(
        question=passage.id,
        low=decimal_text(low.normalize()),
        high=decimal_text(high.normalize()),
        unit_label=unit,
        explanation=passage.explanation(),
    )


def carry_essay(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry an `essay`: a free text, which nobody marks here."""
    passage.tell(_("an animateur marked it in Moodle; here it is not marked"))
    public = passage.public()
    public["points"] = 0
    return FreeText(**public), FreeTextKey(question=passage.id, explanation=passage.explanation())


def accepted_spellings(answers: Sequence[Answer], passage: Passage, *, strict: bool) -> list[str]:
    """Return the spellings that are worth everything, each once; what is said of each goes into the explanation.

    Raises:
        SetAside: none can be kept.
    """
    kept: dict[str, str] = {}
    for answer in answers:
        text = passage.words(answer.text)
        passage.after.append((_("any other") if text == ANY_OTHER else text, answer.feedback))
        if answer.fraction < 1:
            _tell_of_part(answer, text, passage)
        elif "*" in text.replace("\\*", ""):
            passage.tell(_("“{text}” accepted anything in the place of *; it is left out").format(text=text))
        elif plain := text.replace("\\*", "*"):
            kept.setdefault(plain if strict else fold(plain), plain)
    kept.pop("", None)
    if not kept:
        raise SetAside(_("no spelling that is worth everything can be kept"))
    return list(kept.values())


def _tell_of_part(answer: Answer, text: str, passage: Passage) -> None:
    if answer.fraction > 0:
        sentence = _("“{text}” was worth {weight} %; it is not accepted here: a text is right or not")
        passage.tell(sentence.format(text=text, weight=per_cent(answer.fraction)))


def _interval(text: str, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    found = bounds(text.replace(" ", ""))
    if found is None:
        raise SetAside(_("“{text}” is not a number that this format writes").format(text=text))
    return found[0] - abs(tolerance), found[1] + abs(tolerance)


def _joined(intervals: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """Return the one interval that some make together."""
    if not intervals:
        raise SetAside(_("no number is worth everything"))
    first, *others = sorted(intervals)
    low, high = first
    for lower, higher in others:
        if lower > high:
            raise SetAside(_("several numbers apart are right: a nombre has one interval"))
        high = max(high, higher)
    return low, high


CARRIERS: Carriers = {"shortanswer": carry_spellings, "numerical": carry_number, "essay": carry_essay}
