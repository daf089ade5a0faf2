"""Answers: graded by the server, recorded once whatever the network repeats."""

from datetime import datetime
from uuid import UUID

from course_engine.errors import ConflictingFact, InvalidResponse, NotFound
from course_engine.grading import grade
from course_engine.i18n import translator
from course_engine.model.frozen import Slug
from course_engine.model.quiz import Question, Response
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.journey import Journey

_ = translator("training")

UUID_VERSION = 7


def question_asked(journey: Journey, quiz: Slug, question: Slug) -> Question:
    """Return a question that this trainee is asked in the pages of their path.

    Raises:
        NotFound: they are not asked it.
    """
    for asked in journey.quiz(quiz).questions:
        if asked.id == question:
            return asked
    raise NotFound(_("This question is not in your path."))


def record_answer(
    database: Database,
    journey: Journey,
    quiz: Slug,
    question: Slug,
    response: Response,
    *,
    answer_id: UUID,
    now: datetime,
) -> Answer:
    """Grade an answer and record it; the same one sent again changes nothing.

    Args:
        database: where to.
        journey: whose answer it is, and what they are asked.
        quiz: where the question was read.
        question: what was asked.
        response: what was answered.
        answer_id: UUIDv7 made where the answer was given.
        now: when it reaches the server, aware.

    Returns:
        The recorded answer: the first one received with that id.

    Raises:
        NotFound: this trainee is not asked that.
        InvalidResponse: not an answer to this question, or its id is not a UUIDv7; never scored.
        ConflictingFact: another answer has that id.
    """
    asked = question_asked(journey, quiz, question)
    if answer_id.version != UUID_VERSION:
        raise InvalidResponse(_("The identifier of this answer is not valid: reload the page, answer again."))
    catalogue = journey.library.catalogue
    answer = Answer(
        id=answer_id,
        trainee=journey.trainee.id,
        quiz=quiz,
        question=question,
        catalogue=catalogue.digest,
        response=response,
        score=grade(asked, catalogue.keys[question], response),
        answered_at=now,
    )
    with database.writing() as records:
        known = records.answers.find(answer_id)
        if known is None:
            records.answers.append(answer)
            return answer
    if _said(known) != _said(answer):
        raise ConflictingFact(_("Another answer has this identifier: reload the page, answer again."))
    return known


def _said(answer: Answer) -> tuple[str, Slug, Slug, Response]:
    return answer.trainee, answer.quiz, answer.question, answer.response
