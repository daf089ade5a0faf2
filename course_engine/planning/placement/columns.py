"""The best proposal, by column generation: a column is a plan that people with one claim may follow.

Only seats and people are left to share out in the linear programme; every rule about one person is in the way
plans are found. That makes its bound tight where session by session it is not (docs/placement.md).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from course_engine.planning.placement.board import Board, Plan
from course_engine.planning.placement.claims import Claim
from course_engine.planning.placement.effort import Effort
from course_engine.planning.placement.highs import LinearProgramme
from course_engine.planning.placement.plans import PlanSearch

ROUNDING = 1e-3
"""Points are whole numbers: less than this is the noise of floating point."""


class Found(NamedTuple):
    """Plans by person, and the points that no plans exceed."""

    plans: Mapping[str, Plan]
    bound: int


class Columns:
    """The shared linear programme of one problem: plans by claim, seats by session, people by claim."""

    def __init__(self, board: Board, claims: tuple[Claim, ...]) -> None:
        self._board, self._claims = board, claims
        self._programme = LinearProgramme()
        self._seats = [self._programme.row(seats) for seats in board.seats_left]
        self._people = [self._programme.row(len(claim.people)) for claim in claims]
        self._known: dict[tuple[int, Plan], int] = {}
        self._searches = [PlanSearch(board, claim) for claim in claims]

    def solve(self, start: Mapping[str, Plan], effort: Effort) -> Found:
        """Return the best plans found, beginning with some that obey every rule."""
        for number, claim in enumerate(self._claims):
            for name in claim.people:
                self._add(number, start.get(name, ()))
        bound = self._generate(effort)
        chosen = self._programme.maximise_whole(self._counts(start), effort.nodes, effort.gap)
        return Found(dict(self._shared_out(chosen)), bound)

    def _generate(self, effort: Effort) -> int:
        """Add columns until none could help, or the rounds are over; return the bound.

        At any prices, seats sold at those prices plus what each person would gain at best bound every
        proposal (Lagrange).
        """
        bound = float("inf")
        for _round in range(effort.rounds):
            reached = self._programme.maximise()
            prices = [max(0.0, price) for price in self._programme.prices()]
            worth = [-loss - price for loss, price in zip(self._board.losses, prices, strict=False)]
            sold = sum(price * left for price, left in zip(prices, self._board.seats_left, strict=False))
            best = [search.best(worth) for search in self._searches]
            claimed = sum(
                value * len(claim.people) for (value, _), claim in zip(best, self._claims, strict=True)
            )
            bound = min(bound, sold + claimed)
            new = [self._add(number, plan) for number, (_value, plan) in enumerate(best)]
            if not any(new) or bound - reached < ROUNDING:
                break
        return int(bound + ROUNDING)

    def _add(self, number: int, plan: Plan) -> bool:
        """Add a plan for a claim; return whether it is a new one."""
        if not plan or (number, plan) in self._known:
            return False
        value = self._board.worth(self._claims[number].held, plan)
        entries = {**dict.fromkeys([self._seats[at] for at in plan], 1.0), self._people[number]: 1.0}
        self._known[number, plan] = self._programme.column(value, float("inf"), entries)
        return True

    def _counts(self, plans: Mapping[str, Plan]) -> list[int]:
        """Return the solution that gives people these plans."""
        followed = Counter(
            (number, plans.get(name, ()))
            for number, claim in enumerate(self._claims)
            for name in claim.people
        )
        return [followed[column] for column in self._known]

    def _shared_out(self, chosen: list[int]) -> Iterator[tuple[str, Plan]]:
        """Give the plans of each claim to its people, the best plan to the first id."""
        plans: list[list[Plan]] = [[] for _claim in self._claims]
        for (number, plan), times in zip(self._known, chosen, strict=True):
            plans[number] += [plan] * times
        for claim, some in zip(self._claims, plans, strict=True):
            some.sort(key=lambda plan: (-self._board.worth(claim.held, plan), plan))
            yield from zip(claim.people, some, strict=False)
