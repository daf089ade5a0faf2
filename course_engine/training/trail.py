"""The trail: each look at a whole file, each export, correction, erasure and purge leaves an entry."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from course_engine.model.trail import LONGEST_DETAIL, TrailAction, TrailEntry
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7

LATEST = 200


def trace(
    records: Records,
    action: TrailAction,
    *,
    by: str,
    trainee: str | None = None,
    detail: str = "",
    now: datetime,
    rng: Random,
) -> UUID:
    """Append an entry to the trail, in the transaction of what it tells; return its id.

    Args:
        records: of the transaction.
        action: what is done.
        by: the account that does it, or what else does.
        trainee: whom it is about; None where it is about many.
        detail: what is done exactly; no name of a person in it. Its first 500 characters are kept.
        now: when, aware.
        rng: for its id.
    """
    entry = TrailEntry(
        id=uuid7(now, rng), at=now, account=by, action=action, trainee=trainee, detail=detail[:LONGEST_DETAIL]
    )
    records.trail.append(entry)
    return entry.id


def latest_entries(database: Database, *, trainee: str | None = None) -> Sequence[TrailEntry]:
    """Return the last two hundred entries (about one trainee, or all), the latest first."""
    with database.reading() as records:
        return records.trail.entries(trainee=trainee, limit=LATEST)
