"""Numbers are read exactly, as learners type them."""

from hypothesis import given
from hypothesis import strategies as st

from course_engine.grading.numbers import read_number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_number_is_read_exactly_with_a_comma_or_a_point(number):
    text = f"{number:f}"
    assert read_number(text) == number
    assert read_number(text.replace(".", ",")) == number
    assert read_number("\u00a0" + text.replace("-", "\u2212") + " Mo ", "Mo") == number
