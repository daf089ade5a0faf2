"""Dummy answers: each type of question takes one, by the desk of the room, and all are read back."""

from random import Random

import pytest
import sample_catalogue as sample
from depot import NOW
from msgspec.structs import replace

from course_engine.store import open_database
from course_engine.training.stand.dummy_answers import TRAINEES, hand_in


@pytest.fixture
def kept(tmp_path):
    """Hand answers in to a course; return how many were kept."""
    return lambda catalogue: hand_in(tmp_path / "try.db", catalogue, now=NOW, rng=Random(1))


def asking_only(question):
    """Return the sample course, whose quizzes ask one question."""
    catalogue = sample.sample_catalogue()
    quizzes = {
        name: replace(quiz, questions=(question,), draw=None) for name, quiz in catalogue.quizzes.items()
    }
    return replace(catalogue, quizzes=quizzes)


@pytest.mark.parametrize("question", sample.sample_catalogue().questions.values(), ids=lambda asked: asked.id)
def test_a_question_of_any_type_is_answered_by_all(kept, question):
    assert kept(asking_only(replace(question, levels=()))) == TRAINEES


def test_twelve_trainees_answered_the_course_they_were_given(kept, tmp_path):
    catalogue = sample.sample_catalogue()
    assert kept(catalogue) == 12
    with open_database(tmp_path / "try.db") as database, database.reading() as records:
        found = [records.answers.of_trainee(f"essai-{number:02}") for number in range(12)]
    assert {(answer.catalogue, len(answers)) for answers in found for answer in answers} == {
        (catalogue.digest, 1)
    }


def test_a_course_that_asks_nothing_takes_no_answer(kept):
    assert kept(replace(sample.sample_catalogue(), units={})) is None
