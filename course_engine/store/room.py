"""Facts of the room: what was done in a session."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store.facts import append
from course_engine.store.tables import ROOM_ACT

# Read for each batch of answers, or at each change of a room: made once.
OF_KINDS = (
    select(ROOM_ACT)
    .where(
        ROOM_ACT.c.session.in_(bindparam("sessions", expanding=True)),
        ROOM_ACT.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(ROOM_ACT.c.at, ROOM_ACT.c.id)
)

OF_SESSION = (
    select(ROOM_ACT).where(ROOM_ACT.c.session == bindparam("held")).order_by(ROOM_ACT.c.at, ROOM_ACT.c.id)
)


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
        rows = self._connection.execute(OF_SESSION, {"held": session}).mappings()
        return tuple(RoomAct.model_validate(dict(row)) for row in rows)

    def of_kinds(
        self, sessions: Collection[str], kinds: Collection[RoomActKind]
    ) -> Mapping[str, Sequence[RoomAct]]:
        """Return the acts of some kinds in each of some sessions, oldest first; none is no entry."""
        rows = self._connection.execute(OF_KINDS, {"sessions": sessions, "kinds": kinds}).mappings()
        acts: defaultdict[str, list[RoomAct]] = defaultdict(list)
        for row in rows:
            acts[row["session"]].append(RoomAct.model_validate(dict(row)))
        return acts
