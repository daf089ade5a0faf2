"""What stands say to one another: the plans as each of them holds them, and what was merged."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.register import Digest

HERE = ""
"""What these records call their own stand; a file that leaves says its name in its place."""

Pair = tuple[UUID, UUID]


class PlanKind(StrEnum):
    """What may be changed in place, and so may differ from one stand to another; each after those it names."""

    TERRITORY = "territoire"
    DEPLOYMENT = "venue"
    SESSION = "seance"
    ACCOUNT = "compte"
    LINK = "lien"


class PlanClaim(Frozen):
    """What one stand says of a plan. For each stand, the latest stands.

    Attributes:
        key: the identity of the plan.
        stand: who says so; `HERE` for these records.
        content: the plan, as JSON.
        against: fingerprints of what others said, set aside by the person who chose this content.
        said_at: when the stand first said this.
    """

    plan: PlanKind
    key: str = Field(min_length=1, max_length=100)
    stand: str = Field(max_length=100)
    content: Mapping[str, Any]
    against: tuple[Digest, ...] = ()
    said_at: AwareDatetime


class MergeReceipt(Frozen):
    """A fact: one file was merged here.

    Attributes:
        stand: that made the file.
        sha256: of the file.
        counts: how many rows were new, by table.
        apart: decisions on the same thing that neither side knew of: one of here, one of the file.
    """

    id: UUID
    stand: str
    sha256: Digest
    made_at: AwareDatetime
    merged_by: str
    merged_at: AwareDatetime
    counts: Mapping[str, int]
    apart: tuple[Pair, ...] = ()
