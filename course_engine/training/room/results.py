"""The results of a quiz for the projector: how many chose what, never who.

Under `LEAST_SHOWN` answers to a question only their number is given: nobody is to be recognised.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.quiz import AnswerKey, Question
from course_engine.store import Records
from course_engine.training.room.bars import Answered, Bar, bars
from course_engine.training.room.board import Roster

LEAST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class QuestionResults:
    """What a room answered to one question.

    Attributes:
        answers: how many people answered it; the last answer of each counts.
        late: how many of those came after the quiz was closed; they count all the same.
        right: how many were fully right; None under `LEAST_SHOWN` answers, and where nothing is scored.
        bars: what was answered; none under `LEAST_SHOWN` answers, and of what is written freely.
    """

    question: Question
    answers: int
    late: int
    right: int | None
    bars: tuple[Bar, ...]


def results(
    records: Records, catalogue: Catalogue, expected: Roster, quizzes: Sequence[Slug]
) -> tuple[QuestionResults, ...]:
    """Return what the people of a room answered to quizzes, question by question, in written order.

    A question of which nobody of the room was asked, and which nobody answered, is left out.
    """
    by_question: defaultdict[str, dict[str, Answered]] = defaultdict(dict)
    for quiz in quizzes:
        for answered in records.board.responses(expected.trainees, quiz):
            by_question[answered[0].question][answered[0].trainee] = answered
    asked = expected.asked(quizzes)
    return tuple(
        question_results(question, catalogue.keys[question.id], list(by_question[question.id].values()))
        for quiz in quizzes
        for question in catalogue.quizzes[quiz].questions
        if question.id in asked or question.id in by_question
    )


def question_results(question: Question, key: AnswerKey, answers: Sequence[Answered]) -> QuestionResults:
    """Return what was answered to one question.

    Args:
        question: what was asked.
        key: what judges it.
        answers: the last answer of each person; those to a question that was of another type then are left out.
    """
    given = [one for one in answers if one[1].type == question.type]
    shown = len(given) >= LEAST_SHOWN
    return QuestionResults(
        question=question,
        answers=len(given),
        late=sum(mark.late for mark, _response in given),
        right=sum(mark.fraction == 1 for mark, _response in given) if shown and question.is_scored else None,
        bars=bars(question, key, given) if shown else (),
    )
