"""What an animateur did in the room of the sample trainee."""

from datetime import timedelta
from random import Random

from stand import NOW

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.training.identity import uuid7


def act(
    database: Database, kind: RoomActKind, target: str = "", *, trainee: str | None = None, minute: int = 0
) -> None:
    """Record what was done in the session S1, so many minutes after now."""
    at, by = NOW + timedelta(minutes=minute), trainee or "animatrice"
    made = RoomAct(
        id=uuid7(at, Random(kind)), session="S1", kind=kind, target=target, trainee=trainee, by=by, at=at
    )
    with database.writing() as records:
        records.room.append(made)
