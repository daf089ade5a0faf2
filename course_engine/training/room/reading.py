"""How a room stands, read from the records."""

from course_engine.store import Database
from course_engine.training.room.state import RoomState, state_of


def room_state(database: Database, session: str) -> RoomState:
    """Return how the room of a session stands."""
    with database.reading() as records:
        acts = records.room.of_session(session)
    return state_of(acts)
