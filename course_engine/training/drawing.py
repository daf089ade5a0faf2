"""The recorded draw: a quiz that draws its questions asks one person the same ones, whatever is added later."""

from collections.abc import Iterable
from datetime import datetime
from random import Random

from course_engine.model.draw import QuizDraw
from course_engine.model.identity import Slug
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.personal_course import NO_DRAWS, Draws, PersonalCourse


def record_draws(
    database: Database, course: PersonalCourse, quizzes: Iterable[Slug], *, now: datetime, rng: Random
) -> Draws:
    """Record what some quizzes ask somebody who opens them, where it never was; else nothing is written.

    Args:
        database: where to.
        course: what they read; each quiz is in it.
        quizzes: those that they open: on a page, or in their bundle.
        now: when, aware.
        rng: for the ids of the facts.

    Returns:
        Everything that is drawn for them, by quiz.
    """
    known = course.library.catalogue.quizzes
    opened = [quiz for quiz in quizzes if known[quiz].draw is not None and quiz not in course.draws]
    if not opened:
        return course.draws
    drawn = {quiz: tuple(question.id for question in course.quiz(quiz).questions) for quiz in opened}
    with database.writing() as records:
        # Another window of theirs may have opened it since they were read.
        standing = records.draws.of([course.learner]).get(course.learner, NO_DRAWS)
        new = {quiz: questions for quiz, questions in drawn.items() if quiz not in standing}
        records.draws.append(
            [
                QuizDraw(
                    id=uuid7(now, rng), trainee=course.learner, quiz=quiz, questions=questions, drawn_at=now
                )
                for quiz, questions in new.items()
            ]
        )
    return {**standing, **new}
