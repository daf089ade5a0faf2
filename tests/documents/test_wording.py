"""Dates, hours and durations in French."""

from datetime import date

import pytest

from course_engine.documents import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2027, 3, 1), "1<sup>er</sup>\u00a0mars\u00a02027"),
        (date(2027, 8, 31), "31\u00a0août\u00a02027"),
        (date(2028, 2, 29), "29\u00a0février\u00a02028"),
    ],
)
def test_a_day_stays_on_one_line_and_raises_the_first_of_the_month(value, words):
    assert wording.day(value) == words


def test_the_day_of_the_week_is_in_small_letters():
    assert wording.weekday(date(2027, 3, 13)) == "samedi"
