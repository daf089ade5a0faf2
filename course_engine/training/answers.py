"""Answers: what may be answered, what an answer is worth, and when two are the same. Pure."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from course_engine.errors import ConflictingFact, InvalidResponse
from course_engine.grading.judging import grade, read_response
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.response import Response
from course_engine.model.training import Answer
from course_engine.training.personal_course import PersonalCourse, QuizInPlace

_ = translator("training")

UUID_VERSION = 7


class Submission(Struct, frozen=True):
    """What a browser sends when a question is answered.

    Attributes:
        token: what the browser holds; empty where it holds none.
        quiz: where the question was read.
        question: what was asked.
        values: what `grading.read_response` reads.
        id: UUIDv7 made where the answer was given.
        at: when it reached the server, aware.
    """

    token: str
    quiz: Slug
    question: Slug
    values: tuple[str, ...]
    id: UUID
    at: datetime


def graded(
    submission: Submission,
    course: PersonalCourse,
    place: QuizInPlace,
    *,
    session: str | None = None,
    late: bool = False,
) -> Answer:
    """Return what a trainee answers, graded.

    Args:
        submission: what was sent.
        course: what this trainee reads.
        place: the quiz, where they read it.
        session: the session that they take part in now; None for none.
        late: whether the quiz was closed there.

    Raises:
        NotFound: this trainee is not asked that.
        InvalidResponse: not an answer to this question, or its id is not a UUIDv7; never scored.
    """
    asked = place.asked(submission.question)
    response = read_response(asked, submission.values)
    if submission.id.version != UUID_VERSION:
        raise InvalidResponse(_("The identifier of this answer is not valid: reload the page, answer again."))
    catalogue = course.library.catalogue
    return Answer(
        id=submission.id,
        trainee=course.learner,
        quiz=submission.quiz,
        question=submission.question,
        catalogue=catalogue.digest,
        response=response,
        score=grade(asked, catalogue.keys[submission.question], response),
        answered_at=submission.at,
        session=session,
        late=late,
        version=catalogue.versions.get(submission.question, 0),
    )


def require_same(known: Answer, answer: Answer) -> None:
    """Refuse an answer that has the id of another; sent again, it is the same.

    Raises:
        ConflictingFact: `known` says something else.
    """
    if _said(known) != _said(answer):
        raise ConflictingFact(_("Another answer has this identifier: reload the page, answer again."))


def _said(answer: Answer) -> tuple[str, Slug, Slug, Response]:
    return answer.trainee, answer.quiz, answer.question, answer.response
