"""What is written of a quiz reads back as the same quiz: all eleven types, whatever words they hold."""

import shutil
from pathlib import Path

import pytest
from any_question import PICTURE, QUESTIONS, SVG
from hypothesis import given
from msgspec.structs import replace

from course_engine.content import load_course
from course_engine.content.assets import Shelf
from course_engine.content.quiz import read_quiz
from course_engine.content.source import Source
from course_engine.content.writing import meaning, write_quiz
from course_engine.errors import Severity
from course_engine.model.quiz import Quiz, TrueFalse, TrueFalseKey

COURSES = Path(__file__).parents[1] / "courses"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / PICTURE).parent.mkdir(parents=True)
    (folder / PICTURE).write_text(SVG, encoding="utf-8")
    return Shelf(folder)


def quiz_of(*questions, introduction=()):
    return Quiz(
        id="essai",
        path="quizzes/essai.md",
        title="Essai : un",
        introduction=introduction,
        questions=questions,
    )


def read_back(text, shelf):
    reading = read_quiz(Source("quizzes/essai.md", text, ""), None, shelf)
    errors = [str(found) for found in reading.report.diagnostics if found.severity is Severity.ERROR]
    assert errors == [], text
    return reading


@given(asked=QUESTIONS)
def test_what_is_written_reads_back_with_the_same_meaning_and_is_written_the_same_again(shelf, asked):
    question, key = asked
    text = write_quiz(quiz_of(question), {question.id: key})
    reading = read_back(text, shelf)
    (back,) = reading.quiz.questions
    assert meaning(back, reading.keys[0]) == meaning(question, key), text
    assert write_quiz(reading.quiz, {back.id: reading.keys[0]}) == text


@pytest.mark.parametrize("hint", [": un", "::: deux", ":- trois", ":"])
def test_a_hint_may_begin_with_a_colon(shelf, hint):
    question = TrueFalse(id="essai", title=("Vrai ?",), hints=((f"<p>{hint}</p>\n",),))
    key = TrueFalseKey(question="essai", right=True)
    reading = read_back(write_quiz(quiz_of(question), {"essai": key}), shelf)
    assert reading.quiz.questions[0].hints == question.hints


@pytest.mark.parametrize("name", ["minimal", "ten_units"])
def test_every_quiz_of_the_sample_courses_reads_back_to_the_letter(name, tmp_path):
    folder = shutil.copytree(COURSES / name, tmp_path / "course")
    before = load_course(folder)
    for quiz in before.quizzes.values():
        (folder / quiz.path).write_text(write_quiz(quiz, before.keys), encoding="utf-8")
    after = load_course(folder)
    assert after.keys == before.keys
    for quiz in before.quizzes.values():
        assert without_lines(after.quizzes[quiz.id]) == without_lines(quiz)


def without_lines(quiz):
    questions = tuple(replace(question, line=1) for question in quiz.questions)
    return replace(quiz, questions=questions)
