"""Watching a room: everything that its screens show, read in one transaction, again at every change."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.training import TrainingSession
from course_engine.store import Database, Records
from course_engine.training.library import Library
from course_engine.training.room.board import Board, Scene, board, scene
from course_engine.training.room.marks import KeptMarks
from course_engine.training.room.results import QuestionResults, results
from course_engine.training.room.roster import Roster, roster
from course_engine.training.room.standing import Room, room_of

_ = translator("training")

ROSTER_KEPT = timedelta(seconds=30)
"""For how long names and levels are not read again, as long as the same people have a place."""
SCENE_KEPT = timedelta(seconds=5)
"""For how long nothing but answers is read again, where nothing else was said to change: another process may write."""


class Seen(Struct, frozen=True):
    """A room as its screens show it.

    Attributes:
        results: those of the quizzes that were asked for; none where there are none.
        at: when it was read, in UTC.
    """

    room: Room
    board: Board
    results: tuple[QuestionResults, ...]
    at: datetime


class _Known(Struct, frozen=True):
    """A room as it was read, what had been said to change in it by then, and when that was."""

    scene: Scene
    changes: int
    read_at: datetime

    def holds(self, changes: int, now: datetime) -> bool:
        """Return whether it need not be read again; it must where the clock was set back."""
        return self.changes == changes and self.read_at <= now < self.read_at + SCENE_KEPT


class RoomWatch:
    """Reads one room again and again. What seldom changes is kept from one reading to the next.

    Args:
        database: the records.
        library: the course.
        session: whose room.
        changes: how many times something other than answers was said to change in the room; while it says the
            same, only answers are read, and all the rest every `SCENE_KEPT`.
    """

    def __init__(
        self, database: Database, library: Library, session: str, changes: Callable[[], int]
    ) -> None:
        self._database, self._library, self._session, self._changes = database, library, session, changes
        self._known: _Known | None = None
        self._marks = KeptMarks()
        self._roster = Roster(())
        self._roster_read_at: datetime | None = None

    def read(self, now: datetime) -> Seen:
        """Return the room as it stands at `now`, aware, with the results that the projector shows.

        Raises:
            NotFound: the session is no longer there.
        """
        return self._read(now, lambda room: room.together(room.state.results))

    def look_back(self, now: datetime) -> Seen:
        """Return the room as it stands at `now`, aware, with the results to look back on, projected or not.

        Raises:
            NotFound: the session is no longer there.
        """
        return self._read(now, lambda room: room.looked_back)

    def _read(self, now: datetime, quizzes: Callable[[Room], Sequence[Slug]]) -> Seen:
        # Counted before anything is read: what is written meanwhile makes it read again.
        changes = self._changes()
        with self._database.reading() as records:
            if self._known is None or not self._known.holds(changes, now):
                self._known = _Known(self._scene(records, now), changes, now)
            seen = self._known.scene
            marks = self._marks.read(records, seen.expected.trainees, tuple(seen.room.quizzes), now)
            return Seen(
                room=seen.room,
                board=board(seen, marks),
                results=results(records, self._library.catalogue, seen.expected, quizzes(seen.room)),
                at=now,
            )

    def _scene(self, records: Records, now: datetime) -> Scene:
        session = records.schedule.session(self._session)
        if session is None:
            raise NotFound(_("There is no session “{id}”.").format(id=self._session))
        room = room_of(records, self._library.catalogue, session)
        read = scene(records, room, self._expected(records, session, now))
        # With all that was found in it, where nothing changed.
        return self._known.scene if self._known is not None and self._known.scene == read else read

    def _expected(self, records: Records, session: TrainingSession, now: datetime) -> Roster:
        trainees = records.schedule.placed(session.id)
        is_fresh = self._roster_read_at is not None and now - self._roster_read_at < ROSTER_KEPT
        if not is_fresh or trainees != self._roster.trainees:
            self._roster = roster(records, self._library, session, trainees)
            self._roster_read_at = now
        return self._roster
