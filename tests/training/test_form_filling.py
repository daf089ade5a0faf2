"""Whoever is made up can answer every type of question, rightly or not."""

import pytest
from quiz_samples import KEYS, QUESTIONS

from course_engine.grading.judging import grade, read_response
from course_engine.training.form_filling import form_of


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
def test_what_is_filled_in_is_an_answer_and_right_when_it_should_be(question):
    key = KEYS[question.id]
    right, wrong = (
        grade(question, key, read_response(question, form_of(question, key, is_right=is_right))).fraction
        for is_right in (True, False)
    )
    assert right == (1 if question.is_scored else 0)
    assert wrong < 1
