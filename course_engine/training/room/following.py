"""What a trainee should see of the room that they are in: where everyone is led, their quiz, their call for help.

Pure. Whether they follow, or go at their own pace, is theirs to choose: it is neither known nor kept here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.training import TrainingSession
from course_engine.model.variant import VisiblePage
from course_engine.training.journey import Journey
from course_engine.training.library import Library
from course_engine.training.room.attending import session_now
from course_engine.training.room.state import RoomState


class Reading(Struct, frozen=True):
    """A page that somebody reads; both are empty for any other screen."""

    unit: Slug | str = ""
    page: Slug | str = ""


class Seat(Struct, frozen=True):
    """A trainee's seat in a session that is held: what they have of its unit.

    Attributes:
        pages: the unit's pages at their level, in order; none if their path no longer has it.
        quizzes: the page of each quiz that they meet in them, and of those of other levels that stand there.
    """

    session: TrainingSession
    trainee: str
    pages: Sequence[VisiblePage]
    quizzes: Mapping[Slug, Slug]

    def page(self, page: Slug | str) -> VisiblePage | None:
        """Return a page of the session's unit, or None if this trainee has no such page."""
        return next((one for one in self.pages if one.id == page), None)

    def page_read(self, reading: Reading) -> Slug | str:
        """Return the page that is read, if it is one of the session's unit; otherwise empty."""
        return reading.page if reading.unit == self.session.unit and self.page(reading.page) else ""


def seat_of(journey: Journey, now: datetime) -> Seat | None:
    """Return the seat of a trainee at `now`, or None where they attend no session."""
    session = session_now(journey.planned, now)
    if session is None:
        return None
    step = next((step for step in journey.path.kept if step.unit == session.unit), None)
    if step is None:
        return Seat(session, journey.trainee.id, (), {})
    return Seat(
        session=session,
        trainee=journey.trainee.id,
        pages=journey.variant(step.unit).pages,
        quizzes=_quizzes(journey.library, step.unit, step.level),
    )


def _quizzes(library: Library, unit: Slug, level: Slug) -> Mapping[Slug, Slug]:
    """Return every level's quizzes of the pages that have one at `level`: opened there, it is theirs that opens."""
    pages = frozenset(library.quiz_pages(unit, level).values())
    return {quiz: page for quiz, page in library.quiz_places(unit).items() if page in pages}


class Lead(Struct, frozen=True):
    """Everyone is led to a page.

    Attributes:
        since: when they were, in UTC.
        page: the page as this trainee has it; None where their level has no such page.
        quiz: the open quiz that is to be answered there; empty for none.
    """

    since: datetime
    page: VisiblePage | None
    quiz: Slug | str = ""


class Following(Struct, frozen=True):
    """What a trainee should see of the room.

    Attributes:
        lead: where everyone is led; None where each one goes at their own pace.
        is_there: whether the page that they read is that one.
        quiz_is_closed: whether the page that they read has a quiz that was opened, and is now closed.
        needs_help: whether they wait for help.
        can_ask: whether they can ask for help: the session is not over.
    """

    lead: Lead | None
    is_there: bool
    quiz_is_closed: bool
    needs_help: bool
    can_ask: bool


def following(state: RoomState, seat: Seat, reading: Reading) -> Following:
    """Return what a trainee should see of a room.

    Args:
        state: how the room stands.
        seat: theirs.
        reading: what they read.
    """
    page = seat.page_read(reading)
    lead = _lead(state, seat)
    here = state.time_of(quiz for quiz, where in seat.quizzes.items() if where == page)
    return Following(
        lead=lead,
        is_there=bool(page and lead and lead.page and lead.page.id == page),
        quiz_is_closed=here is not None and here.closed_at is not None,
        needs_help=seat.trainee in state.help,
        can_ask=state.ended_at is None,
    )


def _lead(state: RoomState, seat: Seat) -> Lead | None:
    """Return the last place to which everyone was led, unless it was a quiz that is closed since."""
    pushed = [Lead(state.pushed_at, seat.page(state.page))] if state.pushed_at else []
    opened = [
        Lead(time.opened_at, seat.page(seat.quizzes.get(quiz, "")), quiz)
        for quiz, time in state.quizzes.items()
    ]
    last = max((*pushed, *opened), key=lambda lead: lead.since, default=None)
    return last if last and last.quiz in {"", state.open_quiz} else None
