"""From people, sessions and confirmed places to a proposal: who goes where, why not, how good it is."""

from collections.abc import Mapping
from typing import NamedTuple

from course_engine.model.placement import Method, PlacementProblem, Proposal, Quality
from course_engine.planning.placement.board import Board, Plan, board_of
from course_engine.planning.placement.causes import Outcome, explanations, unplaced
from course_engine.planning.placement.claims import claims_of
from course_engine.planning.placement.effort import Effort
from course_engine.planning.placement.groups import small_groups, waiting_lists
from course_engine.planning.placement.remedies import remedies
from course_engine.planning.placement.words import quality_sentence

DEFAULT_EFFORT = Effort()


class _Solution(NamedTuple):
    method: Method
    plans: Mapping[str, Plan]
    bound: int


def propose(problem: PlacementProblem, effort: Effort = DEFAULT_EFFORT) -> Proposal:
    """Return the best places found for a problem, with everything there is to know before confirming them.

    The same problem, in any order, with the same effort always gives the same proposal.
    """
    board = board_of(problem)
    solution = _solve(board, effort)
    places = board.places(solution.plans)
    outcome = Outcome(board, places)
    missing = unplaced(outcome)
    return Proposal(
        places=places,
        unplaced=missing,
        explanations=explanations(outcome, missing),
        remedies=remedies(outcome),
        small_groups=small_groups(outcome),
        waiting=waiting_lists(outcome),
        quality=_quality(board, solution, len(places), len(missing)),
    )


def _solve(board: Board, effort: Effort) -> _Solution:
    # The solver and the arrays it works on are heavy: only who asks for a proposal loads them.
    from course_engine.planning.placement.columns import Columns
    from course_engine.planning.placement.relaxation import pooled_bound
    from course_engine.planning.placement.successive import improved, successive_plans

    claims = claims_of(board)
    plans: Mapping[str, Plan] = successive_plans(board, claims)
    if not effort.suffices(claims):
        return _Solution(Method.SUCCESSIVE, improved(board, claims, plans), pooled_bound(board, claims))
    found = Columns(board, claims).solve(plans, effort)
    best = max((found.plans, plans), key=board.points)
    return _Solution(Method.SOLVER, improved(board, claims, best), found.bound)


def _quality(board: Board, solution: _Solution, half_days: int, missing: int) -> Quality:
    points, wanted = board.points(solution.plans), half_days + missing
    return Quality(
        method=solution.method,
        points=points,
        bound=solution.bound,
        half_days=half_days,
        wanted=wanted,
        sentence=quality_sentence(solution.method, half_days, wanted, points, solution.bound),
    )
