"""People placed in sessions: how near the best, and what it costs.

Three hundred people on one stand, where the solver is used, for several seeds; 2,143 people and the sessions of
eight stands, where it is not. The floor is the plain greedy: seats given session after session, the least served
first. Ratios are to it, in half-days placed and in CPU time.
`python benchmarks/placement.py [people] [stands]` for another size.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from time import process_time

from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.questionnaire import Availability
from course_engine.model.training import HalfDay
from course_engine.planning.placement.board import board_of
from course_engine.planning.placement.claims import claims_of
from course_engine.planning.placement.propose import propose
from course_engine.planning.placement.rules import problems_of
from course_engine.planning.placement.successive import successive_plans

UNITS = tuple(f"unite-{number:02}" for number in range(1, 11))
PREREQUISITES = {2: (1,), 3: (2,), 4: (1,), 7: (6,), 9: (7,)}
CLOSING = UNITS[-1]
MONDAY, WEEKS, SEATS = date(2005, 1, 3), 17, 12
SEEDS = (2005, 2006, 2007)
HOURS = {
    HalfDay.MORNING: (time(9), time(12)),
    HalfDay.AFTERNOON: (time(14), time(17)),
    HalfDay.EVENING: (time(18), time(21)),
    HalfDay.SATURDAY_MORNING: (time(9), time(12)),
}
DAYTIME, EVENING, SATURDAY = Availability
CAN_COME = ((DAYTIME,), (EVENING,), (SATURDAY,), (EVENING, SATURDAY), ())
SHARES = (
    55,
    10,
    5,
    15,
    15,
)  # agents in the daytime, élus in the evening or on Saturday, and whoever comes always


def people(number: int, draw: random.Random) -> Iterator[PersonToPlace]:
    """Paths of two to ten units; a prerequisite is in the path, or waived as for who practises already."""
    for place in range(number):
        chosen = set(draw.sample(range(1, 10), draw.randint(1, 9)))
        for unit in sorted(chosen, reverse=True):
            chosen |= {one for one in PREREQUISITES.get(unit, ()) if draw.random() < 0.6}
        units = [UNITS[unit - 1] for unit in sorted(chosen)] + [CLOSING]
        kinds = draw.choices(CAN_COME, SHARES)[0]
        yield PersonToPlace(id=f"personne-{place:05}", units=tuple(units), availabilities=kinds)


def sessions(stands: int, draw: random.Random) -> Iterator[SessionToFill]:
    """Each week of each stand, seven or eight half-days in the daytime, two evenings, a Saturday morning."""
    daytime = [(day, half) for day in range(5) for half in (HalfDay.MORNING, HalfDay.AFTERNOON)]
    fixed = [(1, HalfDay.EVENING), (3, HalfDay.EVENING), (5, HalfDay.SATURDAY_MORNING)]
    for stand in range(stands):
        given = dict.fromkeys(HalfDay, stand * 3)
        for week in range(WEEKS):
            for day, half_day in sorted([*draw.sample(daytime, 7 + bool(week % 3)), *fixed]):
                step = 1 if (day, half_day) in fixed else 3
                kind = half_day if step == 1 else HalfDay.MORNING
                unit = UNITS[given[kind] * step % len(UNITS)]
                given[kind] += 1
                yield SessionToFill(
                    id=f"S{stand}-{week:02}-{day}-{half_day.value}",
                    unit=unit,
                    day=MONDAY + timedelta(weeks=week, days=day),
                    half_day=half_day,
                    begins=HOURS[half_day][0],
                    ends=HOURS[half_day][1],
                    seats=SEATS,
                )


def problem(number: int, stands: int, seed: int) -> PlacementProblem:
    """A problem of plain ids, the same for the same seed."""
    draw = random.Random(seed)
    return PlacementProblem(
        people=tuple(people(number, draw)),
        sessions=tuple(sessions(stands, draw)),
        prerequisites={
            UNITS[unit - 1]: tuple(UNITS[one - 1] for one in asked) for unit, asked in PREREQUISITES.items()
        },
        closing=CLOSING,
        titles={unit: f"Unité {unit[-2:]}" for unit in UNITS},
    )


def floor(asked: PlacementProblem) -> int:
    """Half-days placed by the plain greedy."""
    board = board_of(asked)
    return sum(map(len, successive_plans(board, claims_of(board)).values()))


def report(number: int, stands: int, seed: int) -> None:
    asked = problem(number, stands, seed)
    start = process_time()
    greedy = floor(asked)
    middle = process_time()
    proposal = propose(asked)
    end = process_time()
    broken, quality = problems_of(proposal.places, asked), proposal.quality
    seats, gap = sum(session.seats for session in asked.sessions), 100 * quality.gap
    print(f"placement: {number} people, {quality.wanted} half-days wanted, {seats} seats, seed {seed}")
    print(f"  {quality.method.value}: {quality.points} points, bound {quality.bound}, gap {gap:.4f} %")
    print(f"  half-days placed {quality.half_days} (greedy {greedy}: ratio {quality.half_days / greedy:.3f})")
    print(
        f"  {end - middle:.1f} s CPU (greedy {middle - start:.2f} s: ratio {(end - middle) / (middle - start):.0f})"
    )
    print(f"  rules broken: {len(broken)}")


def main() -> None:
    if len(sys.argv) > 1:
        report(int(sys.argv[1]), int((*sys.argv, "1")[2]), SEEDS[0])
        return
    for seed in SEEDS:
        report(300, 1, seed)
    report(2_143, 8, SEEDS[0])


if __name__ == "__main__":
    main()
