"""Cells: every way an office writes a date or an hour, and what is not one."""

from datetime import date, time

import pytest

from course_engine.exchange import csv_values as values
from course_engine.exchange.csv_table import Place, RowReader
from course_engine.model.training import HalfDay


def row(cell: str) -> RowReader:
    return RowReader(Place("f.csv", 2, {"c": 1}), {"c": cell})


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("9:00", time(9)),
        ("09:00:00", time(9)),
        ("9h", time(9)),
        ("9 h 40", time(9, 40)),
        ("9\u00a0h\u00a040", time(9, 40)),
        ("18H30", time(18, 30)),
    ],
)
def test_hours(written: str, hour: time) -> None:
    assert values.hour(row(written), "c", required=True) == hour


@pytest.mark.parametrize(
    ("written", "day"),
    [("12/03/2027", date(2027, 3, 12)), ("1/3/2027", date(2027, 3, 1)), ("2027-03-12", date(2027, 3, 12))],
)
def test_dates(written: str, day: date) -> None:
    assert values.day(row(written), "c") == day


@pytest.mark.parametrize("written", ["25:00", "9", "9:5", "midi", "9:60", "-1:00"])
def test_what_is_not_an_hour_is_quoted(written: str) -> None:
    reader = row(written)
    assert values.hour(reader, "c", required=True) is None
    (problem,) = reader.problems
    assert (problem.code, problem.line, problem.column) == ("CSV202", 2, 1)
    assert written in problem.message


@pytest.mark.parametrize("written", ["31/02/2027", "12/03/27", "mars", "12-03-2027"])
def test_what_is_not_a_date_is_quoted(written: str) -> None:
    reader = row(written)
    assert values.day(reader, "c") is None
    assert [problem.code for problem in reader.problems] == ["CSV202"]


@pytest.mark.parametrize("written", ["0", "-3", "12,5", "douze", "12345"])
def test_what_is_not_a_whole_number_is_refused(written: str) -> None:
    reader = row(written)
    assert values.whole_number(reader, "c") is None
    assert [problem.code for problem in reader.problems] == ["CSV202"]


def test_words_are_read_without_case_and_accents() -> None:
    assert values.word(row("Après midi"), "c", HalfDay) is HalfDay.AFTERNOON


def test_an_empty_cell_and_a_long_one_are_refused() -> None:
    empty, long = row(""), row("a" * 201)
    assert (values.text(empty, "c"), values.text(long, "c")) == ("", "")
    assert [empty.problems[0].code, long.problems[0].code] == ["CSV201", "CSV202"]
