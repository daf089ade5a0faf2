"""The running order of a session: its four times, what was planned, what happens, what can be shortened.

All in whole minutes of the session, from 0 at its first hour: a running order is read at a glance.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from course_engine.model.course import Phase, PhaseKind
from course_engine.model.training import TrainingSession
from course_engine.training.room.state import RoomState
from course_engine.training.stand_time import in_utc

ON_TIME = 2
"""Up to how many minutes, early or late, a session is on time: nobody need change anything."""
LEAST_TALK = 10
"""Minutes of exchanges that are always kept, where as many were planned."""


class Progress(StrEnum):
    """Where one time of a session is."""

    DONE = "done"
    GOING_ON = "going-on"
    AHEAD = "ahead"


class Time(Struct, frozen=True):
    """One of the times of a session.

    Attributes:
        rank: from 1.
        begins, ends: its target hours, in UTC.
        begun_at: when it really began, in UTC; None where it did not.
    """

    rank: int
    kind: PhaseKind
    begins: datetime
    ends: datetime
    progress: Progress
    begun_at: datetime | None

    @property
    def minutes(self) -> int:
        """How long it should last."""
        return _minutes(self.ends - self.begins)

    @property
    def least(self) -> int:
        """How short it may become: half of it; of exchanges, `LEAST_TALK` at least."""
        half = (self.minutes + 1) // 2
        return min(self.minutes, max(half, LEAST_TALK)) if self.kind is PhaseKind.DISCUSSION else half


class Shortened(Struct, frozen=True):
    """A time that could be made shorter.

    Attributes:
        going_on: whether it is the one that is going on.
        cut: by how many minutes, at least 1.
        left: how long it would then still last, from now for the one that is going on.
        ends: when it would end, in UTC.
    """

    rank: int
    kind: PhaseKind
    going_on: bool
    cut: int
    left: int
    ends: datetime


class RunningOrder(Struct, frozen=True):
    """How a session goes.

    Attributes:
        times: in order; none where the course no longer has the session's unit.
        drift: minutes late; less than 0 when early.
        left: minutes until the target end of the time that is going on, less than 0 beyond it; None outside any.
        shortened: what can be shortened, where the session is late.
        lost: minutes of the drift that no shortening catches up.
    """

    times: tuple[Time, ...]
    drift: int
    left: int | None
    shortened: tuple[Shortened, ...]
    lost: int

    @property
    def is_on_time(self) -> bool:
        """Whether nothing need change."""
        return abs(self.drift) <= ON_TIME


def running_order(
    phases: Sequence[Phase], session: TrainingSession, state: RoomState, now: datetime
) -> RunningOrder:
    """Return how a session goes at `now`, aware.

    Args:
        phases: the times of the session's unit.
        session: its day and hours.
        state: how its room stands.
        now: the hour by which it is judged; after the end, the end counts.
    """
    at = state.ended_at or now
    times = tuple(_times(phases, session, state))
    drift = _drift(times, session, state, at)
    current = _current(times)
    shortened, lost = _shorter(times, drift, at) if drift > ON_TIME and not state.ended_at else ((), 0)
    return RunningOrder(
        times=times,
        drift=drift,
        left=_minutes(current.ends - at) if current else None,
        shortened=shortened,
        lost=lost,
    )


def _times(phases: Sequence[Phase], session: TrainingSession, state: RoomState) -> Iterator[Time]:
    """Yield the times, their targets filling the session's hours in proportion to the minutes of each."""
    first, last = in_utc(session.day, session.begins), in_utc(session.day, session.ends)
    whole, planned = _minutes(last - first), sum(phase.minutes for phase in phases)
    begins, before = first, 0
    for rank, phase in enumerate(phases, start=1):
        before += phase.minutes
        ends = first + timedelta(minutes=round(whole * before / planned))
        progress = _progress(rank, state)
        begun_at = None if progress is Progress.AHEAD else state.phases.get(rank)
        yield Time(rank, phase.kind, begins, ends, progress, begun_at)
        begins = ends


def _progress(rank: int, state: RoomState) -> Progress:
    if state.ended_at is not None or rank < state.phase:
        return Progress.DONE
    return Progress.GOING_ON if rank == state.phase else Progress.AHEAD


def _current(times: Sequence[Time]) -> Time | None:
    return next((time for time in times if time.progress is Progress.GOING_ON), None)


def _drift(times: Sequence[Time], session: TrainingSession, state: RoomState, at: datetime) -> int:
    """Return by how much the session will end late if every time lasts as long as it should.

    Before the first time, it is late by what has passed of its hours; once ended, by when it ended.
    """
    if state.ended_at is not None:
        return _minutes(at - in_utc(session.day, session.ends))
    current = _current(times)
    if current is None or current.begun_at is None:
        return max(0, _minutes(at - in_utc(session.day, session.begins)))
    return max(_minutes(current.begun_at - current.begins), _minutes(at - current.ends))


def _shorter(times: Sequence[Time], drift: int, at: datetime) -> tuple[tuple[Shortened, ...], int]:
    """Return what to shorten, and what of the drift is lost all the same; together they make the drift."""
    remaining = {time.rank: _remaining(time, at) for time in times if time.progress is not Progress.DONE}
    spare = {
        time.rank: max(0, remaining[time.rank] - max(0, time.least - (time.minutes - remaining[time.rank])))
        for time in times
        if time.rank in remaining
    }
    cuts = shared_out(min(drift, sum(spare.values())), spare)
    # From the whole minute: what is said of a minute stays the same while it lasts.
    shortened, ends = [], at.replace(second=0, microsecond=0)
    for time in times:
        if time.rank in remaining:
            left = remaining[time.rank] - cuts[time.rank]
            ends += timedelta(minutes=left)
            if cuts[time.rank]:
                going_on = time.progress is Progress.GOING_ON
                shortened.append(Shortened(time.rank, time.kind, going_on, cuts[time.rank], left, ends))
    return tuple(shortened), drift - sum(cuts.values())


def _remaining(time: Time, at: datetime) -> int:
    """Return how many minutes of a time are still to come if it lasts as long as it should."""
    if time.begun_at is None:
        return time.minutes
    return max(0, time.minutes - _minutes(at - time.begun_at))


def shared_out(amount: int, weights: Mapping[int, int]) -> Mapping[int, int]:
    """Return `amount` shared out in whole parts, in proportion to weights, none above its own weight.

    Args:
        amount: from 0 to the sum of the weights.
        weights: from 0, by what has them.
    """
    whole = sum(weights.values())
    shares, before = {}, 0
    reached = 0
    for name, weight in weights.items():
        before += weight
        upto = amount * before // whole if whole else 0
        shares[name] = upto - reached
        reached = upto
    return shares


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
