"""What a learner answers, in letters wherever something is chosen: never in positions or texts; what it is worth."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.frozen import Frozen


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


class MatchingResponse(Frozen):
    """The choice given to each row, by letter; a row left blank is not there."""

    type: Literal["matching"] = "matching"
    pairs: Mapping[str, str]

    def __hash__(self) -> int:
        """Return the same for the same pairs, in whatever order they are told."""
        return hash(frozenset(self.pairs.items()))


class OrderingResponse(Frozen):
    """Every item, in the order given."""

    type: Literal["ordering"] = "ordering"
    sequence: tuple[str, ...]


class ClozeResponse(Frozen):
    """What fills each gap, by letter: what was typed, or the letter of what was chosen; a blank one is not there."""

    type: Literal["cloze"] = "cloze"
    gaps: Mapping[str, Annotated[str, Field(max_length=1000)]]

    def __hash__(self) -> int:
        """Return the same for the same gaps, in whatever order they are told."""
        return hash(frozenset(self.gaps.items()))


class HotspotResponse(Frozen):
    """The zone pointed at or chosen, or `OUTSIDE`."""

    type: Literal["hotspot"] = "hotspot"
    zone: str


class FreeTextResponse(Frozen):
    """What the learner wrote."""

    type: Literal["free-text"] = "free-text"
    text: str = Field(max_length=5000)


class RatingResponse(Frozen):
    """One step of the scale."""

    type: Literal["rating"] = "rating"
    step: str


Response: TypeAlias = Annotated[
    SingleChoiceResponse
    | MultipleChoiceResponse
    | TrueFalseResponse
    | ShortTextResponse
    | NumericResponse
    | MatchingResponse
    | OrderingResponse
    | ClozeResponse
    | HotspotResponse
    | FreeTextResponse
    | RatingResponse,
    Field(discriminator="type"),
]


class Score(Frozen):
    """What a response is worth.

    Attributes:
        fraction: from 0 to 1, a double computed by the same operations in both graders; 0 where nothing is scored.
        points: the most it could earn; 0 where the question is not scored.
    """

    fraction: float = Field(ge=0, le=1)
    points: int = Field(ge=0)

    @property
    def earned(self) -> float:
        """The points earned."""
        return self.fraction * self.points

    @property
    def is_scored(self) -> bool:
        """Whether the question measures something: neither a free text nor an opinion."""
        return self.points > 0
