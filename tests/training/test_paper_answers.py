"""A sheet is read as a screen is, but that its items may be left in the order shown; the vectors hold on paper."""

import pytest
from msgspec import convert
from quiz_samples import KEYS, QUESTIONS, RIGHT_VALUES
from vector_files import GRADING_VECTORS, QUESTION_TYPES

from course_engine.errors import InvalidResponse
from course_engine.grading.judging import grade
from course_engine.model.quiz import AnswerKey, Question
from course_engine.model.response import Score
from course_engine.training.paper_answers import read_sheet

BY_ID = {question.id: question for question in QUESTIONS}
ORDERED = ("b", "a", "c", "d")


def by_place(question, places, told):
    """What stands on each line, a blank where nothing is told; nothing where it is told of no line, or is empty."""
    letters = [place["letter"] for place in question[places]]
    is_sayable = set(told) <= set(letters) and all(told.values())
    return tuple(told.get(letter, "") for letter in letters) if is_sayable else ()


def on_a_sheet(question, response):
    """What is keyed in of a response; nothing where a sheet is blank, or cannot say it."""
    match response:
        case {"pairs": pairs}:
            return by_place(question, "rows", pairs)
        case {"gaps": gaps}:
            return by_place(question, "gaps", gaps)
        case {"value": value}:
            return (str(value).lower(),)
    (said,) = (value for name, value in response.items() if name != "type")
    values = (said,) if isinstance(said, str) else tuple(said)
    return values if all(value.strip() for value in values) else ()


ON_PAPER = [
    pytest.param(vector, values, id=f"{kind}: {vector['title']}")
    for kind, vector in GRADING_VECTORS
    if vector["response"]["type"] == kind
    and any(values := on_a_sheet(vector["question"], vector["response"]))
]


@pytest.mark.parametrize(("vector", "values"), ON_PAPER)
def test_what_is_keyed_in_is_worth_what_the_vector_says(vector, values):
    question, key = convert(vector["question"], Question), convert(vector["key"], AnswerKey)
    if isinstance(vector["expected"], str):
        with pytest.raises(InvalidResponse) as refusal:
            grade(question, key, read_sheet(question, values))
        assert str(refusal.value) == vector["expected"]
    else:
        assert grade(question, key, read_sheet(question, values)) == Score(**vector["expected"])


def test_the_vectors_on_paper_are_of_every_type_and_nearly_all():
    assert {vector.values[0]["response"]["type"] for vector in ON_PAPER} == set(QUESTION_TYPES)
    assert len(ON_PAPER) > 0.9 * len(GRADING_VECTORS)


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
