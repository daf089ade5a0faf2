"""What one more session would change, counted and not guessed: people who could attend it as things stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import TypeAlias

from course_engine.model.identity import Slug
from course_engine.model.placement import PersonToPlace, Remedy, SessionToFill, kind_of
from course_engine.model.questionnaire import Availability
from course_engine.model.training import HalfDay
from course_engine.planning.placement.board import Board
from course_engine.planning.placement.causes import Outcome
from course_engine.planning.placement.words import remedy_sentence

Hours: TypeAlias = tuple[time, time]

USUAL_HOURS: Mapping[HalfDay, Hours] = {
    HalfDay.MORNING: (time(9), time(12)),
    HalfDay.AFTERNOON: (time(14), time(17)),
    HalfDay.EVENING: (time(18), time(21)),
    HalfDay.SATURDAY_MORNING: (time(9), time(12)),
}
SATURDAY = 5


def remedies(outcome: Outcome) -> tuple[Remedy, ...]:
    """Return, for each unit and kind of half-day that would place somebody, the best day; most people first.

    Every other place stays as it is, so that each remedy holds on its own.
    """
    missing: dict[Slug, list[PersonToPlace]] = defaultdict(list)
    for person, unit in outcome.without_place():
        missing[unit].append(person)
    dates = list(_dates(outcome.board))
    best: dict[tuple[Slug, Availability], Remedy] = {}
    for unit, people in sorted(missing.items()):
        people.sort(key=lambda person: (outcome.served(person), person.id))
        for model in dates:
            session = model.model_copy(update={"unit": unit})
            remedy = _remedy(outcome, session, people)
            key = unit, kind_of(session.half_day)
            if remedy and (key not in best or len(remedy.trainees) > len(best[key].trainees)):
                best[key] = remedy
    return tuple(sorted(best.values(), key=lambda one: (-len(one.trainees), one.unit, one.half_day)))


def _remedy(outcome: Outcome, session: SessionToFill, people: list[PersonToPlace]) -> Remedy | None:
    placed = [
        person.id
        for person in people
        if person.can_come(session.half_day)
        and outcome.referee.allows(person, session, outcome.diary(person))
    ][: session.seats]
    if not placed:
        return None
    kind = kind_of(session.half_day)
    return Remedy(
        unit=session.unit,
        half_day=session.half_day,
        day=session.day,
        trainees=tuple(placed),
        sentence=remedy_sentence(session.unit, kind, len(placed), session.day, outcome.board.problem),
    )


def _dates(board: Board) -> Iterator[SessionToFill]:
    """Yield a session of no unit for each half-day from the first planned session to the last, in order.

    Its hours and seats are those most often planned.
    """
    if not board.sessions:
        return
    hours = {half_day: _usual_hours(board, half_day) for half_day in HalfDay}
    seats = _most_often([session.seats for session in board.sessions])
    value, last = board.sessions[0].day, board.sessions[-1].day
    while value <= last + timedelta(days=SATURDAY - last.weekday()):
        for half_day in _half_days(value):
            begins, ends = hours[half_day]
            yield SessionToFill(
                id="remedy", unit="none", day=value, half_day=half_day, begins=begins, ends=ends, seats=seats
            )
        value += timedelta(days=1)


def _half_days(value: date) -> tuple[HalfDay, ...]:
    if value.weekday() < SATURDAY:
        return HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.EVENING
    return (HalfDay.SATURDAY_MORNING,) if value.weekday() == SATURDAY else ()


def _usual_hours(board: Board, half_day: HalfDay) -> Hours:
    planned = [(one.begins, one.ends) for one in board.sessions if one.half_day is half_day]
    return Counter(planned).most_common(1)[0][0] if planned else USUAL_HOURS[half_day]


def _most_often(seats: list[int]) -> int:
    return Counter(sorted(seats)).most_common(1)[0][0]
