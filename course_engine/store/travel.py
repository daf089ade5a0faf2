"""What travels from one stand to another: the one place that says so of every table.

Facts are a grow-only set: they travel as rows, whose union is taken. What may have been emptied or deleted since
(by an erasure, by a purge) is joined column by column, and the emptier of two rows stands: so the union is the
same in any order. Plans travel as claims (`model.exchange.PlanClaim`), never as rows.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from course_engine.store.erasure import WISHED

ATTESTED = ("unit", "day", "half_day", "minutes")
"""What an erased attestation keeps of each of its half-days."""


class Travel(StrEnum):
    """How the rows of a table go to another stand."""

    FACT = "fact"
    PLAN = "plan"
    """As claims: the table `plan_variant`."""
    LOCAL = "local"
    """Not at all: what opens doors, what is not decided yet, what only these records are about."""


TRAVEL: Mapping[str, Travel] = {
    "trainee": Travel.FACT,
    "registration": Travel.FACT,
    "learning_path": Travel.FACT,
    "path_override": Travel.FACT,
    "admission": Travel.FACT,
    "twin_ruling": Travel.FACT,
    "enrolment_decision": Travel.FACT,
    "attendance": Travel.FACT,
    "signed_by": Travel.FACT,
    "countersignature": Travel.FACT,
    "register_link": Travel.FACT,
    "answer": Travel.FACT,
    "attestation": Travel.FACT,
    "room_act": Travel.FACT,
    "debrief_note": Travel.FACT,
    "trail": Travel.FACT,
    "territory": Travel.PLAN,
    "commune": Travel.PLAN,
    "deployment": Travel.PLAN,
    "training_session": Travel.PLAN,
    "account": Travel.PLAN,
    "account_territory": Travel.PLAN,
    "registration_link": Travel.PLAN,
    "plan_variant": Travel.PLAN,
    "access_code": Travel.LOCAL,
    "secret": Travel.LOCAL,
    "password": Travel.LOCAL,
    "web_session": Travel.LOCAL,
    "wrong_attempt": Travel.LOCAL,
    "registration_draft": Travel.LOCAL,
    "placement_proposal": Travel.LOCAL,
    "erasure_permit": Travel.LOCAL,
    "merge_receipt": Travel.LOCAL,
}

GONE_WITH_THE_NAME = frozenset(
    {"registration", "learning_path", "path_override", "twin_ruling", "answer", "room_act", "debrief_note"}
)
"""The tables of facts of which an erasure leaves no row about the person."""

Row = Mapping[str, Any]


class Apart(Exception):
    """Two rows of one identity that no erasure and no purge explains."""


def joined(table: str, here: Row, there: Row) -> Row:
    """Return what stands of two rows of one identity: the same, whichever is here.

    Raises:
        Apart: they differ otherwise than by what an erasure or a purge takes away.
    """
    if here == there:
        return here
    joins = JOINS.get(table, {})
    return {
        name: here[name] if here[name] == there[name] else joins.get(name, _apart)(here[name], there[name])
        for name in here
    }


def _apart(here: Any, there: Any) -> Any:
    raise Apart(here, there)


def _emptied(here: Any, there: Any) -> Any:
    empty = (None, "", b"")
    if here in empty or there in empty:
        return here if here in empty else there
    raise Apart(here, there)


def _earliest(here: datetime | None, there: datetime | None) -> datetime | None:
    return min(instant for instant in (here, there) if instant is not None)


def _without_wishes(here: Row, there: Row) -> Row:
    for more, less in ((here, there), (there, here)):
        if less == {name: value for name, value in more.items() if name not in WISHED}:
            return less
    raise Apart(here, there)


def _without_name(here: Row, there: Row) -> Row:
    for more, less in ((here, there), (there, here)):
        half_days = more.get("half_days", ())
        kept = [{name: half_day.get(name) for name in ATTESTED} for half_day in half_days]
        minutes = sum(half_day["minutes"] or 0 for half_day in kept)
        if less == {"minutes": minutes, "half_days": kept}:
            return less
    raise Apart(here, there)


JOINS: Mapping[str, Mapping[str, Callable[[Any, Any], Any]]] = {
    "trainee": {"registered_at": _earliest},
    "registration": {"content": _without_wishes},
    "admission": {"link": _emptied, "same_as": _emptied, "reason": _emptied},
    "enrolment_decision": {"reason": _emptied},
    "signed_by": {"signature": _emptied},
    "countersignature": {"signature": _emptied},
    "attestation": {
        "content": _without_name,
        "document": _emptied,
        "statement": _emptied,
        "erased_at": _earliest,
    },
}
"""By table and column, what stands of two values that differ."""
