"""How a room stands: everything that was done in it, folded. Pure; the same acts give the same state."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from course_engine.model.identity import Slug
from course_engine.model.room import RoomAct, RoomActKind

QUIZ_KINDS = frozenset({RoomActKind.QUIZ_OPENED, RoomActKind.QUIZ_CLOSED, RoomActKind.ENDED})
"""The acts that say when quizzes were open: folded alone, they give the same `RoomState.quizzes`."""


class HelpRequest(Struct, frozen=True):
    """Somebody waits for help.

    Attributes:
        page: where they were when they asked; may be empty.
        since: when they asked, in UTC.
    """

    page: str
    since: datetime


class QuizTime(Struct, frozen=True):
    """When a quiz was open to the room, in UTC; `closed_at` is None while it is."""

    opened_at: datetime
    closed_at: datetime | None = None


class RoomState(Struct, frozen=True):
    """What stands in a room, by the acts made so far.

    Attributes:
        begun_at, ended_at: when the animateur said so, in UTC.
        phase: the rank, from 1, of the time of the session that is going on; 0 before the first.
        phases: when each time began, in UTC, by rank; the last time it was begun counts.
        page: the page to which everyone was led; empty where each one goes at their own pace.
        pushed_at: when they were, in UTC; None where they were not.
        quizzes: every quiz that was opened, by its id, in order of first opening.
        results: the quiz whose results the projector shows; empty for none.
        help: who waits for help, the one who has waited longest first.
        notes: what the animateurs wrote, oldest first.
    """

    begun_at: datetime | None = None
    ended_at: datetime | None = None
    phase: int = 0
    phases: Mapping[int, datetime] = field(default_factory=dict)
    page: Slug | str = ""
    pushed_at: datetime | None = None
    quizzes: Mapping[Slug, QuizTime] = field(default_factory=dict)
    results: Slug | str = ""
    help: Mapping[str, HelpRequest] = field(default_factory=dict)
    notes: tuple[RoomAct, ...] = ()

    @property
    def open_quiz(self) -> Slug | None:
        """The quiz that the room is asked to answer now, or None."""
        return next((quiz for quiz, time in self.quizzes.items() if time.closed_at is None), None)

    def time_of(self, together: Iterable[Slug]) -> QuizTime | None:
        """Return when quizzes that a room answers together were open last; None where none of them ever was."""
        times = [self.quizzes[quiz] for quiz in together if quiz in self.quizzes]
        return max(times, key=lambda time: time.opened_at, default=None)

    def is_late(self, together: Iterable[Slug], at: datetime) -> bool:
        """Return whether an answer that comes at `at` comes after its quiz, or another of its page, was closed."""
        time = self.time_of(together)
        return time is not None and time.closed_at is not None and at > time.closed_at


def state_of(acts: Iterable[RoomAct]) -> RoomState:
    """Return how a room stands after some acts, in whatever order they are given."""
    state = RoomState()
    for act in sorted(acts, key=lambda act: (act.at, act.id)):
        state = _after(state, act)
    return state


def _after(state: RoomState, act: RoomAct) -> RoomState:
    return _STEPS[act.kind](state, act)


def _begun(state: RoomState, act: RoomAct) -> RoomState:
    return replace(state, begun_at=state.begun_at or act.at, ended_at=None)


def _phase(state: RoomState, act: RoomAct) -> RoomState:
    rank = int(act.target)
    return replace(_begun(state, act), phase=rank, phases={**state.phases, rank: act.at})


def _quiz_opened(state: RoomState, act: RoomAct) -> RoomState:
    closed = _closed(state, act.at)
    return replace(state, quizzes={**closed, act.target: QuizTime(act.at)}, results="")


def _quiz_closed(state: RoomState, act: RoomAct) -> RoomState:
    return replace(state, quizzes=_closed(state, act.at))


def _closed(state: RoomState, at: datetime) -> Mapping[Slug, QuizTime]:
    """Return the quizzes, the one that was open closed at `at`: a room answers one at a time."""
    return {
        quiz: replace(time, closed_at=at) if time.closed_at is None else time
        for quiz, time in state.quizzes.items()
    }


def _help_asked(state: RoomState, act: RoomAct) -> RoomState:
    if act.trainee is None or act.trainee in state.help:
        return state
    return replace(state, help={**state.help, act.trainee: HelpRequest(act.target, act.at)})


def _help_over(state: RoomState, act: RoomAct) -> RoomState:
    return replace(state, help={who: asked for who, asked in state.help.items() if who != act.trainee})


_STEPS: Mapping[RoomActKind, Callable[[RoomState, RoomAct], RoomState]] = {
    RoomActKind.BEGUN: _begun,
    RoomActKind.PHASE: _phase,
    RoomActKind.PUSHED: lambda state, act: replace(state, page=act.target, pushed_at=act.at),
    RoomActKind.LET_GO: lambda state, _act: replace(state, page="", pushed_at=None),
    RoomActKind.QUIZ_OPENED: _quiz_opened,
    RoomActKind.QUIZ_CLOSED: _quiz_closed,
    RoomActKind.RESULTS_SHOWN: lambda state, act: replace(state, results=act.target),
    RoomActKind.RESULTS_HIDDEN: lambda state, _act: replace(state, results=""),
    RoomActKind.HELP_ASKED: _help_asked,
    RoomActKind.HELP_DROPPED: _help_over,
    RoomActKind.HELP_GIVEN: _help_over,
    RoomActKind.NOTE: lambda state, act: replace(state, notes=(*state.notes, act)),
    RoomActKind.ENDED: lambda state, act: replace(
        state,
        ended_at=act.at,
        page="",
        pushed_at=None,
        quizzes=_closed(state, act.at),
        results="",
        help={},
    ),
}
