"""The best plan of one person at given prices: exact, by dynamic programming in order of time.

All that the future depends on is which units are placed and how many sessions the week already has. Bit masks
of units follow the path, so that taking a unit leads from the masks below its bit to the masks where it is the
highest bit: the path's order is the shape of the table.
"""

import bisect
from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from course_engine.planning.placement.board import Board, Plan
from course_engine.planning.placement.claims import Claim
from course_engine.planning.placement.points import gain

Values: TypeAlias = npt.NDArray[np.float64]
Nodes: TypeAlias = npt.NDArray[np.int64]

NEVER = -np.inf
START = -1


class PlanSearch:
    """Finds plans for the people of one claim."""

    def __init__(self, board: Board, claim: Claim) -> None:
        self._board, self._claim = board, claim
        self._most = board.problem.most_per_week
        self._gains = [self._gains_of(position) for position in range(len(claim.units))]

    def best(self, worth: Sequence[float]) -> tuple[float, Plan]:
        """Return the value of the best plan, and the plan.

        Args:
            worth: for each session of the board, what a place there adds to the gain of a half-day;
                minus infinity where there is none.
        """
        table = _Table(len(self._claim.units), self._most)
        sessions = self._board.sessions
        taken = []
        week = None
        for at, position in self._claim.openings:
            if worth[at] == NEVER:
                continue
            session = sessions[at]
            if session.week != week:
                week = session.week
                table.turn(self._claim.busy.get(week, 0))
            table.settle(session.start)
            table.take(position, self._gains[position] + worth[at], session.end)
            taken.append(at)
        value, nodes = table.end()
        return value, tuple(taken[node] for node in nodes)

    def _gains_of(self, position: int) -> Values:
        """Return the gain of taking a unit from each mask below its bit."""
        claim = self._claim
        return np.array(
            [
                NEVER if claim.lacks(position, mask) else gain(claim.held + mask.bit_count())
                for mask in range(1 << position)
            ]
        )


class _Table:
    """The best value for each (sessions in the week, units placed), and how it came about.

    A session taken is known from its end on only, so that sessions may overlap in any way. Each state knows its
    node; the node of a session taken tells the node before it.
    """

    def __init__(self, units: int, most: int) -> None:
        self._most = most
        self._values = np.full((most + 1, 1 << units), NEVER)
        self._values[0, 0] = 0.0
        self._nodes = np.full((most + 1, 1 << units), START, dtype=np.int64)
        self._before: list[Nodes] = []
        self._first: list[int] = []
        self._size = 0
        self._running: list[tuple[datetime, int, Values, int]] = []

    def turn(self, busy: int) -> None:
        """Begin a week in which some sessions are confirmed already."""
        self.settle(None)
        best = self._values.argmax(axis=0)[None, :]
        values = np.take_along_axis(self._values, best, 0)[0]
        nodes = np.take_along_axis(self._nodes, best, 0)[0]
        self._values[:] = NEVER
        self._values[busy], self._nodes[busy] = values, nodes

    def take(self, position: int, gains: Values, end: datetime) -> None:
        """Try one session of the unit in a position, from every state before it."""
        below = 1 << position
        self._running.append((end, position, self._values[: self._most, :below] + gains, self._size))
        self._before.append(self._nodes[: self._most, :below].copy())
        self._first.append(self._size)
        self._size += self._most * below

    def settle(self, now: datetime | None) -> None:
        """Let the sessions that have ended by a time count; all of them without a time."""
        still = []
        for running in self._running:
            end, position, values, first = running
            if now is not None and end > now:
                still.append(running)
                continue
            reached = np.s_[1:, 1 << position : 2 << position]
            better = values > self._values[reached]
            nodes = first + np.arange(values.size).reshape(values.shape)
            np.copyto(self._values[reached], values, where=better)
            np.copyto(self._nodes[reached], nodes, where=better)
        self._running = still

    def end(self) -> tuple[float, list[int]]:
        """Return the best value of all, and which of the sessions taken lead to it, in order of time."""
        self.settle(None)
        best = int(self._values.argmax())
        node = int(self._nodes.flat[best])
        chosen: list[int] = []
        while node != START:
            taken = bisect.bisect_right(self._first, node) - 1
            chosen.append(taken)
            node = int(self._before[taken].flat[node - self._first[taken]])
        return float(self._values.flat[best]), chosen[::-1]
