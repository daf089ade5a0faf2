"""What a room answered to one question, thing by thing; what was typed is not repeated: its writer could be recognised."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from course_engine.grading.outcomes import outcomes
from course_engine.i18n import translator
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    OUTSIDE,
    AnswerKey,
    Cloze,
    ClozeKey,
    FreeText,
    FreeTextKey,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    Outcome,
    Question,
    Rating,
    RatingKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
)
from course_engine.model.response import (
    HotspotResponse,
    MultipleChoiceResponse,
    RatingResponse,
    Response,
    SingleChoiceResponse,
    TrueFalseResponse,
)
from course_engine.store.board import Mark

_ = translator("training")

Answered = tuple[Mark, Response]


class Bar(Struct, frozen=True):
    """One thing that could be answered.

    Attributes:
        label: what it says.
        count: how many people answered it.
        is_right: whether it is (part of) the right answer.
    """

    label: Fragment
    count: int
    is_right: bool


def bars(question: Question, key: AnswerKey, given: Sequence[Answered]) -> tuple[Bar, ...]:
    """Return the bars of a question.

    Args:
        question: what was asked.
        key: what judges it.
        given: the last answer of each person, all of the question's type.

    Returns:
        One for each option, zone or step; for each row or gap, how many were right; of other types, how many were
        fully right and how many were not; of what is written freely, none.
    """
    return tuple(_BARS.get(type(question), _right_or_not)(question, key, given))


def _options(
    question: SingleChoice | MultipleChoice,
    key: SingleChoiceKey | MultipleChoiceKey,
    given: Sequence[Answered],
) -> Iterator[Bar]:
    right = key.right if isinstance(key, MultipleChoiceKey) else {key.right}
    chosen = _chosen(given)
    for option in question.options:
        yield Bar(option.content, chosen[option.letter], option.letter in right)


def _true_false(_question: TrueFalse, key: TrueFalseKey, given: Sequence[Answered]) -> Iterator[Bar]:
    chosen = _chosen(given)
    yield Bar((_("True"),), chosen["true"], key.right)
    yield Bar((_("False"),), chosen["false"], not key.right)


def _rows(question: Matching, key: MatchingKey, given: Sequence[Answered]) -> Iterator[Bar]:
    right = _right_places(key, given)
    for row in question.rows:
        yield Bar(row.content, right[row.letter], is_right=True)


def _gaps(question: Cloze, key: ClozeKey, given: Sequence[Answered]) -> Iterator[Bar]:
    right = _right_places(key, given)
    for number, gap in enumerate(question.gaps, start=1):
        yield Bar((_("Gap {number}").format(number=number),), right[gap.letter], is_right=True)


def _zones(question: Hotspot, key: HotspotKey, given: Sequence[Answered]) -> Iterator[Bar]:
    chosen = _chosen(given)
    for zone in question.zones:
        yield Bar(zone.content, chosen[zone.letter], zone.letter in key.right)
    yield Bar((_("Elsewhere on the picture"),), chosen[OUTSIDE], is_right=False)


def _steps(question: Rating, _key: RatingKey, given: Sequence[Answered]) -> Iterator[Bar]:
    chosen = _chosen(given)
    for step in question.steps:
        yield Bar(step.content, chosen[step.letter], is_right=False)


def _nothing(_question: FreeText, _key: FreeTextKey, _given: Sequence[Answered]) -> Iterator[Bar]:
    yield from ()


def _right_or_not(_question: Question, _key: AnswerKey, given: Sequence[Answered]) -> Iterator[Bar]:
    right_ones = sum(mark.fraction == 1 for mark, _response in given)
    yield Bar((_("Right answer"),), right_ones, is_right=True)
    yield Bar((_("Another answer"),), len(given) - right_ones, is_right=False)


_BARS: Mapping[type, Callable[[Any, Any, Sequence[Answered]], Iterable[Bar]]] = {
    SingleChoice: _options,
    MultipleChoice: _options,
    TrueFalse: _true_false,
    Matching: _rows,
    Cloze: _gaps,
    Hotspot: _zones,
    Rating: _steps,
    FreeText: _nothing,
}


def _right_places(key: AnswerKey, given: Iterable[Answered]) -> Counter[str]:
    """Return how many were right in each row or gap."""
    return Counter(
        letter
        for _mark, response in given
        for letter, outcome in outcomes(key, response).items()
        if outcome is Outcome.RIGHT
    )


def _chosen(given: Iterable[Answered]) -> Counter[str]:
    return Counter(letter for _mark, response in given for letter in _letters(response))


def _letters(response: Response) -> frozenset[str]:
    match response:
        case SingleChoiceResponse():
            return frozenset({response.option})
        case MultipleChoiceResponse():
            return frozenset(response.options)
        case TrueFalseResponse():
            return frozenset({"true" if response.value else "false"})
        case HotspotResponse():
            return frozenset({response.zone})
        case RatingResponse():
            return frozenset({response.step})
    return frozenset()
