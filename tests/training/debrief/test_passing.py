"""Whom an animateur receives for a debrief: who is expected, by name, five minutes each from the practice on."""

from uuid import UUID

import pytest
from debriefs import CLOSING, FORM, library
from stand import place
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, form, settle

from course_engine.errors import NotFound
from course_engine.model.debrief import DebriefView
from course_engine.store import Database
from course_engine.training.debrief.notes import SentView, conclude, say
from course_engine.training.debrief.passing import passing_order
from course_engine.training.journey import journey

COURSE = library()
ANNE, BRUNO = "st-anne", "st-bruno"
OTHER_FORM = UUID("01957a31-0000-7000-8000-000000000002")
VIEW = DebriefView(acquired=("messagerie",))


@pytest.fixture
def database(database: Database) -> Database:
    """Anne and Bruno, expected at the closing session S5."""
    settle(database, [form(BRUNO), form(ANNE, last_name="Zebulon")])
    with database.writing() as records:
        for trainee in (ANNE, BRUNO):
            records.schedule.decide(place("S5", trainee))
    return database


def test_people_are_received_by_name_from_the_practice_on_five_minutes_each(database: Database) -> None:
    say(database, journey(database, COURSE, ANNE), SentView(FORM, VIEW), now=CLOSING)
    met = SentView(OTHER_FORM, VIEW)
    conclude(database, COURSE.catalogue, ANIMATOR, "S5", ANNE, met, now=CLOSING)
    room, people = passing_order(database, COURSE.catalogue, ANIMATOR, "S5")
    assert room.id == "S5"
    assert [
        (one.trainee.id, f"{one.at:%H:%M}", one.has_said, one.concluded is not None) for one in people
    ] == [(BRUNO, "07:30", False, False), (ANNE, "07:35", True, True)]


def test_who_is_not_expected_is_not_in_the_order(database: Database) -> None:
    assert passing_order(database, COURSE.catalogue, ANIMATOR, "S4")[1] == ()


def test_an_animator_of_elsewhere_receives_nobody(database: Database) -> None:
    with pytest.raises(NotFound):
        passing_order(database, COURSE.catalogue, ELSEWHERE_ANIMATOR, "S5")
