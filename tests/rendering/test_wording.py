"""Dates, durations and sizes as a French printer would set them; ␣ stands for a no-break space."""

from datetime import date, time

import pytest

from course_engine.rendering.wording import day_in_words, duration_in_words, size_in_words, time_in_words


def shown(text: str) -> str:
    return text.replace("\u00a0", "␣")


def test_a_day_has_its_weekday_and_keeps_its_number_with_its_month() -> None:
    assert shown(day_in_words(date(2027, 3, 13))) == "samedi 13␣mars 2027"


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert shown(day_in_words(date(2027, 6, 1))) == "mardi 1ᵉʳ␣juin 2027"


@pytest.mark.parametrize(
    ("moment", "words"),
    [(time(9), "9␣h"), (time(13, 30), "13␣h␣30"), (time(18, 5), "18␣h␣05"), (time(0), "0␣h")],
)
def test_an_hour(moment: time, words: str) -> None:
    assert shown(time_in_words(moment)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0␣min"), (45, "45␣min"), (60, "1␣h"), (65, "1␣h␣05"), (90, "1␣h␣30"), (180, "3␣h")],
)
def test_a_duration(minutes: int, words: str) -> None:
    assert shown(duration_in_words(minutes)) == words


@pytest.mark.parametrize(
    ("size", "words"), [(3, "1␣ko"), (12_400, "12␣ko"), (999_400, "999␣ko"), (1_400_000, "1,4␣Mo")]
)
def test_a_size(size: int, words: str) -> None:
    assert shown(size_in_words(size)) == words
