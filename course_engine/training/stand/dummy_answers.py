"""Dummy answers: handed in at once by twelve trainees who are let in, as in the room, in records of their own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath, Reason, Rule, Step
from course_engine.model.quiz import Question
from course_engine.store import Records, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.answers import Submission
from course_engine.training.browser_session import open_browser_session
from course_engine.training.form_filling import form_of
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.personal_course import PersonalCourse
from course_engine.training.room.answer_batch import Acknowledged, Outcome
from course_engine.training.room.answer_desk import AnswerDesk

TRAINEES = 12
A_WHILE = timedelta(minutes=1)


def hand_in(file: Path, catalogue: Catalogue, *, now: datetime, rng: Random) -> int | None:
    """Have twelve trainees answer the first question of the course at the same time.

    Args:
        file: of the records, which are not there yet.
        catalogue: the course.
        now: when, aware.
        rng: draws ids and tokens.

    Returns:
        How many answers were acknowledged, then read back by another connection; None where nothing is asked.

    Raises:
        CourseError: an answer was refused, or could not be recorded.
    """
    library, outcomes = Library(catalogue), list[Outcome | BaseException]()
    with open_database(file) as database:
        with database.writing() as records:
            submissions = list(_submissions(records, library, now, rng))
        if not submissions:
            return None
        desk = AnswerDesk(database, library)
        for submission in submissions:
            desk.submit(submission, outcomes.append)
        desk.close()
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    told = [outcome.answer for outcome in outcomes if isinstance(outcome, Acknowledged)]
    with open_database(file) as database, database.reading() as records:
        kept = records.answers.known([answer.id for answer in told])
    return sum(kept.get(answer.id) == answer for answer in told)


def _submissions(records: Records, library: Library, now: datetime, rng: Random) -> Iterator[Submission]:
    """Let each trainee in, on a path that keeps the whole course; yield what they answer."""
    path = _whole_course(library.catalogue)
    for number in range(TRAINEES):
        trainee = f"essai-{number:02}"
        records.people.add_trainee(trainee, registered_at=now)
        records.people.append_path(trainee, path, fact_id=uuid7(now, rng), recorded_at=now)
        session = open_browser_session(
            records, SessionHolder(trainee=trainee), now=now, ends_at=now + A_WHILE, rng=rng
        )
        for quiz, question in islice(_asked(PersonalCourse.of(library, trainee, path)), 1):
            values = form_of(question, library.catalogue.keys[question.id], is_right=False)
            yield Submission(session.token, quiz, question.id, values, uuid7(now, rng), now)


def _whole_course(catalogue: Catalogue) -> LearningPath:
    reason = Reason(rule=Rule.OVERRIDE, sentence="")
    steps = [Step(unit=unit.id, level=unit.levels[0], reason=reason) for unit in catalogue.units.values()]
    return LearningPath(programme=catalogue.programme.id, half_days=None, kept=tuple(steps), left_out=())


def _asked(course: PersonalCourse) -> Iterator[tuple[Slug, Question]]:
    """Yield every question that a trainee is asked, with its quiz."""
    for step in course.path.kept:
        for quiz in course.library.quiz_pages(step.unit, step.level):
            for question in course.quiz(quiz).questions:
                yield quiz, question
