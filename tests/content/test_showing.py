"""What can be shown of a course that has errors."""

import pytest

from course_engine.model.variant import variant

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"


def test_a_course_without_errors_is_shown_as_it_is(course):
    compilation = course.compile()
    assert compilation.shown is compilation.catalogue is not None


def test_a_question_with_an_error_is_set_aside_with_its_key(course):
    shown = course.change(QUIZ, "- [x] Cci", "- [ ] Cci").compile().shown
    assert [question.id for question in shown.quizzes["courriel"].questions] == ["piece-jointe"]
    assert list(shown.keys) == ["piece-jointe"]
    assert list(shown.units) == ["courriel"]


def test_a_question_that_stands_twice_is_shown_once(course):
    course.question("## Encore ? {#piece-jointe}\n\n= faux")
    shown = course.compile().shown
    assert [question.id for question in shown.quizzes["courriel"].questions] == ["champ-cci", "piece-jointe"]
    assert shown.keys["piece-jointe"].right is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("duree: 3 h", "duree: 2 h"),
        ("domaine: communication", "domaine: Inconnu"),
        ("niveaux: [decouverte, pratique]", "niveaux: [decouverte, pratique, inconnu]"),
        ("images/ecran.svg", "images/absent.svg"),
        ("Que ferez-vous demain ?", "Que ferez-vous[^sans] demain ?"),
        ("titre: Écrire un courriel\n", ""),
    ],
)
def test_a_unit_with_an_error_is_shown_at_each_level(course, old, new):
    compilation = course.change(UNIT, old, new).compile()
    assert compilation.catalogue is None
    unit = compilation.shown.units["courriel"]
    assert [variant(unit, level).pages != () for level in ("decouverte", "pratique")] == [True, True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Laissez-les chercher.\n:::\n", "Laissez-les chercher.\n"),
        ("::: animateur\nLaissez-les", "Laissez-les"),
        ("::: animateur", "::: animateurs"),
        ("::: animateur", "::: niveau"),
    ],
    ids=["never closed", "never opened", "unknown", "another"],
)
def test_a_text_whose_container_is_wrong_is_shown_with_the_others(course, old, new):
    shown = course.change(UNIT, old, new).compile().shown
    seen = repr(shown.units["courriel"])
    assert "Laissez-les chercher." in seen
    assert "règles de tri" not in repr(variant(shown.units["courriel"], "decouverte"))


@pytest.mark.parametrize("before", ["# Apport", "## Lire un courriel {#lire}"])
def test_a_container_that_is_wrong_makes_no_page(course, before):
    pages = [page.id for page in course.catalogue().units["courriel"].pages]
    shown = course.change(UNIT, before, f":::\n\n{before}").compile().shown
    assert [page.id for page in shown.units["courriel"].pages] == pages


def test_a_unit_that_cannot_be_read_leaves_no_place_in_the_programme(course):
    shown = course.write(UNIT, b"\xff\xfea\0").compile().shown
    assert (dict(shown.units), shown.programme.unit_order) == ({}, ())
    assert [part.units for part in shown.programme.series] == [()]


def test_a_quiz_with_a_container_is_set_aside(course):
    shown = course.question("## Encore ? {#encore}\n\n::: animateur\nSecret.\n:::\n\n= vrai").compile().shown
    assert dict(shown.quizzes) == {}


def test_nothing_is_shown_of_a_programme_that_cannot_be_read(course):
    assert course.write(PROGRAMME, "id: [").compile().shown is None


def test_pages_are_shown_while_the_questionnaire_cannot_be_read(course):
    shown = course.write("modules/questionnaire.yml", "titre: [").compile().shown
    assert (list(shown.units), shown.questionnaire.sections) == (["courriel"], ())
