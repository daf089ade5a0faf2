"""People placed in sessions: what the solver adds to giving seats session after session, and what it costs.

Three hundred people on one stand, with the solver; 2,143 people on eight, where seats are given successively.
`python benchmarks/placement.py [people] [stands]` for another size.
"""

import random
from collections.abc import Iterator
from datetime import date, time, timedelta

from course_engine.model.path import Availability
from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.training import HalfDay

UNITS = tuple(f"unite-{number:02}" for number in range(1, 11))
PREREQUISITES = {2: (1,), 3: (2,), 4: (1,), 7: (6,), 9: (7,)}
CLOSING = UNITS[-1]
MONDAY, WEEKS, SEATS = date(2005, 1, 3), 17, 12
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


def problem(number: int, stands: int, seed: int = 2005) -> PlacementProblem:
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
