"""The results of a quiz: how many chose what, never who.

Under `LEAST_SHOWN` answers to a question only their number is projected: nobody is to be recognised.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.quiz import AnswerKey, Question
from course_engine.rendering.feedback import Solution
from course_engine.rendering.solutions import solution
from course_engine.store import Records
from course_engine.training.room.bars import Answered, Bar, bars
from course_engine.training.room.roster import Roster

LEAST_SHOWN = 3
UNSAID_BY_BARS = {"short-text", "numeric", "matching", "ordering", "cloze"}
"""The types whose bars say how many were right, and not what was."""
NOTHING = Solution(())
MISSED_BY, AT_MOST = 2, 5
"""A question is worth discussing when so many people missed it; so many questions fill what time there is."""


class QuestionResults(Struct, frozen=True):
    """What a room answered to one question.

    Attributes:
        answers: how many people answered it; the last answer of each counts.
        late: how many of those came after the quiz was closed; they count all the same.
        right: how many were fully right, for the animateurs, who see each person's answers anyway; None where
            nothing is scored.
        bars: what was answered; none under `LEAST_SHOWN` answers, and of what is written freely.
        solution: what would have been right, with the bars that do not say it.
    """

    question: Question
    answers: int
    late: int
    right: int | None
    bars: tuple[Bar, ...]
    solution: Solution

    @property
    def missed(self) -> int:
        """How many were not fully right."""
        return 0 if self.right is None else self.answers - self.right


def worth_discussing(found: Iterable[QuestionResults]) -> tuple[QuestionResults, ...]:
    """Return the questions that several people, and half of those who answered, missed: the most missed first."""
    missed = [one for one in found if one.missed >= MISSED_BY and one.missed >= (one.right or 0)]
    return tuple(sorted(missed, key=lambda one: (-one.missed, one.right or 0))[:AT_MOST])


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
    asked = expected.asked(quizzes).people
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
    are_shown = len(given) >= LEAST_SHOWN
    return QuestionResults(
        question=question,
        answers=len(given),
        late=sum(mark.late for mark, _response in given),
        right=sum(mark.fraction == 1 for mark, _response in given) if question.is_scored else None,
        bars=bars(question, key, given) if are_shown else (),
        solution=solution(question, key) if are_shown and question.type in UNSAID_BY_BARS else NOTHING,
    )
