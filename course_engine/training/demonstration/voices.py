"""What the demonstration's people answered to quizzes and say of their path: plainly fictional, always the same.

Each person is more or less at ease; each objective resists more or less: so needs differ, and can be ranked.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.model.debrief import MOST_AXES, DebriefView
from course_engine.model.identity import Slug
from course_engine.model.quiz import Question
from course_engine.model.training import Answer, TrainingSession
from course_engine.store import Database
from course_engine.training.answers import Submission, graded
from course_engine.training.debrief.facts import Progress, debrief_facts
from course_engine.training.debrief.notes import SentView, say
from course_engine.training.form_filling import form_of
from course_engine.training.identity import uuid7
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library
from course_engine.training.stand_time import in_utc

BETWEEN = timedelta(seconds=40)
BEFORE_END = timedelta(minutes=45)
"""How long before its end people begin the quiz of a session."""
AT_EASE = (0.55, 0.95)
"""How often who is least, and most, at ease is right about an objective that does not resist."""
RESISTS = 0.4
"""By how much an objective may lower that."""
ANSWERED_IN_ROOM = 3


class Voices(Struct, frozen=True):
    """Lets people answer and speak.

    Attributes:
        database: the records.
        library: the course.
    """

    database: Database
    library: Library

    def of_those_whose_sessions_are_over(self, trainees: Sequence[str], *, now: datetime) -> int:
        """Let people answer the quizzes of the half-days that they followed, then say their debrief.

        Args:
            trainees: who; those who followed nothing say nothing.
            now: when what the records say of their path is read, aware.

        Returns:
            How many debriefs there are.
        """
        return sum([self._look_back(trainee, now) for trainee in trainees])

    def of_those_in_room(self, session: TrainingSession, trainees: Sequence[str]) -> None:
        """Let people answer the first questions of a session that is held; all within its first minutes."""
        for trainee in trainees:
            mine = journey(self.database, self.library, trainee)
            begins = in_utc(session.day, session.begins)
            self._record(list(_answers(mine, session, begins))[:ANSWERED_IN_ROOM])

    def _look_back(self, trainee: str, now: datetime) -> bool:
        mine = journey(self.database, self.library, trainee)
        followed = {(half_day.unit, half_day.day) for half_day in mine.followed}
        sessions = [one for one in mine.planned if (one.unit, one.day) in followed]
        for session in sessions:
            self._record(list(_answers(mine, session, in_utc(session.day, session.ends) - BEFORE_END)))
        if not sessions:
            return False
        last = max(in_utc(session.day, session.ends) for session in mine.planned)
        note = _id(last, trainee)
        with self.database.reading() as records:
            has_said = records.debriefs.find(note) is not None
        if not has_said:  # what they answered since, in a demonstration that goes on, is not in it
            answered = journey(self.database, self.library, trainee)
            say(self.database, mine, SentView(note, self._view(answered, now)), now=last)
        return True

    def _view(self, mine: Journey, now: datetime) -> DebriefView:
        """Return what somebody says, who sees well what resisted, and also wants what they asked for at first."""
        facts = debrief_facts(self.database, mine, now=now).objectives
        hard = tuple(one.objective for one in facts if one.progress is Progress.RESISTS)
        unmet = tuple(one.objective for one in facts if one.wished and one.progress is not Progress.WELL)
        return DebriefView(
            acquired=tuple(one.objective for one in facts if one.progress is Progress.WELL),
            hard=hard,
            wanted=tuple(dict.fromkeys((*hard, *unmet)))[:MOST_AXES],
        )

    def _record(self, answers: Sequence[Answer]) -> None:
        """Append the answers that are not there yet: what was read in an earlier course stays as it was."""
        with self.database.writing() as records:
            known = records.answers.known([answer.id for answer in answers])
            records.answers.add([answer for answer in answers if answer.id not in known])


def _answers(mine: Journey, session: TrainingSession, begins: datetime) -> Iterator[Answer]:
    """Yield what somebody answers in a session, question after question."""
    at = begins
    for quiz in mine.library.quiz_pages(session.unit, mine.step(session.unit).level):
        place = mine.quiz(quiz)
        for question in place.questions:
            at += BETWEEN
            key = mine.library.catalogue.keys[question.id]
            values = form_of(question, key, is_right=_is_right(mine.learner, question))
            submission = Submission("", quiz, question.id, values, _id(at, mine.learner, question.id), at)
            yield graded(submission, mine, place, session=session.id)


def _is_right(trainee: str, question: Question) -> bool:
    least, most = AT_EASE
    ease = least + (most - least) * _chance(trainee)
    return _chance(trainee, question.id) < ease - RESISTS * _chance(question.objective or "")


def _chance(*about: Slug | str) -> float:
    """Return a number between 0 and 1, always the same about the same."""
    return Random("/".join(("voix", *about))).random()  # noqa: S311 - sample data, hides nothing


def _id(at: datetime, *about: Slug | str) -> UUID:
    return uuid7(at, Random("/".join(("voix", *about))))  # noqa: S311 - likewise
