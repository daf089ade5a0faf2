"""What an answered question shows: the only door of rendering through which an answer key comes.

`rendering/quiz.py` draws questions and never sees a key, only a `Review`, which exists for a question that
has been answered. Offline the key itself must travel: `offline_key` writes it as runtime/quiz.js reads it.
"""

from collections.abc import Callable
from typing import Any

from course_engine.grading.outcomes import outcomes
from course_engine.model.quiz import AnswerKey, Hotspot, MultipleChoice, Question, SingleChoice, TrueFalse
from course_engine.model.response import Response, Score
from course_engine.rendering.controls import TRUE_FALSE_WORDS
from course_engine.rendering.feedback import FeedbackParts, ReadAgain, Review
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.quiz import no_page
from course_engine.rendering.solutions import form_values, solution


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
    values = form_values(question, response)
    return Review(
        values=values,
        score=score,
        why=tuple(
            key.feedback[letter]
            for letter in _offered(question)
            if letter in values and letter in key.feedback
        ),
        solution=solution(question, key),
        explanation=key.explanation,
        outcomes=outcomes(key, response),
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
        `feedback` by letter, `solution`, `explanation` and `read_again` as HTML, empty where there is nothing.
    """
    parts = FeedbackParts(renderer)
    said = {letter: str(parts.why(fragment)) for letter, fragment in sorted(key.feedback.items())}
    return (
        {"question": key.question}
        | key.facts()
        | {
            "feedback": said,
            "solution": str(parts.solution(solution(question, key))),
            "explanation": str(parts.explanation(key.explanation)),
            "read_again": str(parts.read_again(read_again(question) if question.is_scored else None)),
        }
    )


def _offered(question: Question) -> tuple[str, ...]:
    """Return what an option's own feedback may be about, in the order in which the options are shown."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(option.letter for option in question.options)
        case Hotspot():
            return tuple(zone.letter for zone in question.zones)
        case TrueFalse():
            return tuple(TRUE_FALSE_WORDS)
    return ()
