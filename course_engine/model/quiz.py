"""Quizzes: what a learner may see, what judges, what a learner answers.

`Question` and `AnswerKey` are different types on purpose: a page is only ever given the first, so that
no template can show the second by mistake. Both are unions tagged by `type`.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.fragment import Fragment
from course_engine.model.frozen import Frozen, Letter, Slug


class CreditRule(StrEnum):
    """How several elements make one score (the authoring format's `bareme`)."""

    OFF = "off"  # tout-ou-rien
    NET_CORRECT = "net-correct"  # net
    COVERAGE = "coverage"  # couverture
    EACH_ANSWER = "each-answer"  # par-reponse


class Option(Frozen):
    """One choice offered to the learner."""

    letter: Letter
    content: Fragment


class PublicQuestion(Frozen):
    """What every question shows before it is answered.

    Attributes:
        title: the question itself, from its heading.
        stem: what stands between the heading and the answer; may be empty.
        hints: shown one by one, when asked for.
        points: what a right answer earns.
        objective: the objective it measures.
        page: the page to read again, in `unit` or in the unit that shows the quiz.
        levels: the levels that are asked this question; empty for all.
        line: where it starts in the quiz's file.
    """

    id: Slug
    title: Fragment
    stem: Fragment = ()
    hints: tuple[Fragment, ...] = ()
    points: int = Field(default=1, ge=1)
    objective: Slug | None = None
    page: Slug | None = None
    unit: Slug | None = None
    levels: tuple[Slug, ...] = ()
    line: int = 1


class SingleChoice(PublicQuestion):
    """`choix-unique`: one option is right."""

    type: Literal["single-choice"] = "single-choice"
    options: tuple[Option, ...]


class MultipleChoice(PublicQuestion):
    """`choix-multiple`: any number of options may be right."""

    type: Literal["multiple-choice"] = "multiple-choice"
    options: tuple[Option, ...]


class TrueFalse(PublicQuestion):
    """`vrai-faux`: a statement to judge."""

    type: Literal["true-false"] = "true-false"


class ShortText(PublicQuestion):
    """`texte`: a word or a few."""

    type: Literal["short-text"] = "short-text"


class Numeric(PublicQuestion):
    """`nombre`: a number, with the unit that may follow it."""

    type: Literal["numeric"] = "numeric"
    unit_label: str = ""


Question: TypeAlias = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | ShortText | Numeric, Field(discriminator="type")
]


class Key(Frozen):
    """What every answer key holds.

    Attributes:
        question: the id of the question it judges.
        feedback: what to say to who chose an option, by letter (`true` and `false` for true-false).
        explanation: what to say to everyone once they have answered.
    """

    question: Slug
    feedback: Mapping[str, Fragment] = Field(default_factory=dict)
    explanation: Fragment = ()


class SingleChoiceKey(Key):
    """The one right option."""

    type: Literal["single-choice"] = "single-choice"
    right: Letter


class MultipleChoiceKey(Key):
    """The right options and how a part of them counts.

    Attributes:
        offered: how many options the question has; the rules need the number of wrong ones.
    """

    type: Literal["multiple-choice"] = "multiple-choice"
    right: frozenset[Letter] = Field(min_length=1)
    offered: frozenset[Letter]
    rule: CreditRule = CreditRule.OFF


class TrueFalseKey(Key):
    """Whether the statement is true."""

    type: Literal["true-false"] = "true-false"
    right: bool


class ShortTextKey(Key):
    """The accepted spellings, compared folded unless `strict`."""

    type: Literal["short-text"] = "short-text"
    accepted: tuple[str, ...] = Field(min_length=1)
    strict: bool = False


class NumericKey(Key):
    """The accepted interval, bounds included, as decimal text.

    Attributes:
        unit_label: the unit that a learner may write after the number.
    """

    type: Literal["numeric"] = "numeric"
    low: str
    high: str
    unit_label: str = ""


AnswerKey: TypeAlias = Annotated[
    SingleChoiceKey | MultipleChoiceKey | TrueFalseKey | ShortTextKey | NumericKey,
    Field(discriminator="type"),
]


class SingleChoiceResponse(Frozen):
    """One option."""

    type: Literal["single-choice"] = "single-choice"
    option: str


class MultipleChoiceResponse(Frozen):
    """A set of options; duplicates collapse, an empty set is an answer (that forms do not send)."""

    type: Literal["multiple-choice"] = "multiple-choice"
    options: tuple[str, ...]


class TrueFalseResponse(Frozen):
    """A judgement."""

    type: Literal["true-false"] = "true-false"
    value: bool


class ShortTextResponse(Frozen):
    """What the learner typed."""

    type: Literal["short-text"] = "short-text"
    text: str = Field(max_length=1000)


class NumericResponse(Frozen):
    """What the learner typed, as typed."""

    type: Literal["numeric"] = "numeric"
    text: str = Field(max_length=100)


Response: TypeAlias = Annotated[
    SingleChoiceResponse | MultipleChoiceResponse | TrueFalseResponse | ShortTextResponse | NumericResponse,
    Field(discriminator="type"),
]


class Score(Frozen):
    """What a response is worth.

    Attributes:
        fraction: from 0 to 1, a double computed by the same operations in both graders.
        points: the most it could earn.
    """

    fraction: float = Field(ge=0, le=1)
    points: int = Field(ge=1)

    @property
    def earned(self) -> float:
        """The points earned."""
        return self.fraction * self.points


class Quiz(Frozen):
    """Several questions under one title.

    Attributes:
        threshold: percentage of the maximum from which the quiz is passed; None if it has no threshold.
        draw: how many questions are drawn for each trainee; None for all.
        shuffle: whether options are shown in an order of their own for each trainee.
    """

    id: Slug
    path: str = Field(description="The quiz's file, relative to the course folder")
    title: str
    introduction: Fragment = ()
    threshold: int | None = Field(default=None, ge=0, le=100)
    draw: int | None = Field(default=None, ge=1)
    shuffle: bool = False
    questions: tuple[Question, ...]

    def questions_for(self, level: Slug) -> tuple[Question, ...]:
        """Return the questions that may be asked of someone of `level`, in written order."""
        return tuple(
            question for question in self.questions if not question.levels or level in question.levels
        )

    def asked_of(self, trainee: str, level: Slug) -> tuple[Question, ...]:
        """Return the questions that one trainee of one level is asked, in written order.

        The draw takes the n smallest of SHA-256(trainee|quiz|question), so that it never changes. Where the
        quiz shuffles, options are in the order of SHA-256(trainee|question|letter), which never does either.
        """
        asked = self.questions_for(level)
        if self.draw is not None:
            ranked = sorted(asked, key=lambda question: _chance(trainee, self.id, question.id))
            drawn = {question.id for question in ranked[: self.draw]}
            asked = tuple(question for question in asked if question.id in drawn)
        return tuple(_shuffled(question, trainee) for question in asked) if self.shuffle else asked


def _shuffled(question: Question, trainee: str) -> Question:
    if not isinstance(question, SingleChoice | MultipleChoice):
        return question
    options = sorted(question.options, key=lambda option: _chance(trainee, question.id, option.letter))
    return question.model_copy(update={"options": tuple(options)})


def _chance(*names: str) -> str:
    return sha256("|".join(names).encode()).hexdigest()
