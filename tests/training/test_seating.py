"""Seats: whatever is asked for, in whatever order, no rule is ever broken."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.training import Enrolment, EnrolmentStatus, HalfDay, TrainingSession
from course_engine.training.seating import CONFIRMED, WAITING, Seating


def session(key: str, begins: int, capacity: int) -> TrainingSession:
    return TrainingSession(
        id=key,
        unit="web",
        day=date(2027, 3, 26),
        half_day=HalfDay.MORNING,
        begins=time(begins),
        ends=time(begins + 3),
        place="Salle",
        capacity=capacity,
        animator="A",
    )


SESSIONS = {"S1": session("S1", 9, 2), "S2": session("S2", 11, 1), "S3": session("S3", 14, 1)}
PLACES = [Enrolment(session=key, trainee=f"tr-{name}") for key in SESSIONS for name in "abcd"]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(EnrolmentStatus)), max_size=60))
def test_no_session_overflows_nobody_is_in_two_and_nobody_confirmed_is_made_to_wait(
    asked: list[tuple[Enrolment, EnrolmentStatus]],
) -> None:
    seating = Seating(SESSIONS, {}, lambda _place: False)
    for place, status in asked:
        before = seating.status(place)
        if any(objection.forbids for objection in seating.objections(place, status)):
            continue
        assert not (before is CONFIRMED and status is WAITING)
        seating.take(place, status)
        confirmed = [one for one in PLACES if seating.status(one) is CONFIRMED]
        for key, one in SESSIONS.items():
            assert sum(other.session == key for other in confirmed) == one.capacity - seating.free(key)
            assert seating.free(key) >= 0
        meanwhile = [one.trainee for one in confirmed if one.session in {"S1", "S2"}]
        assert len(meanwhile) == len(set(meanwhile))
