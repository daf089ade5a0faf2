"""How rooms stand, for the streams: read once after each change, however many screens watch."""

from collections import defaultdict
from threading import Lock

from course_engine.store import Database
from course_engine.training.room.reading import room_state
from course_engine.training.room.state import RoomState
from course_engine.web.hub import Hub, Topic


class RoomStates:
    """The state of each room since the last change that the hub was told of; safe from several threads."""

    def __init__(self, database: Database, hub: Hub) -> None:
        self._database, self._hub = database, hub
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._known: dict[str, tuple[int, RoomState]] = {}

    def known(self, session: str) -> RoomState | None:
        """Return the state of a room as it was read since its last change, or None if it has to be read."""
        acts, state = self._known.get(session, (-1, None))
        return state if acts == self._hub.changes_of(session, Topic.ACTS) else None

    def read(self, session: str) -> RoomState:
        """Return the state of a room, read if nobody has since its last change."""
        with self._locks[session]:
            known = self.known(session)
            if known is not None:
                return known
            # Counted before it is read: what is written meanwhile makes it read again.
            acts = self._hub.changes_of(session, Topic.ACTS)
            state = room_state(self._database, session)
            self._known[session] = acts, state
            return state
