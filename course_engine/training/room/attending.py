"""Which session a trainee takes part in now."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from course_engine.model.training import TrainingSession
from course_engine.store import Database
from course_engine.training.presence import standing
from course_engine.training.stand_time import in_utc

EARLY = timedelta(minutes=30)
"""How long before its beginning a room is open to its trainees."""
LINGER = timedelta(hours=1)
"""How long after its end, for what is still on its way."""


def is_held(session: TrainingSession, now: datetime) -> bool:
    """Return whether the room of a session is open at `now`, aware."""
    begins, ends = in_utc(session.day, session.begins), in_utc(session.day, session.ends)
    return begins - EARLY <= now < ends + LINGER


def session_now(planned: Iterable[TrainingSession], now: datetime) -> TrainingSession | None:
    """Return the session, of those in which a trainee has a place, whose room they are in at `now`.

    Where two rooms are open, that whose hours have begun is meant: the one that begins last of those.
    """
    held = [session for session in planned if is_held(session, now)]
    begun = [session for session in held if in_utc(session.day, session.begins) <= now]
    if begun:
        return max(begun, key=lambda session: (session.begins, session.id))
    return min(held, key=lambda session: (session.begins, session.id), default=None)


def has_to_sign(database: Database, session: str, trainee: str) -> bool:
    """Return whether nothing stands yet of a trainee's attendance in a session."""
    with database.reading() as records:
        facts = records.attendance.of_trainee(trainee)
    return (session, trainee) not in standing(facts)
