"""What the projector shows of each type: how many were right about each row or gap, chose each zone or step."""

from datetime import UTC, datetime

import pytest
from quiz_samples import KEYS, QUESTIONS, RIGHT_VALUES, WRONG_VALUES

from course_engine.grading.judging import grade, read_response
from course_engine.store.board import Mark
from course_engine.training.room.bars import Answered
from course_engine.training.room.results import question_results

BY_ID = {question.id: question for question in QUESTIONS}


def given(question: str, *values: tuple[str, ...]) -> list[Answered]:
    """Return answers, each of another person."""
    asked, key = BY_ID[question], KEYS[question]
    responses = [read_response(asked, value) for value in values]
    return [
        (
            Mark(
                str(who), "messagerie", question, grade(asked, key, one).fraction, 1, False, datetime.now(UTC)
            ),
            one,
        )
        for who, one in enumerate(responses)
    ]


def given_by(people: int, question: str) -> list[Answered]:
    """Return right answers of so many people."""
    return given(question, *[RIGHT_VALUES[question]] * people)


def answered(question: str, *values: tuple[str, ...]) -> list[tuple[str, int, bool]]:
    """Return the bars of answers, the label less its tags."""
    found = question_results(BY_ID[question], KEYS[question], given(question, *values))
    return [("".join(map(str, bar.label)), bar.count, bar.is_right) for bar in found.bars]


@pytest.mark.parametrize(
    ("question", "bars"),
    [
        ("roles", [("À", 3, True), ("Cc", 2, True), ("<em>Cci</em>", 2, True)]),
        ("etapes", [("Réponse attendue", 2, True), ("Autre réponse", 1, False)]),
        ("repondre", [("Trou 1", 2, True), ("Trou 2", 3, True), ("Trou 3", 2, True)]),
        (
            "corbeille",
            [
                ("en bas de la barre", 2, True),
                ("dans la liste", 1, False),
                ("Ailleurs sur l’image", 0, False),
            ],
        ),
        (
            "utile",
            [
                ("Pas du tout", 1, False),
                ("Un peu", 0, False),
                ("Oui, assez", 2, False),
                ("Beaucoup", 0, False),
            ],
        ),
        ("demain", []),
    ],
)
def test_each_type_has_its_bars(question: str, bars: list[tuple[str, int, bool]]) -> None:
    right, wrong = RIGHT_VALUES[question], WRONG_VALUES[question]
    assert answered(question, right, wrong, right) == bars


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("champ-cci", []),
        ("corbeille", []),
        ("demain", []),
        ("utile", []),
        ("poids", ["entre 9,5 et 10,5\u00a0Mo"]),
        ("arobase", ["Canari &amp; arobase"]),
        (
            "etapes",
            ["<p>Ouvrir la messagerie</p>", "Écrire, puis joindre le compte rendu du conseil municipal"],
        ),
        ("repondre", ["Trou 1\u00a0: Répondre à tous", "Trou 2\u00a0: Canari objet"]),
    ],
)
def test_where_no_bar_says_what_was_right_it_is_said_once_there_are_bars(
    question: str, said: list[str]
) -> None:
    shown = question_results(BY_ID[question], KEYS[question], given_by(3, question)).solution.answers
    assert ["".join(map(str, answer)) for answer in shown][:2] == said
    assert question_results(BY_ID[question], KEYS[question], given_by(2, question)).solution.answers == ()


def test_what_is_not_scored_has_no_number_of_right_answers() -> None:
    asked = BY_ID["utile"]
    one = read_response(asked, ("c",))
    answers = [(Mark(str(who), "q", "utile", 0, 0, False, datetime.now(UTC)), one) for who in range(3)]
    found = question_results(asked, KEYS["utile"], answers)
    assert (found.answers, found.right) == (3, None)
