"""What judges an answer, and what is said once there is one; never on a page before."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.fragment import Fragment
from course_engine.model.frozen import Frozen, Letter, Slug
from course_engine.model.quiz.score import CreditRule


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


class MatchingKey(Key):
    """The right choice of each row."""

    type: Literal["matching"] = "matching"
    right: Mapping[Letter, Letter] = Field(min_length=1)
    rule: CreditRule = CreditRule.OFF


class OrderingKey(Key):
    """The items in the right order; `rule` is `OFF` or `EACH_ANSWER`."""

    type: Literal["ordering"] = "ordering"
    right: tuple[Letter, ...] = Field(min_length=3)
    rule: CreditRule = CreditRule.OFF


class ChosenGapKey(Frozen):
    """A gap whose list has one right choice."""

    kind: Literal["chosen"] = "chosen"
    right: Letter


class TypedGapKey(Frozen):
    """A gap where any of some spellings is right, compared folded."""

    kind: Literal["typed"] = "typed"
    accepted: tuple[str, ...] = Field(min_length=1)


class NumberGapKey(Frozen):
    """A gap where a number within an interval is right, bounds included, as decimal text."""

    kind: Literal["number"] = "number"
    low: str
    high: str


GapKey: TypeAlias = Annotated[ChosenGapKey | TypedGapKey | NumberGapKey, Field(discriminator="kind")]


class ClozeKey(Key):
    """What fills each gap."""

    type: Literal["cloze"] = "cloze"
    right: Mapping[Letter, GapKey] = Field(min_length=1)
    rule: CreditRule = CreditRule.OFF


class HotspotKey(Key):
    """The right zones: any of them is right."""

    type: Literal["hotspot"] = "hotspot"
    right: frozenset[Letter] = Field(min_length=1)


class FreeTextKey(Key):
    """Nothing judges a free text.

    Attributes:
        model_answer: what could have been written, shown after; may be empty.
    """

    type: Literal["free-text"] = "free-text"
    model_answer: Fragment = ()


class RatingKey(Key):
    """Nothing judges an opinion."""

    type: Literal["rating"] = "rating"


AnswerKey: TypeAlias = Annotated[
    SingleChoiceKey
    | MultipleChoiceKey
    | TrueFalseKey
    | ShortTextKey
    | NumericKey
    | MatchingKey
    | OrderingKey
    | ClozeKey
    | HotspotKey
    | FreeTextKey
    | RatingKey,
    Field(discriminator="type"),
]
