"""Responses are graded as the vectors say; what is no answer is asked again, never scored."""

import unicodedata
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from vector_files import GRADING_VECTORS, read_vectors

from course_engine.errors import InvalidResponse
from course_engine.grading import (
    grade,
    partial_credit,
    passed,
    percentage,
    read_number,
    read_response,
)
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    MultipleChoice,
    MultipleChoiceResponse,
    Numeric,
    NumericResponse,
    Option,
    Question,
    Response,
    Score,
    ShortText,
    ShortTextResponse,
    SingleChoice,
    SingleChoiceKey,
    SingleChoiceResponse,
    TrueFalse,
    TrueFalseResponse,
)

QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
KEY: TypeAdapter[AnswerKey] = TypeAdapter(AnswerKey)
RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
OPTIONS = (Option(letter="a", content=("À",)), Option(letter="b", content=("Cci",)))


@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=f"{name}: {vector['title']}") for name, vector in GRADING_VECTORS]
)
def test_a_response_is_worth_what_the_vector_says(vector):
    question = QUESTION.validate_python(vector["question"])
    key = KEY.validate_python(vector["key"])
    response = RESPONSE.validate_python(vector["response"])
    if vector["expected"] == "invalid":
        with pytest.raises(InvalidResponse, match=r"^[«A-ZÉ].+[.]$"):
            grade(question, key, response)
    else:
        assert grade(question, key, response) == Score(**vector["expected"])


@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=vector["title"]) for vector in read_vectors("thresholds")]
)
def test_a_threshold_is_reached_and_a_percentage_shown_as_the_vector_says(vector):
    earned, maximum = vector["earned"], vector["maximum"]
    assert passed(earned, maximum, vector["threshold"]) is vector["passed"]
    assert percentage(earned, maximum) == vector["percentage"]


def test_the_refusal_names_the_unknown_option_in_french():
    question = SingleChoice(id="champ-cci", title=("?",), options=OPTIONS)
    key = SingleChoiceKey(question="champ-cci", right="b")
    with pytest.raises(InvalidResponse) as refusal:
        grade(question, key, SingleChoiceResponse(option="z"))
    assert (
        str(refusal.value)
        == "«\u00a0z\u00a0» n’est pas un des choix de cette question\u00a0: choisissez de nouveau."
    )


def test_a_key_of_another_type_is_the_programs_mistake_not_the_learners():
    key = SingleChoiceKey(question="vrai", right="b")
    with pytest.raises(TypeError, match="'vrai' is not judged by a key of type 'single-choice'"):
        grade(TrueFalse(id="vrai", title=("?",)), key, TrueFalseResponse(value=True))


@pytest.mark.parametrize(
    ("question", "values", "response"),
    [
        (SingleChoice(id="qq", title=(), options=OPTIONS), ["b"], SingleChoiceResponse(option="b")),
        (SingleChoice(id="qq", title=(), options=OPTIONS), [], SingleChoiceResponse(option="")),
        (
            MultipleChoice(id="qq", title=(), options=OPTIONS),
            ["b", "a"],
            MultipleChoiceResponse(options=("b", "a")),
        ),
        (TrueFalse(id="qq", title=()), ["true"], TrueFalseResponse(value=True)),
        (TrueFalse(id="qq", title=()), ["false"], TrueFalseResponse(value=False)),
        (ShortText(id="qq", title=()), [" mél "], ShortTextResponse(text=" mél ")),
        (Numeric(id="qq", title=()), ["1 200"], NumericResponse(text="1 200")),
        (Numeric(id="qq", title=()), [], NumericResponse(text="")),
    ],
)
def test_a_form_is_read_as_a_response(question, values, response):
    assert read_response(question, values) == response


@pytest.mark.parametrize(
    ("question", "values", "sentence"),
    [
        (TrueFalse(id="qq", title=()), [], "Choisissez une réponse, puis validez-la."),
        (
            MultipleChoice(id="qq", title=(), options=OPTIONS),
            [],
            "Choisissez au moins une réponse, puis validez.",
        ),
        (
            TrueFalse(id="qq", title=()),
            ["yes"],
            "Cette réponse n’est pas de celles que la question peut recevoir\u00a0: répondez de nouveau.",
        ),
        (
            ShortText(id="qq", title=()),
            ["a" * 1001],
            "Cette réponse n’est pas de celles que la question peut recevoir\u00a0: répondez de nouveau.",
        ),
    ],
)
def test_what_a_form_cannot_hold_is_refused_in_french(question, values, sentence):
    with pytest.raises(InvalidResponse) as refusal:
        read_response(question, values)
    assert str(refusal.value) == sentence


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_texts_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_number_is_read_exactly_with_a_comma_or_a_point(number):
    text = f"{number:f}"
    assert read_number(text) == number
    assert read_number(text.replace(".", ",")) == number
    assert read_number("\u00a0" + text.replace("-", "\u2212") + " Mo ", "Mo") == number


COUNTS = [
    (e, r, w, lures)
    for e, lures in product(range(1, 6), range(5))
    for r, w in product(range(e + 1), range(lures + 1))
]


@pytest.mark.parametrize("rule", CreditRule)
def test_each_credit_rule_is_its_formula_to_the_last_double(rule):
    exact = {
        CreditRule.OFF: lambda e, r, w, _: Fraction(r == e and w == 0),
        CreditRule.NET_CORRECT: lambda e, r, w, _: max(Fraction(0), Fraction(r - w, e)),
        CreditRule.COVERAGE: lambda e, r, w, _: Fraction(r, e) * Fraction(r, r + w),
        CreditRule.EACH_ANSWER: lambda e, r, w, lures: Fraction(r + lures - w, e + lures),
    }[rule]
    for e, r, w, lures in COUNTS:
        due = 0 if r == 0 else exact(e, r, w, lures)
        assert partial_credit(rule, e, r, w, lures) == pytest.approx(float(due), abs=1e-15)


@pytest.mark.parametrize("rule", CreditRule)
def test_a_credit_lies_between_0_and_1_and_only_the_exact_answer_earns_1(rule):
    for e, r, w, lures in COUNTS:
        credit = partial_credit(rule, e, r, w, lures)
        assert 0 <= credit <= 1
        assert (credit == 1) is (r == e and w == 0)
