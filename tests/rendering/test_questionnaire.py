"""The questionnaire's numbers and letters: what a sheet on paper and the screen call the same thing by."""

import pytest

from course_engine.content import load_course, shapes
from course_engine.content.shaping import made
from course_engine.model.questionnaire import Questionnaire
from course_engine.planning.answers import accepted
from course_engine.rendering.questionnaire import NumberedQuestion, numbered
from course_engine.settings import shipped


def questions(*items: dict[str, object]) -> tuple[NumberedQuestion, ...]:
    sections = [{"titre": "A", "questions": [item]} for item in items]
    form = made(Questionnaire, shapes.Questionnaire, {"titre": "Essai", "sections": sections})
    return tuple(question for section in numbered(form) for question in section.questions)


def ticks(**item: object) -> list[tuple[str, str, str]]:
    (question,) = questions({"id": "essai", "texte": "Essai ?", **item})
    return [(tick.letter, tick.value, tick.text) for tick in question.ticks]


def test_numbers_run_on_from_one_section_to_the_next():
    asked = questions(*({"id": f"q{n}", "texte": "?", "type": "oui-non"} for n in range(3)))
    assert [(question.number, question.item.id) for question in asked] == [(1, "q0"), (2, "q1"), (3, "q2")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("oui-non", [("o", "oui", "Oui"), ("n", "non", "Non")]),
        ("role", [("a", "elu", "Élu ou élue"), ("b", "agent", "Agent ou agente")]),
        (
            "disponibilites",
            [
                ("a", "en-journee", "En journée"),
                ("b", "soiree", "Le soir"),
                ("c", "samedi-matin", "Le samedi matin"),
            ],
        ),
    ],
)
def test_a_question_without_options_of_its_own_has_the_engine_s(kind, expected):
    assert ticks(type=kind) == expected


@pytest.mark.parametrize("kind", ["choix-unique", "choix-multiple"])
def test_options_are_lettered_in_written_order(kind):
    options = [{"id": "jamais", "texte": "Jamais"}, {"id": "souvent", "texte": "Souvent"}]
    assert ticks(type=kind, options=options) == [("a", "jamais", "Jamais"), ("b", "souvent", "Souvent")]


def test_after_z_letters_go_on_in_pairs_and_no_option_is_lost():
    options = [{"id": f"o{n}", "texte": str(n)} for n in range(703)]
    letters = [letter for letter, _value, _text in ticks(type="choix-unique", options=options)]
    assert letters[24:28] == ["y", "z", "aa", "ab"]
    assert letters[700:] == ["zy", "zz", "aaa"]


def test_a_box_stands_for_each_word_that_answers_a_question_of_the_shipped_course():
    for section in numbered(load_course(shipped()).questionnaire):
        for question in section.questions:
            if question.item.type != "disponibilites":
                assert tuple(tick.value for tick in question.ticks) == accepted(question.item)
