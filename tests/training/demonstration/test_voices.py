"""What the demonstration's people answer: always the same, once, and neither all right nor all wrong."""

import the_room
from stand import NOW
from territory import catalogue
from the_room import PEOPLE, SESSION

from course_engine.store import Database
from course_engine.training.demonstration.voices import ANSWERED_IN_ROOM, Voices
from course_engine.training.library import Library


def fractions(database: Database) -> list[float]:
    """Return what the answers of a room earned."""
    with database.reading() as records:
        return [one.score.fraction for who in PEOPLE for one in records.answers.of_trainee(who)]


def test_some_of_a_room_have_answered_its_first_questions_once(database: Database) -> None:
    the_room.settle(database)
    voices = Voices(database, Library(catalogue()))
    for _time in range(2):
        voices.of_those_in_room(SESSION, PEOPLE)
    earned = fractions(database)
    assert len(earned) == ANSWERED_IN_ROOM * len(PEOPLE)
    assert 0 < sum(fraction == 1 for fraction in earned) < len(earned)


def test_who_followed_nothing_says_nothing(database: Database) -> None:
    the_room.settle(database)
    voices = Voices(database, Library(catalogue()))
    assert voices.of_those_whose_sessions_are_over(PEOPLE, now=NOW) == 0
    assert fractions(database) == []
