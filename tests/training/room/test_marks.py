"""The marks that are kept from one reading of a room to the next are those that a first reading would give."""

from datetime import timedelta

import pytest
import the_room
from the_room import NOW, OTHER_QUIZ, PEOPLE, QUIZ

from course_engine.store import Database
from course_engine.store.board import Mark
from course_engine.training.room.marks import AGAIN, KEPT, KeptMarks

EVERYBODY = frozenset(PEOPLE)
LATE_COMMIT = AGAIN.total_seconds() / 60


@pytest.fixture
def room(database: Database) -> Database:
    the_room.settle(database)
    the_room.answer(database, "st-anne", "q1", minute=10)
    the_room.answer(database, "st-bruno", "q1", minute=40)
    return database


def read(
    room: Database, kept: KeptMarks, *, after: float = 0, of: frozenset[str] = EVERYBODY, quiz: str = QUIZ
) -> list[tuple[str, str]]:
    """Return whose marks are read, and of what, so many seconds after `NOW`."""
    with room.reading() as records:
        marks: tuple[Mark, ...] = kept.read(records, of, (quiz,), NOW + timedelta(seconds=after))
    return [(mark.trainee, mark.question) for mark in marks]


def test_what_is_new_joins_what_was_known_each_once_in_order(room: Database) -> None:
    kept = KeptMarks()
    read(room, kept)
    the_room.answer(room, "st-anne", "q2", minute=41)
    the_room.answer(room, "st-bruno", "q2", minute=40 - 0.9 * LATE_COMMIT)
    expected = [("st-anne", "q1"), ("st-bruno", "q2"), ("st-bruno", "q1"), ("st-anne", "q2")]
    assert read(room, kept) == read(room, KeptMarks()) == expected


def test_an_older_answer_that_another_stand_brings_shows_once_what_is_kept_is_too_old(room: Database) -> None:
    kept = KeptMarks()
    known = read(room, kept)
    the_room.answer(room, "st-carole", "q1", minute=20)
    assert read(room, kept, after=1) == known
    assert ("st-carole", "q1") in read(room, kept, after=KEPT.total_seconds())


def test_a_clock_that_was_set_back_hides_nothing(room: Database) -> None:
    kept = KeptMarks()
    read(room, kept)
    the_room.answer(room, "st-carole", "q1", minute=-20)
    assert ("st-carole", "q1") in read(room, kept, after=-3600)


def test_other_people_and_other_quizzes_are_read_at_once(room: Database) -> None:
    kept = KeptMarks()
    read(room, kept, of=frozenset({"st-anne"}))
    assert read(room, kept) == [("st-anne", "q1"), ("st-bruno", "q1")]
    assert read(room, kept, quiz=OTHER_QUIZ) == []
