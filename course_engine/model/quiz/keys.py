"""What judges an answer, and what is said once there is one; never on a page before."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct, field, to_builtins
from msgspec.structs import asdict

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Letter, Slug


class CreditRule(StrEnum):
    """How several elements make one score (the authoring format's `bareme`)."""

    OFF = "off"  # tout-ou-rien
    NET_CORRECT = "net-correct"  # net
    COVERAGE = "coverage"  # couverture
    EACH_ANSWER = "each-answer"  # par-reponse


_NOT_JUDGING = {"question", "feedback", "explanation", "model_answer"}


class Key(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """What every answer key holds.

    Attributes:
        question: the id of the question it judges.
        feedback: what to say to who chose an option, by letter (`true` and `false` for true-false).
        explanation: what to say to everyone once they have answered.
    """

    question: Slug
    feedback: Mapping[str, Fragment] = field(default_factory=dict)
    explanation: Fragment = ()

    @property
    def type(self) -> str:
        """The type of its question."""
        return str(self.__struct_config__.tag)

    def facts(self) -> dict[str, Any]:
        """Return what judges, as JSON says it, without a word to the learner; sets sorted, so that bytes are the same."""
        own = {name: value for name, value in asdict(self).items() if name not in _NOT_JUDGING}
        plain = {
            name: sorted(value) if isinstance(value, frozenset) else to_builtins(value)
            for name, value in own.items()
        }
        return {"type": self.type} | plain


class SingleChoiceKey(Key, frozen=True, kw_only=True, tag="single-choice"):
    """The one right option."""

    right: Letter


class MultipleChoiceKey(Key, frozen=True, kw_only=True, tag="multiple-choice"):
    """The right options and how a part of them counts.

    Attributes:
        offered: how many options the question has; the rules need the number of wrong ones.
    """

    right: Annotated[frozenset[Letter], Meta(min_length=1)]
    offered: frozenset[Letter]
    rule: CreditRule = CreditRule.OFF


class TrueFalseKey(Key, frozen=True, kw_only=True, tag="true-false"):
    """Whether the statement is true."""

    right: bool


class ShortTextKey(Key, frozen=True, kw_only=True, tag="short-text"):
    """The accepted spellings, compared folded unless `strict`."""

    accepted: Annotated[tuple[str, ...], Meta(min_length=1)]
    strict: bool = False


class NumericKey(Key, frozen=True, kw_only=True, tag="numeric"):
    """The accepted interval, bounds included, as decimal text.

    Attributes:
        unit_label: the unit that a learner may write after the number.
    """

    low: str
    high: str
    unit_label: str = ""


class MatchingKey(Key, frozen=True, kw_only=True, tag="matching"):
    """The right choice of each row."""

    right: Annotated[Mapping[Letter, Letter], Meta(min_length=1)]
    rule: CreditRule = CreditRule.OFF


class OrderingKey(Key, frozen=True, kw_only=True, tag="ordering"):
    """The items in the right order; `rule` is `OFF` or `EACH_ANSWER`."""

    right: Annotated[tuple[Letter, ...], Meta(min_length=3)]
    rule: CreditRule = CreditRule.OFF


class ChosenGapKey(Struct, frozen=True, tag="chosen", tag_field="kind", forbid_unknown_fields=True):
    """A gap whose list has one right choice."""

    right: Letter


class TypedGapKey(Struct, frozen=True, tag="typed", tag_field="kind", forbid_unknown_fields=True):
    """A gap where any of some spellings is right, compared folded."""

    accepted: Annotated[tuple[str, ...], Meta(min_length=1)]


class NumberGapKey(Struct, frozen=True, tag="number", tag_field="kind", forbid_unknown_fields=True):
    """A gap where a number within an interval is right, bounds included, as decimal text."""

    low: str
    high: str


GapKey: TypeAlias = ChosenGapKey | TypedGapKey | NumberGapKey


class ClozeKey(Key, frozen=True, kw_only=True, tag="cloze"):
    """What fills each gap."""

    right: Annotated[Mapping[Letter, GapKey], Meta(min_length=1)]
    rule: CreditRule = CreditRule.OFF


class HotspotKey(Key, frozen=True, kw_only=True, tag="hotspot"):
    """The right zones: any of them is right."""

    right: Annotated[frozenset[Letter], Meta(min_length=1)]


class FreeTextKey(Key, frozen=True, kw_only=True, tag="free-text"):
    """Nothing judges a free text.

    Attributes:
        model_answer: what could have been written, shown after; may be empty.
    """

    model_answer: Fragment = ()


class RatingKey(Key, frozen=True, kw_only=True, tag="rating"):
    """Nothing judges an opinion."""


AnswerKey: TypeAlias = (
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
    | RatingKey
)
