"""Facts of the room: what was done in a session."""

from sqlalchemy import Connection, select

from course_engine.model.room import RoomAct
from course_engine.store.facts import append
from course_engine.store.tables import ROOM_ACT


class RoomRepository:
    """Reads and appends the acts of rooms."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, act: RoomAct) -> bool:
        """Append `act`; return whether it was new.

        Raises:
            ConflictingFact: an act of the same id has another content.
        """
        return append(self._connection, ROOM_ACT, act.model_dump())

    def of_session(self, session: str) -> tuple[RoomAct, ...]:
        """Return everything that was done in a session, oldest first."""
        query = select(ROOM_ACT).where(ROOM_ACT.c.session == session)
        rows = self._connection.execute(query.order_by(ROOM_ACT.c.at, ROOM_ACT.c.id)).mappings()
        return tuple(RoomAct.model_validate(dict(row)) for row in rows)
