"""The trail: facts about who looked at, took away, corrected or erased what is kept."""

from sqlalchemy import Connection, select

from course_engine.model.trail import TrailAction, TrailEntry
from course_engine.store.facts import append
from course_engine.store.tables import TRAIL


class TrailRepository:
    """Reads and appends the entries of the trail."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: TrailEntry) -> bool:
        """Append `entry`; return whether it was new.

        Raises:
            ConflictingFact: an entry of the same id has another content.
        """
        return append(self._connection, TRAIL, entry.model_dump())

    def entries(self, *, trainee: str | None = None, limit: int | None = None) -> tuple[TrailEntry, ...]:
        """Return the entries (about one trainee, or all), the latest first."""
        query = select(TRAIL).order_by(TRAIL.c.at.desc(), TRAIL.c.id.desc()).limit(limit)
        if trainee is not None:
            query = query.where(TRAIL.c.trainee == trainee)
        rows = self._connection.execute(query).mappings()
        return tuple(TrailEntry.model_validate(dict(row)) for row in rows)

    def latest(self, action: TrailAction) -> TrailEntry | None:
        """Return the last entry of an action, or None."""
        query = select(TRAIL).where(TRAIL.c.action == action).order_by(TRAIL.c.at.desc(), TRAIL.c.id.desc())
        row = self._connection.execute(query.limit(1)).mappings().one_or_none()
        return None if row is None else TrailEntry.model_validate(dict(row))
