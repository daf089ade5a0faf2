"""What makes a fact of attendance: who enters it, when, and for which hours."""

from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.model.training import Attendance, TrainingSession
from course_engine.training.identity import uuid7
from course_engine.training.register.hours import Hours


class Entry(Struct, frozen=True):
    """Who enters attendance, and when.

    Attributes:
        by: the account, or the trainee's id where they sign by themselves.
        now: when, aware.
        rng: for the ids of the facts.
    """

    by: str
    now: datetime
    rng: Random

    def fact(
        self,
        session: TrainingSession,
        trainee: str,
        hours: Hours,
        *,
        signed: bool = True,
        corrects: Attendance | None = None,
    ) -> Attendance:
        """Return the fact that somebody attended a session for some hours.

        Args:
            session: which.
            trainee: who.
            hours: from when to when.
            signed: whether they signed for it.
            corrects: the fact that stood until now, if any.
        """
        return Attendance(
            id=uuid7(self.now, self.rng),
            trainee=trainee,
            session=session.id,
            half_day=session.half_day,
            begins=hours.begins,
            ends=hours.ends,
            signed=signed,
            entered_by=self.by,
            entered_at=self.now,
            corrects=corrects.id if corrects else None,
        )
