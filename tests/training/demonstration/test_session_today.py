"""The demonstration's session of today: open whenever it is asked for, never begun twice, never undone."""

from datetime import datetime, timedelta
from random import SystemRandom
from zoneinfo import ZoneInfo

import pytest
from stand import account
from territory import TERRITORY, catalogue

from course_engine.exchange.registrations import read_registrations
from course_engine.model.accounts import AccountRole
from course_engine.model.training import Enrolment
from course_engine.store import Database
from course_engine.training.demonstration.sample import sample
from course_engine.training.demonstration.session_today import SEATS, SessionToday, session_at
from course_engine.training.enrolment import Ruling, cancel
from course_engine.training.library import Library
from course_engine.training.room.attending import is_held

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2027, 3, 16, 9, 40, tzinfo=PARIS)
ANIMATOR = account("animatrice", AccountRole.ANIMATOR, territories=(TERRITORY.id,))


@pytest.fixture
def today(database: Database) -> SessionToday:
    with database.writing() as records:
        records.places.save_territory(TERRITORY)
    people = tuple(read_registrations(sample() / "room.json", catalogue()))
    return SessionToday(database, Library(catalogue()), ANIMATOR, people)


@pytest.mark.parametrize("hour", range(24))
def test_the_room_is_open_at_whatever_hour_it_is_asked_for(hour: int) -> None:
    now = MORNING.replace(hour=hour, minute=59)
    session = session_at(now, "messagerie", "Animatrice Exemple")
    assert is_held(session, now)
    assert session.begins < session.ends


def test_twelve_people_have_a_place_and_the_unit_in_their_path(today: SessionToday) -> None:
    session, seated = today.hold(now=MORNING, rng=SystemRandom())
    assert len(seated) == SEATS
    assert all(session.unit in {step.unit for step in one.path.kept} for one in seated)
    with today.database.reading() as records:
        assert {place.session for place in records.schedule.enrolments()} == {session.id}
        assert len(records.schedule.enrolments()) == SEATS


def test_run_again_during_the_session_it_is_the_same_one(today: SessionToday) -> None:
    session, _seated = today.hold(now=MORNING, rng=SystemRandom())
    again, _seated = today.hold(now=MORNING + timedelta(hours=1), rng=SystemRandom())
    assert again == session


def test_run_again_later_another_unit_is_given(today: SessionToday) -> None:
    session, _seated = today.hold(now=MORNING, rng=SystemRandom())
    later, _seated = today.hold(now=MORNING + timedelta(days=40), rng=SystemRandom())
    assert later.unit != session.unit
    assert later.day == session.day + timedelta(days=40)


def test_a_place_that_was_taken_back_by_hand_is_not_given_again(today: SessionToday) -> None:
    session, seated = today.hold(now=MORNING, rng=SystemRandom())
    place = Enrolment(session=session.id, trainee=seated[0].registration.id)
    cancel(today.database, place, Ruling("animatrice", MORNING, SystemRandom()))
    today.hold(now=MORNING + timedelta(minutes=5), rng=SystemRandom())
    with today.database.reading() as records:
        assert place not in records.schedule.enrolments()
