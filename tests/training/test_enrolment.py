"""Enrolment: places given, waited for, taken back; each decision is a fact, none happens by itself."""

from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace
from stand import NOW, fill, registrant

from course_engine.errors import DecisionRefused, NotFound
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.model.training import Enrolment
from course_engine.store import Database
from course_engine.training.enrolment import (
    Ruling,
    cancel,
    enrol,
    put_on_waiting_list,
)
from course_engine.training.record import import_sheets
from course_engine.training.registration import register
from course_engine.training.seating import CONFIRMED, WAITING, Seating

RULING = Ruling("animatrice", NOW + timedelta(seconds=1), Random(7), "sur place")
SHEET = "seance;stagiaire;nom;prenom;arrivee;depart;signature\nS1;tr4f2a;Exemple;Camille;9:00;12:00;oui\n"


def place(trainee: str, session: str = "S1") -> Enrolment:
    return Enrolment(session=session, trainee=trainee)


def names(database: Database) -> tuple[list[str], list[str], int]:
    with database.reading() as records:
        listed = {
            place.trainee: fact.status
            for place, fact in records.schedule.standing().items()
            if place.session == "S1"
        }
        free = Seating.of(records).free("S1")
    confirmed = [trainee for trainee, status in listed.items() if status is CONFIRMED]
    return confirmed, [trainee for trainee, status in listed.items() if status is WAITING], free


@pytest.fixture
def full(database: Database) -> None:
    """S1 has two seats, and two people; two others are registered."""
    fill(database)
    people = [registrant(f"tr-{name}") for name in "abc"]
    register(database, people, now=NOW, rng=Random(4))
    with database.writing() as records:
        session = records.schedule.sessions()["S1"]
        records.schedule.replace_session(session.model_copy(update={"capacity": 2}))
    enrol(database, place("tr-a"), RULING)


def test_a_decision_says_who_and_why_and_is_taken_once(database: Database, full: None) -> None:
    enrol(database, place("tr-a"), RULING)
    with database.reading() as records:
        (fact,) = records.schedule.decisions(trainee="tr-a")
    assert (fact.status, fact.decided_by, fact.reason) == ("confirmee", "animatrice", "sur place")
    assert names(database) == (["tr4f2a", "tr-a"], [], 0)


def test_a_full_session_has_a_waiting_list_first_come_first(database: Database, full: None) -> None:
    with pytest.raises(DecisionRefused, match=r"^La séance .* est complète"):
        enrol(database, place("tr-b"), RULING)
    put_on_waiting_list(database, place("tr-c"), RULING)
    put_on_waiting_list(database, place("tr-b"), replace(RULING, now=NOW + timedelta(minutes=1)))
    assert names(database) == (["tr4f2a", "tr-a"], ["tr-c", "tr-b"], 0)


def test_a_seat_that_becomes_free_is_given_by_a_person_only(database: Database, full: None) -> None:
    put_on_waiting_list(database, place("tr-c"), RULING)
    cancel(database, place("tr-a"), RULING)
    assert names(database) == (["tr4f2a"], ["tr-c"], 1)
    enrol(database, place("tr-c"), RULING)
    assert names(database) == (["tr4f2a", "tr-c"], [], 0)


def test_whoever_comes_back_waits_behind_the_others(database: Database, full: None) -> None:
    for name in ("tr-b", "tr-c"):
        put_on_waiting_list(database, place(name), RULING)
    cancel(database, place("tr-b"), RULING)
    put_on_waiting_list(database, place("tr-b"), RULING)
    assert names(database)[1] == ["tr-c", "tr-b"]


def test_a_confirmed_person_is_not_sent_back_to_the_waiting_list(database: Database, full: None) -> None:
    with pytest.raises(DecisionRefused, match="annulez-la d’abord"):
        put_on_waiting_list(database, place("tr-a"), RULING)


def test_nobody_is_in_two_places_at_a_time(database: Database, full: None) -> None:
    with database.writing() as records:
        session = records.schedule.sessions()["S1"]
        records.schedule.add_session(session.model_copy(update={"id": "S1-bis"}))
    with pytest.raises(DecisionRefused, match="à cette heure-là"):
        enrol(database, place("tr-a", "S1-bis"), RULING)


def test_who_has_no_place_loses_none(database: Database, full: None) -> None:
    with pytest.raises(DecisionRefused, match="n’a pas de place"):
        cancel(database, place("tr-b"), RULING)


def test_who_has_signed_keeps_the_place(database: Database, full: None) -> None:
    sheet = read_sheet(SHEET.encode(), "S1.csv")
    import_sheets(database, [sheet], entered_by="A", now=NOW, rng=Random(8))
    with pytest.raises(DecisionRefused, match="a signé"):
        cancel(database, place("tr4f2a"), RULING)


def test_a_place_is_taken_back_as_it_was_read_or_not_at_all(database: Database, full: None) -> None:
    put_on_waiting_list(database, place("tr-c"), RULING)
    with database.reading() as records:
        read = records.schedule.standing()[place("tr-c")].id
    cancel(database, place("tr-a"), RULING)
    enrol(database, place("tr-c"), RULING)
    with pytest.raises(DecisionRefused, match="entre-temps"):
        cancel(database, place("tr-c"), RULING, seen=read)
    with database.reading() as records:
        read = records.schedule.standing()[place("tr-c")].id
    cancel(database, place("tr-c"), RULING, seen=read)
    assert names(database) == (["tr4f2a"], [], 1)


def test_unknown_people_and_sessions_are_said(database: Database, full: None) -> None:
    with pytest.raises(NotFound, match="S9"):
        enrol(database, place("tr-a", "S9"), RULING)
    with pytest.raises(NotFound, match="tr-z"):
        enrol(database, place("tr-z"), RULING)
