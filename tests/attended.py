"""A session being held in a territory: three people with a place, signatures that are plainly nobody's."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import territory
from sqlalchemy import Connection
from stand import place
from territory import ANIMATOR, form

from course_engine.model.register import Signature
from course_engine.store import Database
from course_engine.store.tables import ATTENDANCE, COUNTERSIGNATURE, REGISTER_LINK, SIGNED_BY
from course_engine.training.register.signing import Signing, sign

DOOR = datetime(2027, 3, 16, 7, 45, tzinfo=UTC)  # Tuesday, 8:45 on the stand
ON_TIME = datetime(2027, 3, 16, 8, 4, tzinfo=UTC)  # 9:04: the session S1 began at 9
PEOPLE = ("st-anne", "st-bruno", "st-carole")
REGISTER = (ATTENDANCE, SIGNED_BY, COUNTERSIGNATURE, REGISTER_LINK)
"""The tables of the register."""


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


def tamper(database: Database, change: Callable[[Connection], object]) -> None:
    """Change the records as somebody who has the disk does: guards taken away."""
    with database.writing() as records:
        connection = records.people._connection
        for table in REGISTER:
            _disarm(connection, table.name)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        change(connection)


def _disarm(connection: Connection, table: str) -> None:
    """Take away the guards of a table, if they are still there."""
    of_table = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    for verb in ("update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_never_{verb}{of_table}")
