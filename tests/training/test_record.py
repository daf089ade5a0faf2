"""The record: a signed sheet is recorded once; what changes corrects, and leaves a trace."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from stand import NOW, fill, registrant

from course_engine.errors import InputRefused
from course_engine.exchange.csv_sessions import read_sessions
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.store import Database
from course_engine.training.record import AttendanceReport, import_sheets
from course_engine.training.registration import register
from course_engine.training.schedule import import_sessions

HEADER = "seance;stagiaire;nom;prenom;arrivee;depart;signature\n"
SIGNED = "S1;tr4f2a;Exemple;Camille;9:40;12:00;oui"


def sheet(database: Database, *lines: str, day: int = 0) -> AttendanceReport:
    """Import a sheet, typed `day` days after the session."""
    table = read_sheet((HEADER + "\n".join(lines)).encode(), "S1.csv")
    now = NOW + timedelta(days=day)
    return import_sheets(database, [table], entered_by="animatrice", now=now, rng=Random(day))


@pytest.fixture(autouse=True)
def _stand(database: Database) -> None:
    fill(database)


def test_a_signature_is_a_fact_in_utc(database: Database) -> None:
    assert sheet(database, SIGNED) == AttendanceReport(added=1, corrected=(), unchanged=0, absent=0)
    with database.reading() as records:
        (fact,) = records.attendance.of_trainee("tr4f2a")
    assert (fact.begins, fact.ends) == (
        datetime(2027, 3, 13, 8, 40, tzinfo=UTC),
        datetime(2027, 3, 13, 11, 0, tzinfo=UTC),
    )
    assert (fact.minutes, fact.session, fact.half_day) == (140, "S1", "samedi-matin")
    assert (fact.entered_by, fact.entered_at, fact.corrects) == ("animatrice", NOW, None)


def test_summer_hours_are_one_hour_earlier_in_utc(database: Database) -> None:
    lines = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\nS9;web;1/6/2027;soir;18h;21h;Salle;9;A"
    import_sessions(database, read_sessions(lines.encode(), "s.csv"), units=["web"])
    sheet(database, "S9;tr4f2a;Exemple;Camille;18h;21h;oui")
    with database.reading() as records:
        (fact,) = records.attendance.of_trainee("tr4f2a")
    assert fact.begins == datetime(2027, 6, 1, 16, 0, tzinfo=UTC)


def test_the_same_sheet_again_adds_nothing(database: Database) -> None:
    sheet(database, SIGNED)
    assert sheet(database, SIGNED, day=1) == AttendanceReport(0, (), unchanged=1, absent=0)


def test_an_absence_is_no_fact(database: Database) -> None:
    assert sheet(database, "S1;tr4f2a;Exemple;Camille;;;non") == AttendanceReport(0, (), 0, absent=1)
    with database.reading() as records:
        assert records.attendance.of_trainee("tr4f2a") == ()


def test_a_changed_line_corrects_says_so_and_keeps_the_first_fact(database: Database) -> None:
    sheet(database, SIGNED)
    report = sheet(database, SIGNED.replace("9:40", "9:00"), day=1)
    assert report.corrected == ("S1.csv, ligne 2\u00a0: tr4f2a en S1, 09:40-12:00 devient 09:00-12:00",)
    with database.reading() as records:
        first, second = records.attendance.of_trainee("tr4f2a")
    assert second.corrects == first.id
    assert [first.minutes, second.minutes] == [140, 180]
    assert sheet(database, SIGNED.replace("9:40", "9:00"), day=2).unchanged == 1


def test_a_signature_taken_back_and_given_again(database: Database) -> None:
    sheet(database, SIGNED)
    unsigned = sheet(database, "S1;tr4f2a;Exemple;Camille;;;non", day=1)
    assert unsigned.corrected == ("S1.csv, ligne 2\u00a0: tr4f2a en S1, 09:40-12:00 devient non signé",)
    again = sheet(database, SIGNED, day=2)
    assert again.corrected == ("S1.csv, ligne 2\u00a0: tr4f2a en S1, non signé devient 09:40-12:00",)
    with database.reading() as records:
        assert [fact.signed for fact in records.attendance.of_trainee("tr4f2a")] == [True, False, True]


def test_who_comes_without_a_place_signs_too(database: Database) -> None:
    register(database, [registrant("st-guest", last_name="Invité")], now=NOW, rng=Random(8))
    assert sheet(database, "S1;st-guest;INVITE;camille;9:00;12:00;oui").added == 1


def test_every_problem_of_every_line_is_located_and_nothing_is_recorded(database: Database) -> None:
    table = [
        SIGNED,
        SIGNED,
        "S9;st-nobody;Exemple;Camille;9:00;12:00;oui",
        "S2;tr4f2a;Autre;Dominique;9:00;12:00;oui",
        "S1;tr4f2a;Exemple;Camille;8:29;12:31;oui",
        "S1;tr4f2a;Exemple;Camille;9:00;8:00;oui",
    ]
    with pytest.raises(InputRefused) as refusal:
        sheet(database, *table)
    assert [(p.line, p.column, p.code) for p in refusal.value.diagnostics] == [
        (3, 2, "EM102"),
        (4, 1, "SE104"),
        (4, 2, "SE105"),
        (5, 3, "EM101"),
        (5, 4, "EM101"),
        (6, 2, "EM102"),
        (6, 5, "EM103"),
        (6, 6, "EM103"),
        (7, 6, "CSV203"),
    ]
    with database.reading() as records:
        assert records.attendance.of_trainee("tr4f2a") == ()


def test_a_session_that_is_signed_can_no_longer_move(database: Database) -> None:
    sheet(database, SIGNED)
    lines = "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\nS1;messagerie;14/3/2027;matin;9h;12h;Salle;9;A"
    with pytest.raises(InputRefused) as refusal:
        import_sessions(database, read_sessions(lines.encode(), "s.csv"), units=["messagerie"])
    assert [(p.line, p.column, p.code) for p in refusal.value.diagnostics] == [(2, 1, "SE103")]
