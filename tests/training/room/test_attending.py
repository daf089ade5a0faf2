from datetime import date, time, timedelta
from pathlib import Path
from random import Random

import pytest
from stand import NOW, fill

from course_engine.exchange.csv_sheets import SHEET_COLUMNS, read_sheet
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.store import open_database
from course_engine.training.record import import_sheets
from course_engine.training.room.attending import has_to_sign, is_held, session_now
from course_engine.training.stand_time import in_utc

DAY = date(2027, 3, 16)


def session(name: str, begins: int, ends: int) -> TrainingSession:
    return TrainingSession(
        id=name,
        unit="messagerie",
        day=DAY,
        half_day=HalfDay.MORNING,
        begins=time(begins),
        ends=time(ends),
        place="Salle d’essai",
        capacity=9,
        animator="Dominique Exemple",
    )


MORNING, AFTERNOON = session("S1", 9, 12), session("S2", 13, 16)


@pytest.mark.parametrize(
    ("hour", "held"),
    [(time(8, 29), False), (time(8, 30), True), (time(12, 59), True), (time(13), False)],
)
def test_a_room_is_open_from_half_an_hour_before_to_an_hour_after(hour: time, held: bool) -> None:
    assert is_held(MORNING, in_utc(DAY, hour)) is held


@pytest.mark.parametrize(
    ("hour", "name"),
    [
        (time(8), None),
        (time(8, 45), "S1"),
        (time(11), "S1"),
        (time(12, 45), "S1"),  # the afternoon has not begun: what comes is still the morning's
        (time(13), "S2"),
        (time(16, 30), "S2"),
    ],
)
def test_the_room_one_is_in_is_the_last_that_has_begun(hour: time, name: str | None) -> None:
    now = in_utc(DAY, hour)
    found = session_now([AFTERNOON, MORNING], now)
    assert (found.id if found else None) == name


def test_another_day_is_another_session() -> None:
    assert session_now([MORNING], in_utc(DAY + timedelta(days=1), time(10))) is None


def test_one_has_to_sign_until_something_stands_of_the_attendance(empty_records: Path) -> None:
    with open_database(empty_records) as database:
        fill(database)
        assert has_to_sign(database, "S1", "tr4f2a")
        sheet = f"{';'.join(SHEET_COLUMNS)}\nS1;tr4f2a;Exemple;Camille;9h;12h;oui".encode()
        import_sheets(database, [read_sheet(sheet, "sheet.csv")], entered_by="A", now=NOW, rng=Random(1))
        assert [has_to_sign(database, name, "tr4f2a") for name in ("S1", "S2")] == [False, True]
