"""Stands that send one another their records."""

from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from stand import NOW

from course_engine.model.trail import TrailAction
from course_engine.model.training import Attendance, HalfDay
from course_engine.signing import Signer
from course_engine.store import Database
from course_engine.store.exchange import FACTS
from course_engine.training.plan_claims import current_plans
from course_engine.training.records_export import export_records
from course_engine.training.records_merge import Merger, MergeReport, merge_records
from course_engine.training.retention import Retention

KEY = Signer(Ed25519PrivateKey.from_private_bytes(b"k" * 32))
OWN_TRACES = {TrailAction.RECORDS_MERGED, TrailAction.RECORDS_EXPORTED, TrailAction.PURGED}
"""What a merge says of itself: the same record has other ones, where it was merged otherwise."""

_seeds = count(1)
File = tuple[str, bytes]


def export(database: Database, stand: str, *, now: datetime = NOW) -> File:
    """Return the file of a stand's records."""
    rng = Random(f"{stand} {next(_seeds)}")
    return f"{stand}.zip", export_records(database, stand=stand, signer=KEY, by="test", now=now, rng=rng)


def merge(
    database: Database, *files: File, stand: str = "Région", now: datetime = NOW
) -> tuple[MergeReport, ...]:
    """Merge files, and return what is said of it."""
    merger = Merger(stand, (KEY.public_key,), "region", Retention())
    return merge_records(database, files, merger, now=now, rng=Random(f"merge {next(_seeds)}"))


def record(database: Database) -> dict[str, Any]:
    """Return what the law is about: every fact, what is said of every plan, and every plan as it stands."""
    with database.reading() as records:
        facts = {name: list(records.exchange.lines(name)) for name in FACTS if name != "trail"}
        trail = {entry for entry in records.trail.entries() if entry.action not in OWN_TRACES}
        return {**facts, "trail": trail, "claims": records.claims.claims(), "plans": current_plans(records)}


def standing_of(database: Database) -> tuple[Any, ...]:
    """Return what stands of people, decisions and places."""
    with database.reading() as records:
        people, schedule = records.people, records.schedule
        return people.trainees(), people.paths(), records.admissions.standing(), schedule.standing()


def signed(session: str, trainee: str, **changes: Any) -> Attendance:
    """Return the fact that a trainee signed for a session, from 9 h to 12 h."""
    began = NOW - timedelta(minutes=15)
    fact = Attendance(
        id=uuid5(NAMESPACE_URL, f"{session} {trainee} {sorted(changes.items())}"),
        trainee=trainee,
        session=session,
        half_day=HalfDay.SATURDAY_MORNING,
        begins=began,
        ends=began + timedelta(hours=3),
        entered_by="test",
        entered_at=NOW + timedelta(hours=4),
    )
    return fact.model_copy(update=changes)


