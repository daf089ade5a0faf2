"""The recorded draw: what a quiz asked somebody once, it asks them for ever."""

from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace
from sample_catalogue import sample_catalogue
from stand import NOW, fill

from course_engine.model.course import Catalogue
from course_engine.store import Database
from course_engine.training.drawing import record_draws
from course_engine.training.journey import journey
from course_engine.training.library import Library

TRAINEE = "tr4f2a"


def drawing(catalogue: Catalogue, draw: int) -> Catalogue:
    """Return a course whose quizzes draw some of their questions."""
    quizzes = {name: replace(quiz, draw=draw) for name, quiz in catalogue.quizzes.items()}
    return replace(catalogue, quizzes=quizzes)


@pytest.fixture
def library() -> Library:
    return Library(drawing(sample_catalogue(), 1))


def asked(database: Database, library: Library, quiz: str) -> list[str]:
    return [question.id for question in journey(database, library, TRAINEE).quiz(quiz).questions]


def first_quiz(database: Database, library: Library) -> str:
    return min(journey(database, library, TRAINEE).quizzes)


def open_it(database: Database, library: Library, quiz: str, seconds: int = 0) -> None:
    course = journey(database, library, TRAINEE)
    record_draws(database, course, [quiz], now=NOW + timedelta(seconds=seconds), rng=Random(seconds))


def count(database: Database) -> int:
    with database.reading() as records:
        return len(records.draws.of([TRAINEE]).get(TRAINEE, {}))


def test_what_was_drawn_stays_whatever_the_quiz_becomes(database: Database, library: Library) -> None:
    fill(database)
    quiz = first_quiz(database, library)
    open_it(database, library, quiz)
    before = asked(database, library, quiz)
    for draw in (2, 3):
        assert asked(database, Library(drawing(sample_catalogue(), draw)), quiz) == before
    assert asked(database, Library(sample_catalogue()), quiz) == before


def test_a_quiz_that_asks_everything_is_not_recorded(database: Database) -> None:
    fill(database)
    library = Library(sample_catalogue())
    open_it(database, library, first_quiz(database, library))
    assert count(database) == 0


def test_a_quiz_opened_again_is_drawn_once(database: Database, library: Library) -> None:
    fill(database)
    quiz = first_quiz(database, library)
    open_it(database, library, quiz)
    open_it(database, library, quiz, seconds=60)
    assert count(database) == 1


def test_two_windows_that_open_it_together_draw_once(database: Database, library: Library) -> None:
    fill(database)
    quiz = first_quiz(database, library)
    read_before = journey(database, library, TRAINEE)
    open_it(database, library, quiz)
    wider = replace(read_before, library=Library(drawing(sample_catalogue(), 2)))
    standing = record_draws(database, wider, [quiz], now=NOW + timedelta(hours=1), rng=Random(2))
    assert list(standing[quiz]) == asked(database, library, quiz)
    assert count(database) == 1


def test_a_question_that_went_is_asked_no_more(database: Database, library: Library) -> None:
    fill(database)
    quiz = first_quiz(database, library)
    open_it(database, library, quiz)
    (gone, *_rest) = asked(database, library, quiz)
    catalogue = library.catalogue
    kept = tuple(one for one in catalogue.quizzes[quiz].questions if one.id != gone)
    less = {**catalogue.quizzes, quiz: replace(catalogue.quizzes[quiz], questions=kept)}
    assert gone not in asked(database, Library(replace(catalogue, quizzes=less)), quiz)
