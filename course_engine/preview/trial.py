"""An answer that is tried: graded and explained as a trainee's is, and recorded nowhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from course_engine.errors import InvalidResponse, NotFound
from course_engine.grading.judging import grade, read_response
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.quiz import Question
from course_engine.preview.desk import Look
from course_engine.preview.quiz_part import page_to_read, questions_to_try
from course_engine.preview.quiz_screen import quiz_of, quiz_screen
from course_engine.preview.screen import Screen
from course_engine.rendering.feedback import Refusal, Review, feedback_html
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.review import review
from course_engine.web.addresses import asset_url

_ = translator("preview")


def tried(look: Look, values: Sequence[str]) -> Mapping[str, Any]:
    """Return what the server answers to runtime/quiz.js.

    Args:
        look: its names are the quiz, the level and the question.
        values: what the form's fields named `answer` hold.

    Raises:
        NotFound: there is no such question at that level, or no longer.
        InvalidResponse: it is not an answer to the question.
    """
    question = _question(look)
    judged = _judged(look, question, values)
    renderer = FragmentRenderer(asset_url=asset_url, term_url=lambda _term: "")
    again = page_to_read(look, question, look.names["level"])
    return {
        "score": judged.score.model_dump(),
        "late": False,
        "html": feedback_html(judged, renderer, again),
        "outcomes": judged.outcomes,
    }


def tried_screen(look: Look, values: Sequence[str]) -> Screen:
    """Return the quiz with what was said of an answer, for whoever has no script.

    Raises:
        NotFound: there is no such question at that level, or no longer.
    """
    question = _question(look)
    known: Review | Refusal
    try:
        known = _judged(look, question, values)
    except InvalidResponse as problem:
        known = Refusal(tuple(values), str(problem))
    return quiz_screen(look, {question.id: known})


def _question(look: Look) -> Question:
    quiz, level = quiz_of(look)
    wanted: Slug = look.names["question"]
    found = next((one for one in questions_to_try(look, quiz, level) if one.id == wanted), None)
    if found is None:
        raise NotFound(_("This question is no longer there: read the page again."))
    return found


def _judged(look: Look, question: Question, values: Sequence[str]) -> Review:
    key = look.course.keys[question.id]
    response = read_response(question, values)
    return review(question, key, response, grade(question, key, response))
