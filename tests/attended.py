"""A session being held in a territory: three people with a place, signatures that are plainly nobody's."""

from datetime import UTC, datetime
from random import Random

import territory
from stand import place
from territory import ANIMATOR, form

from course_engine.model.register import Signature
from course_engine.store import Database
from course_engine.training.register.signing import Signing, sign

DOOR = datetime(2027, 3, 16, 7, 45, tzinfo=UTC)  # Tuesday, 8:45 on the stand
ON_TIME = datetime(2027, 3, 16, 8, 4, tzinfo=UTC)  # 9:04: the session S1 began at 9
PEOPLE = ("st-anne", "st-bruno", "st-carole")


def drawn(seed: int = 0) -> Signature:
    """Return a zigzag."""
    rng = Random(seed)
    points = tuple((x, 100 + rng.randrange(200)) for x in range(100, 900, 40))
    return Signature(strokes=(points,))


def expect(database: Database, *people: str, session: str = "S1") -> None:
    """Record the territory, and people with a place in a session of it."""
    names = people or PEOPLE
    territory.settle(database, [form(one) for one in names])
    with database.writing() as records:
        for one in names:
            records.schedule.decide(place(session, one))


def signs(
    database: Database, trainee: str, *, now: datetime = ON_TIME, by: str = ANIMATOR.id, seed: int = 0
) -> Signing:
    """Have somebody sign for S1."""
    return sign(database, trainee, drawn(seed), session="S1", by=by, now=now, rng=Random(f"{trainee}{now}"))
