"""The interval of a proportion: that of published tables, honest for small groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.training.figures.intervals import Interval, wilson

WHOLE = Interval(0, 1)


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_it_is_that_of_newcombe_1998_table_1(count: int, base: int, low: float, high: float) -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    assert (round(wilson(count, base).low, 4), round(wilson(count, base).high, 4)) == (low, high)


@given(st.integers(1, 3000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_it_holds_the_proportion_and_stays_between_none_and_all(seen: tuple[int, int]) -> None:
    count, base = seen
    interval = wilson(count, base)
    assert 0 <= interval.low <= count / base + 1e-12
    assert count / base - 1e-12 <= interval.high <= 1


@given(st.integers(1, 500), st.integers(0, 500))
def test_it_is_the_mirror_of_that_of_the_others(base: int, count: int) -> None:
    count = min(count, base)
    mirror = wilson(base - count, base)
    assert wilson(count, base).low == pytest.approx(1 - mirror.high, abs=1e-12)


def test_more_people_make_it_narrower() -> None:
    few, many = wilson(6, 10), wilson(60, 100)
    assert few.high - few.low > many.high - many.low


def test_two_intervals_overlap_where_some_proportion_is_in_both() -> None:
    assert Interval(0.2, 0.5).overlaps(Interval(0.5, 0.9))
    assert WHOLE.overlaps(Interval(0.4, 0.5))
    assert not Interval(0.2, 0.4).overlaps(Interval(0.5, 0.9))
