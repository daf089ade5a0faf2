"""Presence: the latest correction counts, no half-day and no minute counts twice."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.training import Attendance, HalfDay, TrainingSession
from course_engine.training.presence import presences, standing

DAY = date(2027, 3, 16)
MORNING = datetime(2027, 3, 16, 8, tzinfo=UTC)


def session(name: str, half_day: HalfDay = HalfDay.MORNING, begins: int = 9) -> TrainingSession:
    return TrainingSession(
        id=name,
        unit="web",
        day=DAY,
        half_day=half_day,
        begins=time(begins),
        ends=time(begins + 3),
        place="Salle",
        capacity=12,
        animator="A",
    )


SESSIONS = {
    "S1": session("S1"),
    "S2": session("S2"),
    "S3": session("S3", HalfDay.AFTERNOON, begins=12),
}


def fact(
    number: int,
    where: str = "S1",
    begins: int = 0,
    ends: int = 180,
    *,
    entered: int | None = None,
    corrects: int | None = None,
    signed: bool = True,
) -> Attendance:
    """Return a fact; minutes are counted from 9:00 on the stand."""
    return Attendance(
        id=UUID(int=number),
        trainee="tr4f2a",
        session=where,
        half_day=SESSIONS[where].half_day,
        begins=MORNING + timedelta(minutes=begins),
        ends=MORNING + timedelta(minutes=ends),
        signed=signed,
        entered_by="A",
        entered_at=MORNING + timedelta(minutes=number if entered is None else entered),
        corrects=None if corrects is None else UUID(int=corrects),
    )


def minutes(*facts: Attendance) -> list[int]:
    return [
        int((presence.ends - presence.begins).total_seconds() // 60)
        for presence in presences(facts, SESSIONS)
    ]


def test_the_correction_of_a_correction_counts() -> None:
    facts = (fact(1), fact(2, ends=60, corrects=1), fact(3, ends=90, corrects=2))
    assert minutes(*facts) == minutes(*reversed(facts)) == [90]


def test_a_correction_counts_even_when_its_clock_was_late() -> None:
    assert minutes(fact(1, entered=50), fact(2, ends=60, corrects=1, entered=10)) == [60]


def test_of_two_corrections_of_one_fact_the_one_entered_last_counts() -> None:
    assert minutes(fact(1), fact(2, ends=60, corrects=1), fact(3, ends=90, corrects=1)) == [90]


def test_a_signature_taken_back_counts_for_nothing() -> None:
    assert minutes(fact(1), fact(2, ends=0, corrects=1, signed=False)) == []


def test_one_half_day_in_two_sessions_counts_once() -> None:
    assert minutes(fact(1, "S1", 0, 60), fact(2, "S2", 0, 180)) == [180]


def test_what_overlaps_the_half_day_before_is_cut() -> None:
    assert minutes(fact(1, "S1", 0, 200), fact(2, "S3", 180, 360)) == [200, 160]
    assert minutes(fact(1, "S1", 0, 400), fact(2, "S3", 180, 360)) == [400]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(SESSIONS)), st.integers(0, 300), st.integers(1, 120), st.integers(-1, 4)
        ),
        max_size=6,
    )
)
def test_whatever_the_facts_and_their_order_no_minute_counts_twice(
    rows: list[tuple[str, int, int, int]],
) -> None:
    facts = [
        fact(number, where, begins, begins + length, corrects=corrects if 0 <= corrects < number else None)
        for number, (where, begins, length, corrects) in enumerate(rows)
    ]
    counted = presences(facts, SESSIONS)
    assert counted == presences(facts[::-1], SESSIONS)
    assert all(before.ends <= after.begins for before, after in pairwise(counted))
    assert len(standing(facts)) >= len(counted)
