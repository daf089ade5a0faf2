"""What an answered question shows: the only door of rendering through which an answer key comes.

`rendering/quiz.py` draws questions and never sees a key, only a `Review`, which exists for a question that
has been answered. Offline the key itself must travel: `offline_key` writes it as runtime/quiz.js reads it.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    MultipleChoice,
    MultipleChoiceKey,
    MultipleChoiceResponse,
    NumericKey,
    NumericResponse,
    Question,
    Response,
    Score,
    ShortTextKey,
    ShortTextResponse,
    SingleChoice,
    SingleChoiceKey,
    SingleChoiceResponse,
    TrueFalseKey,
    TrueFalseResponse,
)
from course_engine.rendering.feedback import FeedbackParts, ReadAgain, Review
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.quiz import TRUE_FALSE_WORDS, no_page


def review(
    question: Question, key: AnswerKey, response: Response, score: Score, *, late: bool = False
) -> Review:
    """Return what `question` shows once answered: what was answered, why, and the right answer.

    Args:
        question: what was asked.
        key: what judged it.
        response: what was answered, once graded without InvalidResponse.
        score: what grading gave.
        late: whether it came after the quiz was closed.
    """
    values = _VALUES[type(response)](response)
    chosen = [value for value in _written_order(question) if value in values]
    return Review(
        values=values,
        score=score,
        why=tuple(key.feedback[value] for value in chosen if value in key.feedback),
        right_answers=_RIGHT_ANSWERS[type(key)](question, key),
        explanation=key.explanation,
        late=late,
    )


def offline_key(
    question: Question,
    key: AnswerKey,
    renderer: FragmentRenderer,
    read_again: Callable[[Question], ReadAgain | None] = no_page,
) -> dict[str, Any]:
    """Return one value of `window.COURSE_BUNDLE.keys`: the key as JSON, what it says already HTML.

    Args:
        question: what is asked.
        key: what judges it; travels to the learner's own machine, where a score is practice, never proof.
        renderer: the renderer of the page where the quiz stands.
        read_again: the page to read again, in the bundle.

    Returns:
        The key's own fields (sets as sorted lists, so that the same key gives the same bytes), then
        `feedback` by letter, `right_answers`, `explanation` and `read_again` as HTML, empty where there is nothing.
    """
    parts = FeedbackParts(renderer)
    facts = key.model_dump(mode="json", exclude={"feedback", "explanation"})
    sets = {name: sorted(value) for name, value in key if isinstance(value, frozenset)}
    said = {letter: str(parts.why(fragment)) for letter, fragment in sorted(key.feedback.items())}
    return (
        facts
        | sets
        | {
            "feedback": said,
            "right_answers": str(parts.right_answers(_RIGHT_ANSWERS[type(key)](question, key))),
            "explanation": str(parts.explanation(key.explanation)),
            "read_again": str(parts.read_again(read_again(question))),
        }
    )


def _written_order(question: Question) -> tuple[str, ...]:
    if isinstance(question, SingleChoice | MultipleChoice):
        return tuple(option.letter for option in question.options)
    return tuple(TRUE_FALSE_WORDS)


def _options(question: Question, right: frozenset[str]) -> tuple[Fragment, ...]:
    assert isinstance(question, SingleChoice | MultipleChoice)  # noqa: S101 - grading paired them already
    return tuple(option.content for option in question.options if option.letter in right)


def _interval(key: NumericKey) -> str:
    low, high = (bound.replace(".", ",").replace("-", "\u2212") for bound in (key.low, key.high))
    unit = f"\u00a0{key.unit_label}" if key.unit_label else ""
    return f"{low}{unit}" if low == high else f"entre {low} et {high}{unit}"


_VALUES: Mapping[type, Callable[[Any], tuple[str, ...]]] = {
    SingleChoiceResponse: lambda response: (response.option,),
    MultipleChoiceResponse: lambda response: response.options,
    TrueFalseResponse: lambda response: ("true" if response.value else "false",),
    ShortTextResponse: lambda response: (response.text,),
    NumericResponse: lambda response: (response.text,),
}
"""What the fields named `answer` held, by type of response."""

_RIGHT_ANSWERS: Mapping[type, Callable[[Question, Any], tuple[Fragment, ...]]] = {
    SingleChoiceKey: lambda question, key: _options(question, frozenset({key.right})),
    MultipleChoiceKey: lambda question, key: _options(question, key.right),
    TrueFalseKey: lambda _question, key: ((TRUE_FALSE_WORDS["true" if key.right else "false"],),),
    ShortTextKey: lambda _question, key: ((escape(key.accepted[0]),),),
    NumericKey: lambda _question, key: ((escape(_interval(key)),),),
}
