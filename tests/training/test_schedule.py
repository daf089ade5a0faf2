"""The schedule: imported whole or not at all, with every problem located."""

from collections.abc import Callable
from random import Random

import pytest
import sample_catalogue as sample
from stand import NOW, fill

from course_engine.errors import InputRefused
from course_engine.exchange.csv_sessions import read_enrolments, read_sessions
from course_engine.store import Database
from course_engine.training.schedule import ImportReport, import_enrolments, import_sessions

UNITS = tuple(sample.sample_catalogue().units)
SESSIONS = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\n"
LINE = "{id};{unit};27/03/2027;matin;{begins};12:00;Salle;{places};A\n"


def line(session: str, unit: str = "web", begins: str = "9:00", places: int = 2) -> str:
    return LINE.format(id=session, unit=unit, begins=begins, places=places)


def sessions(database: Database, *lines: str) -> ImportReport:
    table = read_sessions((SESSIONS + "".join(lines)).encode(), "sessions.csv")
    return import_sessions(database, table, units=UNITS)


def enrolments(database: Database, *lines: str) -> ImportReport:
    table = read_enrolments(("seance;stagiaire\n" + "\n".join(lines)).encode(), "enrolments.csv")
    return import_enrolments(database, table, decided_by="bureau", now=NOW, rng=Random(5))


def problems(action: Callable[[], object]) -> list[tuple[int, int, str]]:
    with pytest.raises(InputRefused) as refusal:
        action()
    return [(problem.line, problem.column, problem.code) for problem in refusal.value.diagnostics]


def test_sessions_are_recorded_once_and_moved_while_nobody_has_signed(database: Database) -> None:
    assert sessions(database, line("S8"), line("S9")) == ImportReport(added=2)
    assert sessions(database, line("S8"), line("S9", begins="9:30")) == ImportReport(changed=1, unchanged=1)
    with database.reading() as records:
        assert [f"{session.begins:%H:%M}" for session in records.schedule.sessions().values()] == [
            "09:00",
            "09:30",
        ]


def test_the_problems_of_sessions_are_located_and_nothing_is_recorded(database: Database) -> None:
    found = problems(
        lambda: sessions(database, line("S8"), line("S8"), line("S9", unit="inconnue"), line("S 1"))
    )
    assert found == [(3, 1, "SE102"), (4, 2, "SE101"), (5, 1, "CSV202")]
    with database.reading() as records:
        assert records.schedule.sessions() == {}


def test_enrolments_are_recorded_once(database: Database) -> None:
    fill(database)
    sessions(database, line("S8"))
    assert enrolments(database, "S8;tr4f2a") == ImportReport(added=1)
    assert enrolments(database, "S8;tr4f2a") == ImportReport(unchanged=1)
    with database.reading() as records:
        assert [session.id for session in records.schedule.sessions_of("tr4f2a")] == ["S1", "S2", "S8"]


def test_the_problems_of_enrolments_are_located_and_nothing_is_recorded(database: Database) -> None:
    fill(database)
    sessions(database, line("S8", places=1))
    found = problems(
        lambda: enrolments(database, "S8;tr4f2a", "S8;tr4f2a", "S9;tr4f2a", "S8;st-nobody", "S7;st-nobody")
    )
    assert found == [
        (3, 2, "SE106"),
        (4, 1, "SE104"),
        (5, 1, "SE107"),
        (5, 2, "SE105"),
        (6, 1, "SE104"),
        (6, 2, "SE105"),
    ]
    with database.reading() as records:
        assert [session.id for session in records.schedule.sessions_of("tr4f2a")] == ["S1", "S2"]
