"""Sessions and enrolments: good lines become values, bad ones are located."""

from datetime import date, time
from pathlib import Path

import msgspec

from course_engine import training
from course_engine.exchange.csv_sessions import (
    EnrolmentLine,
    SessionLine,
    read_enrolments,
    read_sessions,
    write_sessions,
)
from course_engine.model.training import Enrolment, EnrolmentStatus, HalfDay, TrainingSession

SAMPLE = Path(training.__file__).parent / "sample"
HEADER = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\n"


def test_a_session() -> None:
    line = "S01;messagerie;12/03/2027;matin;9h;12:00;Salle des fêtes;12;Animatrice Exemple\n"
    (row,) = read_sessions((HEADER + line).encode("cp1252"), "sessions.csv").accepted()
    assert row.place.line == 2
    assert row.value == SessionLine(
        id="S01",
        unit="messagerie",
        day=date(2027, 3, 12),
        half_day=HalfDay.MORNING,
        begins=time(9),
        ends=time(12),
        place="Salle des fêtes",
        capacity=12,
        animator="Animatrice Exemple",
    )


def test_a_session_of_a_stay_may_leave_its_room_and_its_places_out() -> None:
    header = HEADER.replace("\n", ";sejour\n")
    line = "S01;messagerie;12/03/2027;matin;9h;12:00;;;Animatrice Exemple;arras-1\n"
    (row,) = read_sessions((header + line).encode(), "sessions.csv").accepted()
    assert (row.value.place, row.value.capacity, row.value.deployment) == (None, None, "arras-1")


def test_a_number_may_have_the_decimals_that_a_spreadsheet_gives_it() -> None:
    line = "S01;messagerie;12/03/2027;matin;9h;12:00;Salle;12,0;A\n"
    (row,) = read_sessions((HEADER + line).encode(), "sessions.csv").accepted()
    assert row.value.capacity == 12


def test_what_is_written_is_read_back() -> None:
    session = TrainingSession(
        id="S01",
        unit="messagerie",
        day=date(2027, 3, 12),
        half_day=HalfDay.MORNING,
        begins=time(9, 5),
        ends=time(12),
        place="Salle ; « des fêtes »",
        capacity=12,
        animator="=A",
        deployment="arras-1",
    )
    (row,) = read_sessions(write_sessions([session]), "sessions.csv").accepted()
    assert TrainingSession.model_validate(msgspec.structs.asdict(row.value)) == session


def test_ten_bad_lines_give_ten_located_errors_and_the_good_ones_are_read() -> None:
    good = "S00;messagerie;12/03/2027;matin;9:00;12:00;Salle;12;A\n"
    bad = [
        "S 1;messagerie;12/03/2027;matin;9:00;12:00;Salle;12;A",
        "S02;Messagerie;12/03/2027;matin;9:00;12:00;Salle;12;A",
        "S03;messagerie;31/02/2027;matin;9:00;12:00;Salle;12;A",
        "S04;messagerie;12/03/2027;nuit;9:00;12:00;Salle;12;A",
        "S05;messagerie;12/03/2027;matin;9;12:00;Salle;12;A",
        "S06;messagerie;12/03/2027;matin;9:00;9:00;Salle;12;A",
        "S07;messagerie;12/03/2027;matin;9:00;12:00;;12;A",
        "S08;messagerie;12/03/2027;matin;9:00;12:00;Salle;0;A",
        "S09;messagerie;12/03/2027;matin;9:00;12:00;Salle;12;",
        "S10;messagerie;12/03/2027;matin;9:00;12:00;Salle;12",
    ]
    table = read_sessions((HEADER + good + "\n".join(bad)).encode(), "sessions.csv")
    assert [row.value.id for row in table.rows] == ["S00"]
    assert [(p.line, p.column, p.code) for p in table.problems] == [
        (3, 1, "CSV202"),
        (4, 2, "CSV202"),
        (5, 3, "CSV202"),
        (6, 4, "CSV202"),
        (7, 5, "CSV202"),
        (8, 6, "CSV203"),
        (9, 7, "CSV201"),
        (10, 8, "CSV202"),
        (11, 9, "CSV201"),
        (12, 8, "CSV104"),
    ]


def test_an_enrolment() -> None:
    (row,) = read_enrolments(b"stagiaire;seance\nst-4k7m2q;S01\n", "e.csv").accepted()
    assert row.value == EnrolmentLine(Enrolment(session="S01", trainee="st-4k7m2q"))


def test_an_enrolment_may_say_what_is_decided() -> None:
    content = "seance;stagiaire;État\nS01;st-4k7m2q;Liste d’attente\nS01;st-abouj5;peut-être\n"
    table = read_enrolments(content.encode("cp1252"), "e.csv")
    assert [row.value.status for row in table.rows] == [EnrolmentStatus.WAITING]
    assert [(p.line, p.column, p.code) for p in table.problems] == [(3, 3, "CSV202")]


def test_the_sample_files_are_read() -> None:
    sessions = read_sessions((SAMPLE / "sessions.csv").read_bytes(), "sessions.csv").accepted()
    enrolments = read_enrolments((SAMPLE / "enrolments.csv").read_bytes(), "enrolments.csv").accepted()
    assert (len(sessions), len(enrolments)) == (7, 44)
