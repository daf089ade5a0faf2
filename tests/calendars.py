"""Small calendars and people, made from few words."""

from datetime import date, time, timedelta
from typing import Any

from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.questionnaire import Availability
from course_engine.model.training import Enrolment, HalfDay

MONDAY = date(2005, 1, 3)
HOURS = {
    "m": (HalfDay.MORNING, time(9), time(12)),
    "a": (HalfDay.AFTERNOON, time(14), time(17)),
    "e": (HalfDay.EVENING, time(18), time(21)),
    "s": (HalfDay.SATURDAY_MORNING, time(9), time(12)),
    "x": (HalfDay.MORNING, time(10), time(13)),
}
KINDS = {"d": Availability.DAYTIME, "e": Availability.EVENING, "s": Availability.SATURDAY_MORNING}
TITLES = {"aa": "Messagerie", "bb": "Recherche", "cc": "Fichiers", "zz": "Bilan"}


def session_of(name: str, unit: str, when: str, seats: int) -> SessionToFill:
    """`when` is a number of days after the first Monday, then m(orning), a(fternoon), e(vening) or s(aturday)."""
    half_day, begins, ends = HOURS[when[-1]]
    day = MONDAY + timedelta(days=int(when[:-1]))
    return SessionToFill(
        id=name, unit=unit, day=day, half_day=half_day, begins=begins, ends=ends, seats=seats
    )


def person_of(name: str, units: str, kinds: str = "", followed: str = "") -> PersonToPlace:
    return PersonToPlace(
        id=name,
        units=tuple(units.split()),
        followed=tuple(followed.split()),
        availabilities=tuple(KINDS[kind] for kind in kinds),
    )


def problem_of(
    people: dict[str, Any], sessions: dict[str, tuple[str, str, int]], confirmed: str = "", **facts: Any
) -> PlacementProblem:
    """`confirmed` is « session person, session person »; a person is its units, or (units, kinds, followed)."""
    return PlacementProblem(
        people=tuple(
            person_of(name, *([facts_of] if isinstance(facts_of, str) else facts_of))
            for name, facts_of in people.items()
        ),
        sessions=tuple(session_of(name, *facts_of) for name, facts_of in sessions.items()),
        confirmed=tuple(
            Enrolment(session=pair.split()[0], trainee=pair.split()[1])
            for pair in confirmed.split(",")
            if pair
        ),
        titles=TITLES,
        **facts,
    )
