"""Where an objective is worked on, and how it is said to a trainee."""

from debriefs import library
from sample_catalogue import sample_catalogue

from course_engine.training.debrief.objectives import in_their_words, pages_for, units_for

COURSE = library()


def test_the_units_that_have_an_objective_are_found_in_the_order_of_the_programme() -> None:
    assert [unit.id for unit in units_for(COURSE.catalogue, "projet")] == ["dematerialisation"]
    assert units_for(COURSE.catalogue, "inconnu") == ()


def test_the_pages_are_those_that_its_questions_point_to_each_once() -> None:
    found = [(page.unit, page.page, page.level) for page in pages_for(COURSE, "projet")]
    assert found[0] == ("dematerialisation", "premiers-pas", "decouverte")
    assert len(found) == len(set(found))


def test_an_objective_is_said_as_the_questionnaire_asked_for_it() -> None:
    assert in_their_words(COURSE.catalogue)["messagerie"] == "Écrire, recevoir et classer mes courriels"


def test_or_as_the_programme_says_it_where_it_was_not_asked_for() -> None:
    assert in_their_words(sample_catalogue()) == {"messagerie": "Envoyer et recevoir du courrier"}
