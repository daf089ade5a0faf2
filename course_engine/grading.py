"""(Question, AnswerKey, Response) → Score: pure, the twin of runtime/grader.js.

Both graders obey `tests/vectors/*.json`. A fraction is computed by the same operations on doubles in the
same order, so that a score made offline and one made by the server are the same number. The rules and
their sources are written out in `docs/grading.md`.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from course_engine.errors import InvalidResponse
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    Key,
    MultipleChoice,
    MultipleChoiceKey,
    MultipleChoiceResponse,
    Numeric,
    NumericKey,
    NumericResponse,
    Option,
    PublicQuestion,
    Question,
    Response,
    Score,
    ShortText,
    ShortTextKey,
    ShortTextResponse,
    SingleChoice,
    SingleChoiceKey,
    SingleChoiceResponse,
    TrueFalse,
    TrueFalseKey,
    TrueFalseResponse,
)

_ = translator("grading")

ROUNDING_MARGIN = 1e-9
"""What a sum of fractions may lose to rounding; a threshold forgives it (content-format.md)."""

# Every character that NFKD folding turns into a space, and the line breaks.
_SPACE = "[\t-\r \u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_DIGITS = f"[0-9](?:{_SPACE}*[0-9])*"
_NUMBER = re.compile(f"([-\u2212]?)(0(?!{_SPACE}*[0-9])|[1-9](?:{_SPACE}*[0-9])*)(?:[.,]({_DIGITS}))?")
_AROUND = re.compile(f"^{_SPACE}+|{_SPACE}+$")


def grade(question: Question, key: AnswerKey, response: Response) -> Score:
    """Return what a response is worth.

    Args:
        question: what the learner saw.
        key: what judges it.
        response: what the learner answered.

    Raises:
        InvalidResponse: it is not an answer to this question (a choice it does not offer, not a number,
            nothing written): it is asked again, never scored. One French sentence says what to do.
    """
    return Score(fraction=_GRADERS[type(question)].fraction(question, key, response), points=question.points)


def read_response(question: Question, values: Sequence[str]) -> Response:
    """Return the response that a form holds.

    Args:
        question: what was asked.
        values: what the form's fields named `answer` hold: the letters chosen, `true` or `false`, or the
            text typed. No value at all is nothing chosen.

    Raises:
        InvalidResponse: nothing was chosen where something must be, or the text is too long.
    """
    try:
        response: Response = _GRADERS[type(question)].read(values)
    except ValidationError as refusal:
        raise InvalidResponse(
            _("This answer is not one that the question can take: answer again.")
        ) from refusal
    return response


def read_number(text: str, unit: str = "") -> Decimal | None:
    """Return the number that a learner wrote, exactly; None if it is not one.

    Args:
        text: such as `1 200`, `−3,5` or `1.29 Mo`; spaces may stand between digits and around.
        unit: what may follow the number, compared folded; may be empty.
    """
    trimmed = _trim(text)
    match = _NUMBER.match(trimmed)
    if match is None or fold(trimmed[match.end() :]) not in {"", fold(unit)}:
        return None
    sign, whole, decimals = match.groups(default="")
    digits = re.sub(_SPACE, "", f"{whole}.{decimals or 0}")
    return Decimal(f"-{digits}" if sign else digits)


def partial_credit(rule: CreditRule, expected: int, found: int, wrong: int, lures: int) -> float:
    """Return the fraction that `rule` gives, from 0 to 1. Nothing right found is 0, whatever the rule.

    Args:
        rule: the question's rule.
        expected: E, how many elements are right.
        found: r, how many of them were given.
        wrong: w, how many wrong elements were given.
        lures: W, how many wrong elements were offered.
    """
    return 0.0 if found == 0 else _CREDIT[rule](expected, found, wrong, lures)


def passed(earned: float, maximum: int, threshold_percent: int) -> bool:
    """Return whether `earned` points of `maximum` reach a threshold, given in percent."""
    return earned + ROUNDING_MARGIN >= threshold_percent * maximum / 100


def percentage(earned: float, maximum: int) -> int:
    """Return the percentage to show, rounded down; `maximum` is at least 1."""
    return math.floor((earned + ROUNDING_MARGIN) * 100 / maximum)


# The operations and their order are also those of runtime/grader.js: change neither alone.
_CREDIT: Mapping[CreditRule, Callable[[int, int, int, int], float]] = {
    CreditRule.OFF: lambda e, r, w, _w: 1.0 if r == e and w == 0 else 0.0,
    CreditRule.NET_CORRECT: lambda e, r, w, _w: max(0.0, (r - w) / e),
    CreditRule.COVERAGE: lambda e, r, w, _w: (r / e) * (r / (r + w)),
    CreditRule.EACH_ANSWER: lambda e, r, w, lures: (r + lures - w) / (e + lures),
}


def _read_single_choice(values: Sequence[str]) -> SingleChoiceResponse:
    return SingleChoiceResponse(option=values[0] if values else "")


def _read_multiple_choice(values: Sequence[str]) -> MultipleChoiceResponse:
    # In a form, nothing ticked is a slip of the hand: some option is always right.
    if not values:
        raise InvalidResponse(_("Choose one answer at least, then validate."))
    return MultipleChoiceResponse(options=tuple(values))


def _read_true_false(values: Sequence[str]) -> TrueFalseResponse:
    if not values:
        raise InvalidResponse(_("Choose an answer, then validate it."))
    # Python's own reading of a boolean would take "yes" or "1" as well.
    return TrueFalseResponse.model_validate({"value": {"true": True, "false": False}.get(values[0])})


def _read_short_text(values: Sequence[str]) -> ShortTextResponse:
    return ShortTextResponse(text="".join(values[:1]))


def _read_numeric(values: Sequence[str]) -> NumericResponse:
    return NumericResponse(text="".join(values[:1]))


def _single_choice(question: SingleChoice, key: SingleChoiceKey, response: SingleChoiceResponse) -> float:
    if not response.option:
        raise InvalidResponse(_("Choose an answer, then validate it."))
    _require_offered(question.options, [response.option])
    return float(response.option == key.right)


def _multiple_choice(
    question: MultipleChoice, key: MultipleChoiceKey, response: MultipleChoiceResponse
) -> float:
    # An empty set is an answer: « none of these » is a judgement on each option. It finds nothing, so 0.
    _require_offered(question.options, response.options)
    given = frozenset(response.options)
    return partial_credit(
        key.rule,
        expected=len(key.right),
        found=len(given & key.right),
        wrong=len(given - key.right),
        lures=len(key.offered - key.right),
    )


def _true_false(_question: TrueFalse, key: TrueFalseKey, response: TrueFalseResponse) -> float:
    return float(response.value == key.right)


def _short_text(_question: ShortText, key: ShortTextKey, response: ShortTextResponse) -> float:
    _require_written(response.text)
    read = _exact if key.strict else fold
    return float(read(response.text) in {read(spelling) for spelling in key.accepted})


def _numeric(question: Numeric, key: NumericKey, response: NumericResponse) -> float:
    _require_written(response.text)
    number = read_number(response.text, question.unit_label)
    if number is None:
        sentence = _("“{text}” is not read as a number: write digits, for example 12 or 3.5.")
        raise InvalidResponse(sentence.format(text=_trim(response.text)))
    return float(Decimal(key.low) <= number <= Decimal(key.high))


def _require_written(text: str) -> None:
    # A lone soft hyphen or accent is nothing to compare either: folded, not only trimmed.
    if not fold(text):
        raise InvalidResponse(_("Write your answer, then validate it."))


def _require_offered(options: Sequence[Option], given: Sequence[str]) -> None:
    offered = {option.letter for option in options}
    unknown = [letter for letter in given if letter not in offered]
    if unknown:
        sentence = _("“{option}” is not one of the choices of this question: choose again.")
        raise InvalidResponse(sentence.format(option=unknown[0]))


def _exact(text: str) -> str:
    return unicodedata.normalize("NFC", _trim(text))


def _trim(text: str) -> str:
    return _AROUND.sub("", text)


Q = TypeVar("Q", bound=PublicQuestion)
K = TypeVar("K", bound=Key)
R = TypeVar("R", bound=Response)


@dataclass(frozen=True)
class _Grader(Generic[Q, K, R]):
    """How one type of question is read and judged: its three types, and the functions over them."""

    question: type[Q]
    key: type[K]
    response: type[R]
    read: Callable[[Sequence[str]], R]
    judge: Callable[[Q, K, R], float]

    def fraction(self, question: Question, key: AnswerKey, response: Response) -> float:
        """Return the fraction earned, once the three are known to belong together."""
        if not isinstance(question, self.question) or not isinstance(key, self.key):
            raise TypeError(f"question {question.id!r} is not judged by a key of type {key.type!r}")
        if not isinstance(response, self.response):
            raise InvalidResponse(
                _("This answer is not of the kind that the question asks for: answer again.")
            )
        return self.judge(question, key, response)


_GRADERS: Mapping[type, _Grader[Any, Any, Any]] = {
    grader.question: grader
    for grader in (
        _Grader(SingleChoice, SingleChoiceKey, SingleChoiceResponse, _read_single_choice, _single_choice),
        _Grader(
            MultipleChoice, MultipleChoiceKey, MultipleChoiceResponse, _read_multiple_choice, _multiple_choice
        ),
        _Grader(TrueFalse, TrueFalseKey, TrueFalseResponse, _read_true_false, _true_false),
        _Grader(ShortText, ShortTextKey, ShortTextResponse, _read_short_text, _short_text),
        _Grader(Numeric, NumericKey, NumericResponse, _read_numeric, _numeric),
    )
}
