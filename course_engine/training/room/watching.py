"""Watching a room: everything that its screens show, read in one transaction, again at every change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.frozen import Slug
from course_engine.store import Database, Records
from course_engine.training.library import Library
from course_engine.training.room.board import Board, Roster, board, roster
from course_engine.training.room.marks import KeptMarks
from course_engine.training.room.results import QuestionResults, results
from course_engine.training.room.standing import Room, room_of

_ = translator("training")

ROSTER_KEPT = timedelta(seconds=30)
"""For how long names and levels are not read again, as long as the same people have a place."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A room as its screens show it.

    Attributes:
        results: those of the quizzes that were asked for; none where there are none.
        at: when it was read, in UTC.
    """

    room: Room
    board: Board
    results: tuple[QuestionResults, ...]
    at: datetime


class RoomWatch:
    """Reads one room again and again. What seldom changes is kept from one reading to the next.

    Args:
        database: the records.
        library: the course.
        session: whose room.
    """

    def __init__(self, database: Database, library: Library, session: str) -> None:
        self._database, self._library, self._session = database, library, session
        self._room: Room | None = None
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
        with self._database.reading() as records:
            session = records.schedule.session(self._session)
            if session is None:
                raise NotFound(_("There is no session “{id}”.").format(id=self._session))
            room = self._same(room_of(records, self._library.catalogue, session))
            expected = self._expected(records, room, now)
            marks = self._marks.read(records, expected.trainees, tuple(room.quizzes), now)
            return Seen(
                room=room,
                board=board(records, room, expected, marks),
                results=results(records, self._library.catalogue, expected, quizzes(room)),
                at=now,
            )

    def _same(self, room: Room) -> Room:
        """Return the room as it was kept, with all that was found in it, where it is the same."""
        if self._room is None or self._room != room:
            self._room = room
        return self._room

    def _expected(self, records: Records, room: Room, now: datetime) -> Roster:
        trainees = records.schedule.placed(room.session.id)
        is_fresh = self._roster_read_at is not None and now - self._roster_read_at < ROSTER_KEPT
        if not is_fresh or trainees != self._roster.trainees:
            self._roster = roster(records, self._library, room.session, trainees)
            self._roster_read_at = now
        return self._roster
