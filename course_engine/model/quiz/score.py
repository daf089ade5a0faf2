"""What a response is worth, and by which rule a part of it counts."""

from enum import StrEnum

from pydantic import Field

from course_engine.model.frozen import Frozen


class CreditRule(StrEnum):
    """How several elements make one score (the authoring format's `bareme`)."""

    OFF = "off"  # tout-ou-rien
    NET_CORRECT = "net-correct"  # net
    COVERAGE = "coverage"  # couverture
    EACH_ANSWER = "each-answer"  # par-reponse


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
