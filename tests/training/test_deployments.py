"""Stays of stands: no stand in two places, no stay that would leave its sessions out."""

from collections.abc import Sequence

import pytest
from stand import in_a_territory

from course_engine.errors import InputRefused
from course_engine.exchange.csv_deployments import read_deployments
from course_engine.exchange.csv_sessions import read_sessions
from course_engine.store import Database
from course_engine.training.deployments import import_deployments
from course_engine.training.imports import ImportReport
from course_engine.training.schedule import import_sessions

HEADER = "sejour;stand;territoire;vague;debut;fin;salle;places\n"
SESSIONS = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur;sejour\n"


def stay(key: str, begins: str, ends: str, stand: str = "Stand 1", places: int = 12) -> str:
    return f"{key};{stand};exemple;1;{begins};{ends};Salle;{places}"


FIRST = stay("s1", "04/01/2027", "30/04/2027")
SECOND = stay("s2", "03/05/2027", "31/08/2027")


def imported(database: Database, *lines: str, keep_good: bool = False) -> ImportReport:
    table = read_deployments((HEADER + "\n".join(lines)).encode(), "d.csv")
    return import_deployments(database, table, keep_good=keep_good)


def places(report: ImportReport | InputRefused) -> Sequence[tuple[int, int, str]]:
    problems = report.problems if isinstance(report, ImportReport) else report.diagnostics
    return [(problem.line, problem.column, problem.code) for problem in problems]


def refused(database: Database, *lines: str) -> Sequence[tuple[int, int, str]]:
    with pytest.raises(InputRefused) as refusal:
        imported(database, *lines)
    return places(refusal.value)


@pytest.fixture(autouse=True)
def _territory(database: Database) -> None:
    in_a_territory(database)


def stays(database: Database) -> dict[str, str]:
    with database.reading() as records:
        return {key: f"{one.begins:%d/%m}" for key, one in records.places.deployments().items()}


def test_stays_are_recorded_once_and_may_change(database: Database) -> None:
    assert imported(database, FIRST, SECOND) == ImportReport(added=2)
    assert imported(database, FIRST, SECOND) == ImportReport(unchanged=2)
    assert imported(database, stay("s1", "05/01/2027", "30/04/2027")) == ImportReport(changed=1)


def test_a_stand_is_in_one_place_at_a_time(database: Database) -> None:
    imported(database, FIRST)
    assert refused(database, stay("s2", "30/04/2027", "31/08/2027")) == [(2, 5, "DE103")]
    assert imported(database, stay("s2", "30/04/2027", "31/08/2027", stand="Stand 2")).added == 1


def test_problems_are_located(database: Database) -> None:
    lost = FIRST.replace(";exemple;", ";ailleurs;")
    assert refused(database, lost, SECOND, SECOND) == [(2, 3, "DE101"), (4, 1, "DE102")]
    assert stays(database) == {}


@pytest.mark.parametrize("ends", ["31/01/2027", "30/06/2027"])
def test_a_stay_that_is_not_four_months_long_is_doubtful(database: Database, ends: str) -> None:
    assert places(imported(database, stay("s1", "04/01/2027", ends))) == [(2, 6, "DE104")]


def test_two_stays_may_change_places_in_one_file(database: Database) -> None:
    imported(database, FIRST, SECOND)
    swapped = [stay("s1", "03/05/2027", "31/08/2027"), stay("s2", "04/01/2027", "30/04/2027")]
    assert imported(database, *swapped) == ImportReport(changed=2)


def test_what_a_refused_line_would_have_replaced_still_stands(database: Database) -> None:
    imported(database, FIRST, SECOND)
    lost = stay("s1", "03/05/2027", "31/08/2027").replace(";exemple;", ";ailleurs;")
    report = imported(database, lost, stay("s2", "04/01/2027", "30/04/2027"), keep_good=True)
    assert places(report) == [(2, 3, "DE101"), (3, 5, "DE103")]
    assert (report.changed, report.refused) == (0, 2)
    assert stays(database) == {"s1": "04/01", "s2": "03/05"}


def test_a_stay_keeps_its_sessions_in_and_their_seats(database: Database) -> None:
    imported(database, FIRST)
    line = "S1;web;15/01/2027;matin;9:00;12:00;;;A;s1"
    import_sessions(database, read_sessions((SESSIONS + line).encode(), "s.csv"), units=["web"])
    assert refused(database, stay("s1", "18/01/2027", "30/04/2027", places=11)) == [
        (2, 5, "DE105"),
        (2, 8, "DE106"),
    ]
