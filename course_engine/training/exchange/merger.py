"""Who merges, by which rules; and what is said of it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from course_engine.model.exchange import MergeReceipt
from course_engine.signing import PublicKey
from course_engine.store.claims import PlanId
from course_engine.training.retention import Retention


class Merger(Struct, frozen=True):
    """Who merges, and by which rules.

    Attributes:
        stand: what this stand calls itself.
        trusted: the keys that are believed.
        by: the account, or what else merges.
        retention: how long what is kept is kept.
    """

    stand: str
    trusted: Sequence[PublicKey]
    by: str
    retention: Retention


class MergeReport(Struct, frozen=True):
    """What one file brought.

    Attributes:
        receipt: what is kept of the merge.
        known: how many rows were here already, by table.
        reduced: how many rows were emptied, as they were elsewhere.
        withheld: how many rows were not taken, because the person was erased.
        erased: how many people were erased here, because they were elsewhere.
        over: how much came in and was over its time here, and so was not kept.
        added, changed: plans that were not known, and that follow another stand now.
        differing: plans on which stands differ, since this file.
    """

    receipt: MergeReceipt
    known: Mapping[str, int]
    reduced: int
    withheld: int
    erased: int
    over: int
    added: tuple[PlanId, ...]
    changed: tuple[PlanId, ...]
    differing: tuple[PlanId, ...]
