"""How long each kind of record is kept."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.training.retention import Retention, months_after

NOON = datetime(2027, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, (2027, 4, 30)), (-1, (2027, 2, 28)), (11, (2028, 2, 29)), (12, (2028, 3, 31)), (-3, (2026, 12, 31))],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    months: int, day: tuple[int, int, int]
) -> None:
    assert months_after(NOON, months) == datetime(*day, 12, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_months_go_forward_and_never_past_the_next_one(day: date, months: int) -> None:
    instant = datetime.combine(day, time(12), UTC)
    later, next_one = months_after(instant, months), months_after(instant, months + 1)
    assert instant <= later < next_one
    assert next_one - later <= timedelta(days=31)


def test_what_is_kept_for_days_counts_days() -> None:
    retention = Retention(drafts_days=2)
    assert retention.cutoff("drafts_days", NOON) == NOON - timedelta(days=2)
    assert retention.until("drafts_days", NOON) == NOON + timedelta(days=2)
    assert retention.until("register_months", NOON) == NOON.replace(year=2033)


@pytest.mark.parametrize(
    ("months", "words"), [(1, "1\u00a0mois"), (12, "12\u00a0mois"), (72, "6\u00a0ans"), (30, "30\u00a0mois")]
)
def test_periods_are_said_as_people_count(months: int, words: str) -> None:
    assert Retention(register_months=months).in_words("register_months") == words
