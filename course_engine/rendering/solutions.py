"""What was answered, as a form holds it, and what would have been right, in words."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    FreeTextKey,
    Gap,
    GapKey,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumberGapKey,
    NumericKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    RatingKey,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalseKey,
    TypedGapKey,
    Zone,
)
from course_engine.model.response import (
    ClozeResponse,
    FreeTextResponse,
    HotspotResponse,
    MatchingResponse,
    MultipleChoiceResponse,
    NumericResponse,
    OrderingResponse,
    RatingResponse,
    Response,
    ShortTextResponse,
    SingleChoiceResponse,
    TrueFalseResponse,
)
from course_engine.rendering.controls import TRUE_FALSE_WORDS
from course_engine.rendering.feedback import Solution, SolutionKind

COLON = "\u00a0: "


def form_values(question: Question, response: Response) -> tuple[str, ...]:
    """Return what the fields named `answer` held, in the page's order: the contrary of `grading.read_response`."""
    return _VALUES[type(response)](question, response)


def solution(question: Question, key: AnswerKey) -> Solution:
    """Return what would have been right, or a possible answer; nothing for an opinion."""
    return _SOLUTIONS[type(key)](question, key)


_VALUES: Mapping[type, Callable[[Any, Any], tuple[str, ...]]] = {
    SingleChoiceResponse: lambda _question, response: (response.option,),
    MultipleChoiceResponse: lambda _question, response: response.options,
    TrueFalseResponse: lambda _question, response: ("true" if response.value else "false",),
    ShortTextResponse: lambda _question, response: (response.text,),
    NumericResponse: lambda _question, response: (response.text,),
    MatchingResponse: lambda question, response: tuple(
        response.pairs.get(row.letter, "") for row in question.rows
    ),
    OrderingResponse: lambda _question, response: tuple(
        f"{letter}.{place}" for place, letter in enumerate(response.sequence, start=1)
    ),
    ClozeResponse: lambda question, response: tuple(
        response.gaps.get(gap.letter, "") for gap in question.gaps
    ),
    HotspotResponse: lambda _question, response: (response.zone,),
    FreeTextResponse: lambda _question, response: (response.text,),
    RatingResponse: lambda _question, response: (response.step,),
}


def _options(question: SingleChoice | MultipleChoice, right: Iterable[str]) -> Solution:
    return Solution(tuple(option.content for option in question.options if option.letter in right))


def _one(text: str) -> Solution:
    return Solution(((escape(text),),))


def _pairs(question: Matching, key: MatchingKey) -> Solution:
    choices = _contents(question.choices)
    return Solution(tuple((*row.content, COLON, *choices[key.right[row.letter]]) for row in question.rows))


def _order(question: Ordering, key: OrderingKey) -> Solution:
    items = _contents(question.items)
    return Solution(tuple(items[letter] for letter in key.right), SolutionKind.RIGHT_ORDER)


def _gaps(question: Cloze, key: ClozeKey) -> Solution:
    return Solution(
        tuple(
            (f"Trou {number}{COLON}", *_filled(gap, key.right[gap.letter]))
            for number, gap in enumerate(question.gaps, start=1)
        )
    )


def _filled(gap: Gap, key: GapKey) -> Fragment:
    match key:
        case ChosenGapKey():
            return _contents(gap.choices)[key.right]
        case TypedGapKey():
            return (escape(key.accepted[0]),)
        case NumberGapKey():
            return (escape(interval(key.low, key.high)),)


def _zones(question: Hotspot, key: HotspotKey) -> Solution:
    return Solution(tuple(zone.content for zone in question.zones if zone.letter in key.right))


def _contents(options: Iterable[Option | Zone]) -> Mapping[str, Fragment]:
    return {option.letter: option.content for option in options}


def interval(low: str, high: str, unit: str = "") -> str:
    """Return an interval in French words: « 10 Mo », « entre 9,5 et 10,5 Mo ».

    Args:
        low: its first bound, as decimal text.
        high: its last one, likewise; included.
        unit: what follows them; may be empty.
    """
    first, last = (bound.replace(".", ",").replace("-", "\u2212") for bound in (low, high))
    after = f"\u00a0{unit}" if unit else ""
    return f"{first}{after}" if low == high else f"entre {first} et {last}{after}"


_SOLUTIONS: Mapping[type, Callable[[Any, Any], Solution]] = {
    SingleChoiceKey: lambda question, key: _options(question, {key.right}),
    MultipleChoiceKey: lambda question, key: _options(question, key.right),
    TrueFalseKey: lambda _question, key: _one(TRUE_FALSE_WORDS["true" if key.right else "false"]),
    ShortTextKey: lambda _question, key: _one(key.accepted[0]),
    NumericKey: lambda _question, key: _one(interval(key.low, key.high, key.unit_label)),
    MatchingKey: _pairs,
    OrderingKey: _order,
    ClozeKey: _gaps,
    HotspotKey: _zones,
    FreeTextKey: lambda _question, key: Solution(
        (key.model_answer,) if key.model_answer else (), SolutionKind.EXAMPLE
    ),
    RatingKey: lambda _question, _key: Solution(()),
}
