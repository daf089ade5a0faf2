"""Responses are read and graded as the vectors say; what is no answer is asked again, never scored."""

import pytest
from msgspec import convert
from pydantic import TypeAdapter
from vector_files import (
    FORM_VECTORS,
    GRADING_VECTORS,
    OUTCOME_VECTORS,
    QUESTION_TYPES,
    SENTENCES,
    length_vectors,
    read_vectors,
)

from course_engine.errors import InvalidResponse
from course_engine.grading.credit import passed, percentage
from course_engine.grading.judging import grade, read_response
from course_engine.grading.outcomes import outcomes
from course_engine.model.quiz import AnswerKey, CreditRule, Question, SingleChoiceKey, TrueFalse
from course_engine.model.response import Response, Score, TrueFalseResponse

RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
BY_RULE = {
    "multiple-choice": set(CreditRule),
    "matching": set(CreditRule),
    "cloze": set(CreditRule),
    "ordering": {CreditRule.OFF, CreditRule.EACH_ANSWER},
}


def named(vectors):
    return [pytest.param(vector, id=f"{kind}: {vector['title']}") for kind, vector in vectors]


@pytest.mark.parametrize("vector", named(GRADING_VECTORS))
def test_a_response_is_worth_what_the_vector_says(vector):
    question = convert(vector["question"], Question)
    key = convert(vector["key"], AnswerKey)
    response = RESPONSE.validate_python(vector["response"])
    if isinstance(vector["expected"], str):
        with pytest.raises(InvalidResponse) as refusal:
            grade(question, key, response)
        assert str(refusal.value) == vector["expected"]
    else:
        assert grade(question, key, response) == Score(**vector["expected"])


@pytest.mark.parametrize("vector", named(OUTCOME_VECTORS))
def test_each_place_comes_out_as_the_vector_says(vector):
    key = convert(vector["key"], AnswerKey)
    response = RESPONSE.validate_python(vector["response"])
    assert outcomes(key, response) == vector["outcomes"]


@pytest.mark.parametrize("vector", named(FORM_VECTORS))
def test_a_form_is_read_as_the_vector_says(vector):
    question = convert(vector["question"], Question)
    if isinstance(vector["expected"], str):
        with pytest.raises(InvalidResponse) as refusal:
            read_response(question, vector["values"])
        assert str(refusal.value) == vector["expected"]
    else:
        assert read_response(question, vector["values"]) == RESPONSE.validate_python(vector["expected"])


@pytest.mark.parametrize("vector", named(("length", vector) for vector in length_vectors()))
def test_a_text_is_read_up_to_its_greatest_length_in_characters(vector):
    question = convert(vector["question"], Question)
    if vector["is_read"]:
        assert vector["values"][-1] in read_response(question, vector["values"]).model_dump_json()
    else:
        with pytest.raises(InvalidResponse, match=SENTENCES["not-taken"]):
            read_response(question, vector["values"])


@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=vector["title"]) for vector in read_vectors("thresholds")]
)
def test_a_threshold_is_reached_and_a_percentage_shown_as_the_vector_says(vector):
    earned, maximum = vector["earned"], vector["maximum"]
    assert passed(earned, maximum, vector["threshold"]) is vector["passed"]
    assert percentage(earned, maximum) == vector["percentage"]


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_each_type_has_vectors_for_every_rule_that_applies_for_refusals_and_for_forms(kind):
    vectors = [vector for one, vector in GRADING_VECTORS if one == kind]
    assert {vector["key"]["rule"] for vector in vectors if "rule" in vector["key"]} == BY_RULE.get(
        kind, set()
    )
    assert any(isinstance(vector["expected"], str) for vector in vectors)
    assert any(one == kind for one, _vector in FORM_VECTORS)


def test_every_vector_says_why_and_none_has_the_title_of_another():
    titles = [(kind, vector["title"]) for kind, vector in GRADING_VECTORS]
    assert len(set(titles)) == len(titles)
    assert all(vector["why"] for _kind, vector in GRADING_VECTORS + FORM_VECTORS)


def test_a_key_of_another_type_is_the_programs_mistake_not_the_learners():
    key = SingleChoiceKey(question="vrai", right="b")
    with pytest.raises(TypeError, match="'vrai' is not judged by a key of type 'single-choice'"):
        grade(TrueFalse(id="vrai", title=("?",)), key, TrueFalseResponse(value=True))
