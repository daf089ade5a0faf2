"""Places given one session after the other, then each person's plan made again with the seats that are left.

Quick at any size and never short of an answer: where the solver starts from, and what stands in for it.
"""

from collections import defaultdict
from collections.abc import Mapping

from course_engine.planning.placement.board import Board, Plan
from course_engine.planning.placement.claims import Claim
from course_engine.planning.placement.plans import NEVER, PlanSearch


def successive_plans(board: Board, claims: tuple[Claim, ...]) -> dict[str, Plan]:
    """Return plans by person, filling the sessions in order of time, least-served people first."""
    turns = [_Turn(board, claim, name) for claim in claims for name in claim.people]
    waiting: dict[int, list[_Turn]] = defaultdict(list)
    for turn in turns:
        turn.wait_from(0, waiting)
    for at, seats in enumerate(board.seats_left):
        here = sorted(waiting.pop(at, ()), key=_Turn.rank)
        free = [turn for turn in here if turn.can_take(at)]
        for turn in free[:seats]:
            turn.take(at)
        for turn in here:
            turn.wait_from(at + 1, waiting)
    return {turn.name: tuple(turn.plan) for turn in turns}


def improved(board: Board, claims: tuple[Claim, ...], plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Return plans worth at least as much: whoever misses a unit plans again, until nobody gains.

    The least served first. No unit that is left without a place could then be given one alone.
    """
    improvement = _Improvement(board, plans)
    seekers = {name: (claim, PlanSearch(board, claim)) for claim in claims for name in claim.people}
    while True:
        missing = [
            (claim.held + len(improvement.plans.get(name, ())), name)
            for name, (claim, _search) in seekers.items()
            if len(improvement.plans.get(name, ())) < len(claim.units)
        ]
        if not [name for _served, name in sorted(missing) if improvement.gains(name, *seekers[name])]:
            return improvement.plans


class _Improvement:
    """Plans being improved, and the seats that they leave."""

    def __init__(self, board: Board, plans: Mapping[str, Plan]) -> None:
        self._board = board
        self.plans = dict(plans)
        self._left = board.seats_after(plans.values())

    def gains(self, name: str, claim: Claim, search: PlanSearch) -> bool:
        """Give a person the best plan in the seats left and their own; return whether it is a better one."""
        mine = self.plans.get(name, ())
        worth = [
            -loss if seats or at in mine else NEVER
            for at, (seats, loss) in enumerate(zip(self._left, self._board.losses, strict=True))
        ]
        value, plan = search.best(worth)
        if value <= self._board.worth(claim.held, mine):
            return False
        for at in mine:
            self._left[at] += 1
        for at in plan:
            self._left[at] -= 1
        self.plans[name] = plan
        return True


class _Turn:
    """One person going through the calendar: which unit they wait for, and in which session at the earliest."""

    def __init__(self, board: Board, claim: Claim, name: str) -> None:
        self._board, self._claim = board, claim
        self.name = name
        self.plan: list[int] = []
        self._placed = 0
        self._position = 0
        self._sessions: list[list[int]] = [[] for _unit in claim.units]
        for at, position in claim.openings:
            self._sessions[position].append(at)

    def rank(self) -> tuple[int, int, str]:
        """Who is served first: who has least, then who has fewest other occasions, then by id."""
        return self._claim.held + len(self.plan), len(self._sessions[self._position]), self.name

    def wait_from(self, at: int, waiting: dict[int, list["_Turn"]]) -> None:
        """Wait in the first session from a place on that offers the next unit; pass over units with none."""
        while self._position < len(self._sessions):
            ahead = [session for session in self._sessions[self._position] if session >= at]
            if ahead and not self._claim.lacks(self._position, self._placed):
                self._sessions[self._position] = ahead
                waiting[ahead[0]].append(self)
                return
            self._position += 1

    def can_take(self, at: int) -> bool:
        """Return whether the week and the sessions already taken allow one more."""
        sessions = self._board.sessions
        week = sessions[at].week
        taken = self._claim.busy.get(week, 0) + sum(sessions[other].week == week for other in self.plan)
        return taken < self._board.problem.most_per_week and all(
            sessions[other].end <= sessions[at].start for other in self.plan[-1:]
        )

    def take(self, at: int) -> None:
        """Take a seat, and go on to the next unit."""
        self.plan.append(at)
        self._placed |= 1 << self._position
        self._position += 1
