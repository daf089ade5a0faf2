"""Whether a stand may leave the depot: what was looked at, what was found, what to do about it."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen


class Verdict(StrEnum):
    """What a finding means for the half-day to come."""

    GOOD = "bon"
    LOOK = "a-voir"
    BLOCKING = "bloquant"


class Finding(Frozen):
    """One line of the checklist.

    Attributes:
        title: what was looked at, in a word or three.
        said: what was found, one sentence.
        to_do: what to do about it; empty exactly where all is well.
    """

    title: str
    verdict: Verdict
    said: str
    to_do: str = ""


class Checklist(Frozen):
    """Everything that was looked at, in order.

    Attributes:
        stand: what the stand is called; may be empty.
        made_at: when.
    """

    stand: str
    made_at: AwareDatetime
    findings: tuple[Finding, ...] = Field(min_length=1)

    def counts(self) -> Mapping[Verdict, int]:
        """Return how many findings have each verdict."""
        return Counter(finding.verdict for finding in self.findings)
