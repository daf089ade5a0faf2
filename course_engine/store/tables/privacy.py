"""What is kept about what is kept: the trail, and the permit without which no fact is erased."""

from sqlalchemy import Column, ForeignKey, String, Table, Text, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account

TRAIL = Table(
    "trail",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    of_account("account"),
    Column("action", String(30), nullable=False),
    # No reference: the trail of somebody outlives their file.
    Column("trainee", String(40), index=True),
    Column("detail", Text, nullable=False),
)

ERASURE_PERMIT = Table(
    "erasure_permit",
    METADATA,
    Column("trail", ForeignKey("trail.id"), primary_key=True),
)
