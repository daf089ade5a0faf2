"""A sheet is read as a screen is, but that its items may be left in the order shown."""

import pytest
from quiz_samples import KEYS, QUESTIONS, RIGHT_VALUES

from course_engine.errors import InvalidResponse
from course_engine.grading import grade
from course_engine.training.paper_answers import read_sheet

BY_ID = {question.id: question for question in QUESTIONS}
ORDERED = ("b", "a", "c", "d")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
def test_every_type_is_read_from_paper_and_graded(question):
    values = ORDERED if question.type == "ordering" else RIGHT_VALUES[question.id]
    score = grade(question, KEYS[question.id], read_sheet(question, values))
    assert score.fraction == (1 if question.is_scored else 0)


def test_items_left_as_a_screen_shows_them_are_an_answer_on_paper():
    shown = tuple(item.letter for item in BY_ID["etapes"].items)
    assert grade(
        BY_ID["etapes"], KEYS["etapes"], read_sheet(BY_ID["etapes"], shown)
    ).fraction == pytest.approx(2 / 3)


@pytest.mark.parametrize("values", [("b", "a", "", "d"), ("b", "b", "c", "d")])
def test_an_order_with_a_place_left_or_taken_twice_is_refused(values):
    question = BY_ID["etapes"]
    with pytest.raises(InvalidResponse, match="Donnez à chaque élément une place"):
        grade(question, KEYS["etapes"], read_sheet(question, values))
