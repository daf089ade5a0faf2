"""quiz.js grades as grading.py does: the same vectors, in two browsers, over http:// and file://."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from vector_files import GRADING_VECTORS, read_vectors

from course_engine.errors import InvalidResponse
from course_engine.grading import grade, partial_credit, passed, percentage, read_number
from course_engine.model.folding import fold
from course_engine.model.quiz import AnswerKey, CreditRule, Question, Response

pytestmark = pytest.mark.browser

GRADE_ALL = """(cases) => cases.map(({ question, key, response }) => {
    try { return CourseQuiz.grade(question, key, response); }
    catch (error) {
        if (!(error instanceof CourseQuiz.InvalidResponse)) throw error;
        return error.message;
    }
})"""
QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
KEY: TypeAdapter[AnswerKey] = TypeAdapter(AnswerKey)
RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)

# Both sides keep to what Unicode 14 assigns, less what Unicode has moved to another category since:
# U+1171E is no longer a mark; U+0295 (and U+02E4, which decomposes into it) is no longer a cased letter,
# which decides whether a capital sigma after it is final.
MOVED = "\U0001171e\u0295\u02e4"
CHARACTERS = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters=MOVED)
TRICKY = st.sampled_from(
    "ÉéœŒæǽ’ʼ′—–−-  \u00a0\u202f\u00ad\u200b\ufeff\u0301ﬁΣςσİıßẞ½²…\u2028\t\n,.0123456789"
)
TEXTS = st.text(st.one_of(TRICKY, CHARACTERS), max_size=20)
NUMBERISH = st.text(st.sampled_from("-−0123456789 \u00a0\u202f,.+eMo"), max_size=12)


def graded_by_python(case):
    try:
        score = grade(
            QUESTION.validate_python(case["question"]),
            KEY.validate_python(case["key"]),
            RESPONSE.validate_python(case["response"]),
        )
    except InvalidResponse as refusal:
        return str(refusal)
    return score.model_dump()


def test_the_browser_grades_every_vector_as_expected(grader):
    vectors = [vector for _name, vector in GRADING_VECTORS]
    results = grader.evaluate(GRADE_ALL, vectors)
    seen = {
        f"{name}: {vector['title']}": "invalid" if isinstance(result, str) else result
        for (name, vector), result in zip(GRADING_VECTORS, results, strict=True)
    }
    assert seen == {f"{name}: {vector['title']}": vector["expected"] for name, vector in GRADING_VECTORS}


def test_both_graders_refuse_with_the_same_sentence(grader):
    refused = [vector for _name, vector in GRADING_VECTORS if vector["expected"] == "invalid"]
    assert grader.evaluate(GRADE_ALL, refused) == [graded_by_python(vector) for vector in refused]


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


@settings(max_examples=25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=200))
def test_both_fold_any_text_alike(grader, texts):
    assert grader.evaluate("(texts) => texts.map(CourseQuiz.fold)", texts) == [fold(text) for text in texts]


def test_both_fold_every_character_alone_and_in_a_word_alike(grader):
    every = (chr(c) for c in range(0x110000))
    assigned = [c for c in every if c not in MOVED and unicodedata.category(c) not in ("Cs", "Cn", "Co")]
    texts = [*assigned, *(f"A{character}Σ" for character in assigned)]
    in_browser = grader.evaluate("(texts) => texts.map(CourseQuiz.fold)", texts)
    different = [
        text.encode("unicode_escape")
        for text, folded in zip(texts, in_browser, strict=True)
        if fold(text) != folded
    ]
    assert different == []


@settings(max_examples=25)
@given(texts=st.lists(st.one_of(NUMBERISH, TEXTS), min_size=1, max_size=200))
def test_both_read_the_same_numbers(grader, texts):
    in_browser = grader.evaluate(
        """(texts) => texts.map((text) => {
            const number = CourseQuiz.readNumber(text, "Mo");
            return number && `${number.digits}e-${number.scale}`;
        })""",
        texts,
    )
    assert [number and Decimal(number) for number in in_browser] == [read_number(t, "Mo") for t in texts]


LETTERS = st.sampled_from("abcdef")


@st.composite
def cases(draw):
    """One question with its key and a response, of any of the five types; the response may be nonsense."""
    kind = draw(st.sampled_from(["single-choice", "multiple-choice", "true-false", "short-text", "numeric"]))
    question = {"type": kind, "id": "question", "title": ["?"], "points": draw(st.integers(1, 5))}
    key = {"type": kind, "question": "question"}
    response = {"type": kind}
    if kind in ("single-choice", "multiple-choice"):
        offered = draw(st.lists(LETTERS, min_size=1, max_size=6, unique=True))
        question["options"] = [{"letter": letter, "content": []} for letter in offered]
        right = draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
        if kind == "single-choice":
            key["right"] = right[0]
            response["option"] = draw(LETTERS)
        else:
            key |= {"right": right, "offered": offered, "rule": draw(st.sampled_from(CreditRule)).value}
            response["options"] = draw(st.lists(LETTERS, max_size=8))
    elif kind == "true-false":
        key["right"] = draw(st.booleans())
        response["value"] = draw(st.booleans())
    elif kind == "short-text":
        key["accepted"] = draw(st.lists(TEXTS, min_size=1, max_size=3))
        key["strict"] = draw(st.booleans())
        response["text"] = draw(st.one_of(TEXTS, st.sampled_from(key["accepted"])))
    else:
        bounds = draw(st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=2))
        key["low"], key["high"] = (f"{bound:f}" for bound in sorted(bounds))
        question["unit_label"] = key["unit_label"] = draw(st.sampled_from(["", "Mo", "m²"]))
        response["text"] = draw(st.one_of(NUMBERISH, st.sampled_from([key["low"], key["high"]])))
    return {"question": question, "key": key, "response": response}


@settings(max_examples=25)
@given(batch=st.lists(cases(), min_size=1, max_size=100))
def test_both_graders_agree_on_any_response(grader, batch):
    assert grader.evaluate(GRADE_ALL, batch) == [graded_by_python(case) for case in batch]
