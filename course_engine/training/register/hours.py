"""The hours of a line of the register: those planned, and those that somebody types."""

import re
from datetime import datetime, time, timedelta

from msgspec import Struct

from course_engine.errors import InvalidForm
from course_engine.i18n import translator
from course_engine.model.training import Attendance, TrainingSession
from course_engine.rendering.wording import time_in_words
from course_engine.training.stand_time import in_utc

_ = translator("training")

TOLERANCE = timedelta(minutes=30)
"""How long before a session one may arrive, and after it leave, without it being a typing mistake."""
TYPED = re.compile(r"(?P<hour>[01]?\d|2[0-3])\s*[:hH]\s*(?P<minute>[0-5]\d)?(?::00)?", re.ASCII)


class Hours(Struct, frozen=True):
    """From when to when somebody was there, in UTC."""

    begins: datetime
    ends: datetime

    @classmethod
    def planned(cls, session: TrainingSession) -> "Hours":
        """Return the hours of a session, from its beginning to its end."""
        return cls(in_utc(session.day, session.begins), in_utc(session.day, session.ends))

    @classmethod
    def none(cls, session: TrainingSession) -> "Hours":
        """Return the hours of who did not sign: from the session's beginning to the same instant."""
        begins = in_utc(session.day, session.begins)
        return cls(begins, begins)

    @classmethod
    def of(cls, fact: Attendance) -> "Hours":
        """Return the hours of a fact."""
        return cls(fact.begins, fact.ends)


def typed_hours(session: TrainingSession, arrives: str, leaves: str, *, of: str = "") -> Hours:
    """Return the hours that somebody typed, by the stand's clock: `9:40`, `9h40` or `9 h`.

    Args:
        session: what they are about; hours are within half an hour of its own.
        arrives: as typed.
        leaves: as typed.
        of: what the names of the two fields end with.

    Raises:
        InvalidForm: what is wrong with `arrivee{of}` and `depart{of}`.
    """
    problems, read = {}, []
    for name, text in ((f"arrivee{of}", arrives), (f"depart{of}", leaves)):
        hour = _hour(text)
        read.append(hour)
        if hour is None:
            problems[name] = _("Write an hour, such as 9:40.")
        elif not _is_near(session, hour):
            problems[name] = _("{hour} is too far from the session, from {begins} to {ends}.").format(
                hour=time_in_words(hour),
                begins=time_in_words(session.begins),
                ends=time_in_words(session.ends),
            )
    arrival, departure = read
    if not problems and arrival and departure and arrival >= departure:
        problems[f"depart{of}"] = _("The departure must come after the arrival.")
    if problems or arrival is None or departure is None:
        raise InvalidForm(problems)
    return Hours(in_utc(session.day, arrival), in_utc(session.day, departure))


def _hour(text: str) -> time | None:
    found = TYPED.fullmatch(text.strip())
    return time(int(found["hour"]), int(found["minute"] or 0)) if found else None


def _is_near(session: TrainingSession, hour: time) -> bool:
    at = datetime.combine(session.day, hour)
    earliest = datetime.combine(session.day, session.begins) - TOLERANCE
    return earliest <= at <= datetime.combine(session.day, session.ends) + TOLERANCE
