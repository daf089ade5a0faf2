"""The condition of the records: whole or not, of which version, how many of each, how recent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, text

from course_engine.model.backup import ChainHead
from course_engine.store.tables import (
    ADMISSION,
    ANSWER,
    ATTENDANCE,
    COUNTERSIGNATURE,
    DEBRIEF_NOTE,
    ENROLMENT_DECISION,
    JUDGEMENT,
    METADATA,
    QUIZ_DRAW,
    REGISTER_LINK,
    REGISTRATION,
    ROOM_ACT,
    TRAIL,
)

AT_A_TIME = 1000
"""How many rows are copied at once."""

ENTERED = (
    ADMISSION.c.decided_at,
    ANSWER.c.answered_at,
    ATTENDANCE.c.entered_at,
    COUNTERSIGNATURE.c.at,
    DEBRIEF_NOTE.c.at,
    ENROLMENT_DECISION.c.decided_at,
    JUDGEMENT.c.at,
    QUIZ_DRAW.c.drawn_at,
    REGISTER_LINK.c.at,
    REGISTRATION.c.recorded_at,
    ROOM_ACT.c.at,
    TRAIL.c.at,
)
"""When facts were entered, by the clock of the machine."""


class ConditionRepository:
    """Reads about the records as a whole; nothing is written here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def version(self) -> str:
        """Return the revision of the tables."""
        found = self._connection.execute(text("SELECT version_num FROM alembic_version"))
        return str(found.scalar_one())

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong in its file, the first of each kind; a server looks after its own."""
        if self._connection.dialect.name != "sqlite":
            return ()
        whole = self._connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        orphan = self._connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        found = [] if whole == "ok" else [str(whole)]
        return (*found, *(() if orphan is None else (_dangling(orphan),)))

    def counts(self) -> Mapping[str, int]:
        """Return how many rows each table has, by name."""
        return {
            name: self._connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in sorted(METADATA.tables.items())
        }

    def chain_heads(self) -> tuple[ChainHead, ...]:
        """Return the last link of each chain of the register."""
        table = REGISTER_LINK
        last = select(table.c.chain, func.max(table.c.rank).label("rank")).group_by(table.c.chain).subquery()
        query = select(table).join(last, (table.c.chain == last.c.chain) & (table.c.rank == last.c.rank))
        rows = self._connection.execute(query.order_by(table.c.chain))
        return tuple(ChainHead(chain=row.chain, rank=row.rank, hash=row.hash) for row in rows)

    def newest_fact(self) -> datetime | None:
        """Return when the last fact was entered, or None where there is none."""
        latest = (self._connection.execute(select(func.max(column))).scalar_one() for column in ENTERED)
        return max((at for at in latest if at is not None), default=None)


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy every row of every table as `source` sees them, into a SQLite database without rows.

    Args:
        source: one consistent view.
        target: in a writing transaction, committed by whoever opened it.
    """
    # Rows of one table may name one another in any order: what they name is checked when all are there.
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in METADATA.sorted_tables:
        found = source.execute(select(table), execution_options={"yield_per": AT_A_TIME}).mappings()
        for some in found.partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _dangling(orphan: Sequence[object]) -> str:
    return f"{orphan[0]} → {orphan[2]}"
