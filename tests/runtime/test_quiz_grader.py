"""grader.js reads and grades as grading/ does: the same vectors, in two browsers, over http:// and file://."""

import unicodedata
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from graded_cases import MOVED, case, form, numberish, text
from msgspec import convert
from pydantic import TypeAdapter
from vector_files import (
    FORM_VECTORS,
    GRADING_VECTORS,
    OUTCOME_VECTORS,
    QUESTION_TYPES,
    length_vectors,
    read_vectors,
)

from course_engine.errors import InvalidResponse
from course_engine.grading.credit import partial_credit, passed, percentage
from course_engine.grading.judging import grade, read_response
from course_engine.grading.numbers import read_number
from course_engine.grading.outcomes import outcomes
from course_engine.model.folding import fold
from course_engine.model.quiz import AnswerKey, CreditRule, Question
from course_engine.model.response import Response

pytestmark = pytest.mark.browser

# What is no answer gives its sentence; any other error is the program's, and fails the test.
OR_SENTENCE = """(judge) => (one) => {
    try { return judge(one); }
    catch (error) {
        if (!(error instanceof CourseQuiz.InvalidResponse)) throw error;
        return error.message;
    }
}"""
GRADE_ALL = f"""(cases) => cases.map(({OR_SENTENCE})(
    ({{ question, key, response }}) => CourseQuiz.grade(question, key, response)))"""
READ = "{ type: question.type, ...CourseQuiz.TYPES[question.type].read(values, question) }"
READ_ALL = f"(forms) => forms.map(({OR_SENTENCE})(({{ question, values }}) => ({READ})))"
READ_AND_GRADE_ALL = f"""(forms) => forms.map(({OR_SENTENCE})(
    ({{ question, key, values }}) => CourseQuiz.grade(question, key, {READ})))"""
OUTCOMES_ALL = "(cases) => cases.map(({ key, response }) => CourseQuiz.outcomes(key, response))"
RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)


def graded_by_python(case):
    question = convert(case["question"], Question)
    try:
        if "values" in case:
            response = read_response(question, case["values"])
        else:
            response = RESPONSE.validate_python(case["response"])
        return grade(question, convert(case["key"], AnswerKey), response).model_dump()
    except InvalidResponse as refusal:
        return str(refusal)


def by_title(vectors, results):
    return {
        f"{kind}: {vector['title']}": result for (kind, vector), result in zip(vectors, results, strict=True)
    }


def test_the_browser_grades_every_vector_as_expected(grader):
    seen = grader.evaluate(GRADE_ALL, [vector for _kind, vector in GRADING_VECTORS])
    expected = [vector["expected"] for _kind, vector in GRADING_VECTORS]
    assert by_title(GRADING_VECTORS, seen) == by_title(GRADING_VECTORS, expected)


def test_in_the_browser_each_place_comes_out_as_expected(grader):
    seen = grader.evaluate(OUTCOMES_ALL, [vector for _kind, vector in OUTCOME_VECTORS])
    expected = [vector["outcomes"] for _kind, vector in OUTCOME_VECTORS]
    assert by_title(OUTCOME_VECTORS, seen) == by_title(OUTCOME_VECTORS, expected)


def test_the_browser_reads_every_form_as_expected(grader):
    seen = grader.evaluate(READ_ALL, [vector for _kind, vector in FORM_VECTORS])
    expected = [vector["expected"] for _kind, vector in FORM_VECTORS]
    assert by_title(FORM_VECTORS, seen) == by_title(FORM_VECTORS, expected)


def test_the_browser_reads_a_text_up_to_its_greatest_length_in_characters(grader):
    vectors = list(length_vectors())
    read = grader.evaluate(f"(forms) => ({READ_ALL})(forms).map((one) => typeof one !== 'string')", vectors)
    assert read == [vector["is_read"] for vector in vectors]


def test_the_browser_reaches_thresholds_as_the_vectors_say(grader):
    vectors = read_vectors("thresholds")
    seen = grader.evaluate(
        """(vectors) => vectors.map(({ earned, maximum, threshold }) =>
            [CourseQuiz.passed(earned, maximum, threshold), CourseQuiz.percentage(earned, maximum)])""",
        vectors,
    )
    assert seen == [[vector["passed"], vector["percentage"]] for vector in vectors]


def test_every_credit_is_the_same_double_in_both(grader):
    cases = [
        [rule.value, e, r, w, lures]
        for rule in CreditRule
        for e in range(1, 8)
        for lures in range(7)
        for r in range(e + 1)
        for w in range(lures + 1)
    ]
    in_browser = grader.evaluate("(cases) => cases.map((c) => CourseQuiz.partialCredit(...c))", cases)
    assert in_browser == [partial_credit(CreditRule(rule), *counts) for rule, *counts in cases]


def test_totals_reach_thresholds_alike_in_both(grader):
    cases = [
        [sum(i / d for i in range(n)), max(1, n), threshold]
        for n in range(1, 30)
        for d in (3, 7, 10)
        for threshold in (0, 33, 50, 60, 66, 67, 100)
    ]
    in_browser = grader.evaluate(
        "(cases) => cases.map((c) => [CourseQuiz.passed(...c), CourseQuiz.percentage(c[0], c[1])])", cases
    )
    assert in_browser == [[passed(*case), percentage(case[0], case[1])] for case in cases]


def test_both_fold_any_text_alike(grader):
    rng = Random("fold")
    texts = [text(rng) for _ in range(5000)]
    assert grader.evaluate("(texts) => texts.map(CourseQuiz.fold)", texts) == [fold(text) for text in texts]


@cache
def every_character():
    """Each character alone and in a word, with what Python folds it to."""
    every = (chr(c) for c in range(0x110000))
    assigned = [c for c in every if c not in MOVED and unicodedata.category(c) not in ("Cs", "Cn", "Co")]
    texts = [*assigned, *(f"A{character}Σ" for character in assigned)]
    return texts, [fold(text) for text in texts]


def test_both_fold_every_character_alone_and_in_a_word_alike(grader):
    texts, by_python = every_character()
    in_browser = grader.evaluate("(texts) => texts.map(CourseQuiz.fold)", texts)
    different = [
        text.encode("unicode_escape")
        for text, folded, expected in zip(texts, in_browser, by_python, strict=True)
        if folded != expected
    ]
    assert different == []


def test_both_read_the_same_numbers(grader):
    rng = Random("numbers")
    texts = [numberish(rng) for _ in range(5000)]
    in_browser = grader.evaluate(
        """(texts) => texts.map((text) => {
            const number = CourseQuiz.readNumber(text, "Mo");
            return number && `${number.digits}e-${number.scale}`;
        })""",
        texts,
    )
    assert [number and Decimal(number) for number in in_browser] == [read_number(t, "Mo") for t in texts]


@cache
def drawn(kind):
    """Cases and forms of one type with what Python says of them: told once for all browsers."""
    rng = Random(kind)
    of_cases = [case(rng, kind) for _ in range(2000)]
    of_forms = [form(rng, kind) for _ in range(1000)]
    return [(one, graded_by_python(one)) for one in of_cases], [
        (one, graded_by_python(one)) for one in of_forms
    ]


@cache
def come_out(kind):
    """The cases of one type that are graded, with how their places come out."""
    return [
        (one, outcomes(convert(one["key"], AnswerKey), RESPONSE.validate_python(one["response"])))
        for one, by_python in drawn(kind)[0]
        if not isinstance(by_python, str)
    ]


def disagreements(grader, function, judged):
    in_browser = grader.evaluate(function, [one for one, _by_python in judged])
    return [
        {**one, "browser": said, "python": by_python}
        for (one, by_python), said in zip(judged, in_browser, strict=True)
        if said != by_python
    ]


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_both_graders_agree_on_thousands_of_responses_and_forms(grader, kind):
    of_cases, of_forms = drawn(kind)
    assert disagreements(grader, GRADE_ALL, of_cases) == []
    assert disagreements(grader, READ_AND_GRADE_ALL, of_forms) == []


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_places_come_out_alike_in_both(grader, kind):
    assert disagreements(grader, OUTCOMES_ALL, come_out(kind)) == []
