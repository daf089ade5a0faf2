"""The schedule: imported whole or not at all, with every problem located."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
import sample_catalogue as sample
from stand import NOW, fill, in_a_territory, registrant

from course_engine.errors import InputRefused
from course_engine.exchange.csv_sessions import read_enrolments, read_sessions
from course_engine.model.places import Deployment
from course_engine.store import Database
from course_engine.training.imports import ImportReport
from course_engine.training.registration import register
from course_engine.training.schedule import import_enrolments, import_sessions

UNITS = tuple(sample.sample_catalogue().units)
RNG = Random(5)
SESSIONS = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\n"
LINE = "{id};{unit};26/03/2027;matin;{begins};12:00;Salle;{places};A\n"


def line(session: str, unit: str = "web", begins: str = "9:00", places: int = 2) -> str:
    return LINE.format(id=session, unit=unit, begins=begins, places=places)


def sessions(
    database: Database, *lines: str, header: str = SESSIONS, keep_good: bool = False
) -> ImportReport:
    table = read_sessions((header + "".join(lines)).encode(), "sessions.csv")
    return import_sessions(database, table, units=UNITS, keep_good=keep_good)


def enrolments(
    database: Database, *lines: str, header: str = "seance;stagiaire\n", keep_good: bool = False
) -> ImportReport:
    table = read_enrolments((header + "\n".join(lines)).encode(), "enrolments.csv")
    return import_enrolments(database, table, decided_by="bureau", now=NOW, rng=RNG, keep_good=keep_good)


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


STAYING = SESSIONS.replace("\n", ";sejour\n")
STATES = "seance;stagiaire;etat\n"


def stay(key: str, **changes: object) -> Deployment:
    begins, ends = date(2027, 3, 1), date(2027, 6, 30)
    values = {"stand": f"Stand {key}", "territory": "exemple", "wave": 1, "room": "Salle", "capacity": 10}
    return Deployment.model_validate(values | {"id": key, "begins": begins, "ends": ends} | changes)


@pytest.fixture
def stays(database: Database) -> None:
    """Two stays of two stands."""
    in_a_territory(database)
    with database.writing() as records:
        records.places.save_deployment(stay("s1"))
        records.places.save_deployment(stay("s2"))


@pytest.fixture
def people(database: Database) -> None:
    """Three people, and the session S8 of two places."""
    register(database, [registrant(f"tr-{name}") for name in "abc"], now=NOW, rng=Random(1))
    sessions(database, line("S8"))


def located(report: ImportReport) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in report.problems]


def status(database: Database) -> dict[tuple[str, str], str]:
    with database.reading() as records:
        return {
            (place.session, place.trainee): fact.status for place, fact in records.schedule.standing().items()
        }


def test_a_session_of_a_stay_has_its_room_and_its_seats(database: Database, stays: None) -> None:
    sessions(database, "S8;web;26/03/2027;matin;9:00;12:00;;;A;s1\n", header=STAYING)
    with database.reading() as records:
        session = records.schedule.sessions()["S8"]
    assert (session.place, session.capacity, session.deployment) == ("Salle", 10, "s1")


def test_a_file_that_names_no_stay_leaves_sessions_in_theirs(database: Database, stays: None) -> None:
    sessions(database, "S8;web;26/03/2027;matin;9:00;12:00;Salle;2;A;s1\n", header=STAYING)
    assert sessions(database, line("S8").replace(";Salle;2;", ";Salle;3;")) == ImportReport(changed=1)
    with database.reading() as records:
        assert records.schedule.sessions()["S8"].deployment == "s1"


def test_what_a_session_may_not_be_in_its_stay_is_located(database: Database, stays: None) -> None:
    found = problems(
        lambda: sessions(
            database,
            "S1;web;26/03/2027;matin;9:00;12:00;;;A;s1\n",
            "S2;web;26/03/2027;matin;11:30;13:00;;;A;s1\n",
            "S3;web;26/03/2027;matin;11:30;13:00;;;A;s2\n",
            "S4;web;26/02/2027;matin;9:00;12:00;;;A;s1\n",
            "S5;web;29/03/2027;matin;9:00;12:00;;11;A;s1\n",
            "S6;web;30/03/2027;matin;9:00;12:00;;;A;s9\n",
            "S7;web;31/03/2027;samedi-matin;9:00;12:00;;;A;s1\n",
            header=STAYING,
        )
    )
    assert found == [
        (3, 5, "SE111"),
        (5, 3, "SE109"),
        (6, 8, "SE110"),
        (7, 10, "SE108"),
        (8, 4, "SE115"),
    ]


def test_hours_that_do_not_fit_the_half_day_are_doubtful(database: Database) -> None:
    report = sessions(
        database,
        "S1;web;26/03/2027;matin;11:00;14:30;Salle;9;A\n",
        "S2;web;26/03/2027;soir;16:00;19:00;Salle;9;A\n",
        "S3;web;26/03/2027;apres-midi;9:00;12:00;Salle;9;A\n",
        "S4;web;27/03/2027;matin;9:00;12:00;Salle;9;A\n",
        "S5;web;27/03/2027;samedi-matin;9:00;12:00;Salle;9;A\n",
    )
    assert report.added == 5
    assert located(report) == [(2, 6, "SE117"), (3, 5, "SE117"), (4, 5, "SE117"), (5, 4, "SE116")]


def test_good_sessions_alone_are_taken_where_they_are_asked_for(database: Database) -> None:
    report = sessions(database, line("S8"), line("S9", unit="inconnue"), line("S 1"), keep_good=True)
    assert (report.added, report.refused) == (1, 2)
    assert located(report) == [(3, 2, "SE101"), (4, 1, "CSV202")]
    with database.reading() as records:
        assert list(records.schedule.sessions()) == ["S8"]


def test_nobody_who_has_a_place_is_moved_without_being_asked(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a", "S8;tr-b")
    with pytest.raises(InputRefused) as refusal:
        sessions(database, line("S8", begins="9:30"))
    (problem,) = refusal.value.diagnostics
    assert (problem.line, problem.column, problem.code) == (2, 3, "SE112")
    assert "S8" in problem.message
    assert "(2)" in problem.message
    assert "tr-" not in str(problem)


def test_a_session_with_people_may_change_its_room_and_its_animator(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a")
    assert located(sessions(database, line("S8").replace("Salle;2;A", "Ailleurs;2;A"))) == [(2, 7, "SE113")]
    assert sessions(database, line("S8").replace("Salle;2;A", "Ailleurs;2;B")) == ImportReport(changed=1)


def test_a_session_keeps_a_seat_for_each_person(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a", "S8;tr-b")
    assert problems(lambda: sessions(database, line("S8", places=1))) == [(2, 8, "SE114")]


def test_whoever_is_over_capacity_may_wait_in_the_order_of_the_file(database: Database, people: None) -> None:
    sessions(database, line("S8", places=1))
    assert problems(lambda: enrolments(database, "S8;tr-a", "S8;tr-b")) == [(3, 1, "SE107")]
    lines = ("S8;tr-c;confirmee", "S8;tr-b;liste d’attente", "S8;tr-a;liste d’attente")
    assert enrolments(database, *lines, header=STATES) == ImportReport(added=3)
    assert enrolments(database, *lines, header=STATES) == ImportReport(unchanged=3)
    waiting = [
        trainee for (_session, trainee), state in status(database).items() if state == "liste-d-attente"
    ]
    assert waiting == ["tr-b", "tr-a"]


def test_a_seat_that_a_file_takes_back_is_free_for_its_other_lines(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a", "S8;tr-b")
    report = enrolments(database, "S8;tr-c;", "S8;tr-a;annulee", header=STATES)
    assert (report.added, report.changed) == (1, 1)
    assert status(database)["S8", "tr-a"] == "annulee"


def test_a_file_does_not_undo_what_was_decided_since(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a")
    enrolments(database, "S8;tr-a;annulee", header=STATES)
    assert problems(lambda: enrolments(database, "S8;tr-a")) == [(2, 2, "SE118")]
    assert enrolments(database, "S8;tr-a;confirmee", header=STATES) == ImportReport(changed=1)


def test_what_a_file_may_not_decide_of_a_place_is_located(database: Database, people: None) -> None:
    sessions(database, line("S9"), line("S7", begins="8:00"))
    enrolments(database, "S8;tr-a")
    found = problems(
        lambda: enrolments(
            database,
            "S8;tr-a;liste-d-attente",
            "S9;tr-a;confirmee",
            "S8;tr-b;annulee",
            "S8;tr-c;peut-être",
            header=STATES,
        )
    )
    assert found == [(2, 2, "SE120"), (3, 1, "SE119"), (4, 2, "SE121"), (5, 3, "CSV202")]


def test_a_newcomer_before_those_who_wait_is_doubtful(database: Database, people: None) -> None:
    enrolments(database, "S8;tr-a;liste-d-attente", header=STATES)
    assert located(enrolments(database, "S8;tr-b")) == [(2, 1, "SE122")]
    assert located(enrolments(database, "S8;tr-a;confirmee", header=STATES)) == []


def test_good_enrolments_alone_are_taken_and_bad_ones_take_no_seat(database: Database, people: None) -> None:
    report = enrolments(database, "S8;tr-x", "S8;tr-a", "S8;tr-b", "S8;tr-c", keep_good=True)
    assert (report.added, report.refused) == (2, 2)
    assert located(report) == [(2, 2, "SE105"), (5, 1, "SE107")]
