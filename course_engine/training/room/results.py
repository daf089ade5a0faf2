"""The results of a quiz: how many chose what, never who.

Under `LEAST_SHOWN` answers to a question only their number is projected: nobody is to be recognised.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.fragment import Fragment
from course_engine.model.frozen import Slug
from course_engine.model.quiz import (
    AnswerKey,
    MultipleChoice,
    MultipleChoiceKey,
    MultipleChoiceResponse,
    Question,
    Response,
    SingleChoice,
    SingleChoiceKey,
    SingleChoiceResponse,
    TrueFalse,
    TrueFalseKey,
    TrueFalseResponse,
)
from course_engine.store import Records
from course_engine.store.board import Mark
from course_engine.training.room.roster import Roster

_ = translator("training")

LEAST_SHOWN = 3
MISSED_BY, AT_MOST = 2, 5
"""A question is worth discussing when so many people missed it; so many questions fill what time there is."""

Answered = tuple[Mark, Response]


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that could be answered.

    Attributes:
        label: what it says.
        count: how many people answered it.
        is_right: whether it is (part of) the right answer.
    """

    label: Fragment
    count: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class QuestionResults:
    """What a room answered to one question.

    Attributes:
        answers: how many people answered it; the last answer of each counts.
        late: how many of those came after the quiz was closed; they count all the same.
        right: how many were fully right; for the animateurs, who see each person's answers anyway.
        bars: what was answered; none under `LEAST_SHOWN` answers.
    """

    question: Question
    answers: int
    late: int
    right: int
    bars: tuple[Bar, ...]

    @property
    def missed(self) -> int:
        """How many were not fully right."""
        return self.answers - self.right


def worth_discussing(found: Iterable[QuestionResults]) -> tuple[QuestionResults, ...]:
    """Return the questions that several people, and half of those who answered, missed: the most missed first."""
    missed = [one for one in found if one.missed >= MISSED_BY and one.missed >= one.right]
    return tuple(sorted(missed, key=lambda one: (-one.missed, one.right))[:AT_MOST])


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
    return QuestionResults(
        question=question,
        answers=len(given),
        late=sum(mark.late for mark, _response in given),
        right=sum(mark.fraction == 1 for mark, _response in given),
        bars=tuple(_bars(question, key, given)) if len(given) >= LEAST_SHOWN else (),
    )


def _bars(question: Question, key: AnswerKey, given: Sequence[Answered]) -> Iterator[Bar]:
    """Yield a bar for each option; what was typed is not repeated, its writer could be recognised."""
    chosen = Counter(letter for _mark, response in given for letter in _letters(response))
    if isinstance(question, SingleChoice | MultipleChoice):
        right = _right_letters(key)
        for option in question.options:
            yield Bar(option.content, chosen[option.letter], option.letter in right)
    elif isinstance(question, TrueFalse) and isinstance(key, TrueFalseKey):
        yield Bar((_("True"),), chosen["true"], key.right)
        yield Bar((_("False"),), chosen["false"], not key.right)
    else:
        right_ones = sum(mark.fraction == 1 for mark, _response in given)
        yield Bar((_("Right answer"),), right_ones, is_right=True)
        yield Bar((_("Another answer"),), len(given) - right_ones, is_right=False)


def _letters(response: Response) -> frozenset[str]:
    match response:
        case SingleChoiceResponse():
            return frozenset({response.option})
        case MultipleChoiceResponse():
            return frozenset(response.options)
        case TrueFalseResponse():
            return frozenset({"true" if response.value else "false"})
    return frozenset()


def _right_letters(key: AnswerKey) -> frozenset[str]:
    if isinstance(key, SingleChoiceKey):
        return frozenset({key.right})
    return key.right if isinstance(key, MultipleChoiceKey) else frozenset()
