"""A journey: what one trainee sees, and nothing of another level or unit."""

from datetime import timedelta

import pytest
import sample_catalogue as sample
from msgspec.structs import replace
from stand import NOW, fill

from course_engine.errors import NotFound
from course_engine.store import Database
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library

LIBRARY = Library(sample.sample_catalogue())


@pytest.fixture
def mine(database: Database) -> Journey:
    """The journey of the sample trainee."""
    fill(database)
    return journey(database, LIBRARY, "tr4f2a")


def test_a_unit_is_read_at_the_level_of_the_path(mine: Journey) -> None:
    pages = [page.id for page in mine.variant("messagerie").pages]
    assert pages == ["adresse", "piege", "courrier", "quiz", "echanges"]


@pytest.mark.parametrize("unit", ["secret", "inconnue"])
def test_a_unit_outside_the_path_is_not_there(mine: Journey, unit: str) -> None:
    with pytest.raises(NotFound):
        mine.variant(unit)


def test_a_quiz_asks_the_questions_of_the_level(mine: Journey) -> None:
    place = mine.quiz("messagerie")
    assert (place.unit, place.page, place.level) == ("messagerie", "quiz", "pratique")
    assert [question.id for question in place.questions] == [
        "champ-cci",
        "suspects",
        "piece-jointe",
        "poids",
        "arobase",
    ]
    with pytest.raises(NotFound):
        mine.quiz("inconnu")


def test_the_session_ahead_is_the_one_being_held_then_the_next(mine: Journey) -> None:
    ahead = [mine.session_ahead(NOW + timedelta(hours=hours)) for hours in (-24, 0, 3, 24 * 30)]
    assert [session and session.id for session in ahead] == ["S1", "S1", "S2", None]


def test_a_unit_that_the_course_no_longer_has_leaves_the_path(database: Database) -> None:
    fill(database)
    whole = sample.sample_catalogue()
    units = {unit: content for unit, content in whole.units.items() if unit == "messagerie"}
    mine = journey(database, Library(replace(whole, units=units)), "tr4f2a")
    assert [step.unit for step in (*mine.path.kept, *mine.path.left_out)] == ["messagerie"]


def test_nobody_unknown_has_a_journey(database: Database) -> None:
    with pytest.raises(NotFound, match="st-nobody"):
        journey(database, LIBRARY, "st-nobody")
