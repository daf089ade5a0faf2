"""How each type of question is read and judged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from pydantic import ValidationError

from course_engine.errors import InvalidResponse
from course_engine.grading import choices, places, typed
from course_engine.i18n import translator
from course_engine.model import quiz as q
from course_engine.model import response as r

_ = translator("grading")


def grade(question: q.Question, key: q.AnswerKey, response: r.Response) -> r.Score:
    """Return what a response is worth.

    Args:
        question: what the learner saw.
        key: what judges it.
        response: what the learner answered.

    Raises:
        InvalidResponse: it is not an answer to this question (a choice it does not offer, not a number,
            nothing written): it is asked again, never scored. One French sentence says what to do.
    """
    return r.Score(
        fraction=_GRADERS[type(question)].fraction(question, key, response), points=question.points
    )


def read_response(question: q.Question, values: Sequence[str]) -> r.Response:
    """Return the response that a form holds.

    Args:
        question: what was asked, as it was shown.
        values: what the form's fields named `answer` hold, in the page's order: the letters chosen, `true` or
            `false`, the text typed; for rows and gaps one each, empty where it was left blank; for items to put
            in order `letter.position`. No value at all is nothing chosen.

    Raises:
        InvalidResponse: nothing was chosen where something must be, or the text is too long.
    """
    try:
        response: r.Response = _GRADERS[type(question)].read(question, values)
    except ValidationError as refusal:
        raise InvalidResponse(
            _("This answer is not one that the question can take: answer again.")
        ) from refusal
    return response


Q = TypeVar("Q", bound=q.PublicQuestion)
K = TypeVar("K", bound=q.Key)
R = TypeVar("R", bound=r.Response)


class _Grader(Struct, Generic[Q, K, R], frozen=True):
    """How one type of question is read and judged: its three types, and the functions over them."""

    question: type[Q]
    key: type[K]
    response: type[R]
    read: Callable[[Q, Sequence[str]], R]
    judge: Callable[[Q, K, R], float]

    def fraction(self, question: Q, key: q.AnswerKey, response: r.Response) -> float:
        """Return the fraction earned, once the key and the response are known to belong to the question."""
        if not isinstance(key, self.key):
            raise TypeError(f"question {question.id!r} is not judged by a key of type {key.type!r}")
        if not isinstance(response, self.response):
            raise InvalidResponse(
                _("This answer is not of the kind that the question asks for: answer again.")
            )
        return self.judge(question, key, response)


_GRADERS: Mapping[type, _Grader[Any, Any, Any]] = {
    grader.question: grader
    for grader in (
        _Grader(
            q.SingleChoice,
            q.SingleChoiceKey,
            r.SingleChoiceResponse,
            choices.read_single_choice,
            choices.single_choice,
        ),
        _Grader(
            q.MultipleChoice,
            q.MultipleChoiceKey,
            r.MultipleChoiceResponse,
            choices.read_multiple_choice,
            choices.multiple_choice,
        ),
        _Grader(
            q.TrueFalse, q.TrueFalseKey, r.TrueFalseResponse, choices.read_true_false, choices.true_false
        ),
        _Grader(q.ShortText, q.ShortTextKey, r.ShortTextResponse, typed.read_short_text, typed.short_text),
        _Grader(q.Numeric, q.NumericKey, r.NumericResponse, typed.read_numeric, typed.numeric),
        _Grader(q.Matching, q.MatchingKey, r.MatchingResponse, places.read_matching, places.matching),
        _Grader(q.Ordering, q.OrderingKey, r.OrderingResponse, places.read_ordering, places.ordering),
        _Grader(q.Cloze, q.ClozeKey, r.ClozeResponse, places.read_cloze, places.cloze),
        _Grader(q.Hotspot, q.HotspotKey, r.HotspotResponse, choices.read_hotspot, choices.hotspot),
        _Grader(q.FreeText, q.FreeTextKey, r.FreeTextResponse, typed.read_free_text, typed.free_text),
        _Grader(q.Rating, q.RatingKey, r.RatingResponse, choices.read_rating, choices.rating),
    )
}
