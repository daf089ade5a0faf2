"""A bound for problems too large for the solver: seats pooled by week, order and prerequisites left out."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from course_engine.model.identity import Slug
from course_engine.model.placement import kind_of
from course_engine.model.questionnaire import Availability
from course_engine.planning.placement.board import Board
from course_engine.planning.placement.claims import Claim
from course_engine.planning.placement.columns import ROUNDING
from course_engine.planning.placement.highs import LinearProgramme
from course_engine.planning.placement.points import gain

Pool: TypeAlias = tuple[Slug, Availability, int]
"""A unit, a kind of half-day, and the points lost for the week it is in."""

Crowd: TypeAlias = tuple[Availability, ...]
"""People with the same availabilities; empty for any."""


def pooled_bound(board: Board, claims: tuple[Claim, ...]) -> int:
    """Return points that no proposal exceeds.

    Every proposal is a solution of the linear programme made here, worth as much: half-days by claim and by rank,
    units by claim, seats by unit, kind of half-day and week, sessions of a crowd by week.
    """
    programme = LinearProgramme()
    crowds = {person.id: tuple(sorted(person.availabilities)) for person in board.people}
    asked: dict[tuple[Crowd, Slug], int] = {}
    sizes: Counter[Crowd] = Counter()
    for claim in claims:
        crowd = crowds[claim.people[0]]
        sizes[crowd] += len(claim.people)
        mine = programme.row(0.0, 0.0)
        for more in range(len(claim.units)):
            programme.column(gain(claim.held + more), len(claim.people), {mine: 1.0})
        for position in sorted({opening.position for opening in claim.openings}):
            key = crowd, claim.units[position]
            if key not in asked:
                asked[key] = programme.row(0.0, 0.0)
            programme.column(0.0, len(claim.people), {mine: -1.0, asked[key]: 1.0})
    _pour(programme, board, asked, sizes)
    return int(programme.maximise() + ROUNDING)


def _pour(
    programme: LinearProgramme,
    board: Board,
    asked: Mapping[tuple[Crowd, Slug], int],
    sizes: Mapping[Crowd, int],
) -> None:
    """Add the columns that take seats from the pools for what each crowd asks of each unit."""
    pools: dict[Pool, int] = defaultdict(int)
    for session, seats, loss in zip(board.sessions, board.seats_left, board.losses, strict=True):
        pools[session.unit, kind_of(session.half_day), loss] += seats
    filled = {pool: programme.row(seats) for pool, seats in pools.items()}
    weeks: dict[tuple[Crowd, int], int] = {}
    for (crowd, unit), row in asked.items():
        for pool, seats in filled.items():
            pooled_unit, kind, loss = pool
            if pooled_unit != unit or (crowd and kind not in crowd):
                continue
            if (crowd, loss) not in weeks:
                weeks[crowd, loss] = programme.row(board.problem.most_per_week * sizes[crowd])
            programme.column(-loss, float("inf"), {row: -1.0, seats: 1.0, weeks[crowd, loss]: 1.0})
