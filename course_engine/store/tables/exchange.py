"""What came from other stands: what was merged, and what each stand says of the plans."""

from sqlalchemy import JSON, Column, String, Table, Text, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account

MERGE_RECEIPT = Table(
    "merge_receipt",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("stand", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    of_account("merged_by"),
    Column("merged_at", UtcDateTime, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("apart", JSON, nullable=False),
)

PLAN_VARIANT = Table(
    "plan_variant",
    METADATA,
    Column("plan", String(40), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("stand", String(100), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("against", JSON, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
)
