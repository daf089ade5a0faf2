"""What was published, what was drawn for each trainee, what answers were judged to be worth since."""

from sqlalchemy import JSON, Column, Float, Integer, String, Table, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account, of_trainee

CATALOGUE = Table(
    "catalogue",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
)

QUIZ_DRAW = Table(
    "quiz_draw",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("quiz", String(40), nullable=False),
    Column("questions", JSON, nullable=False),
    Column("drawn_at", UtcDateTime, nullable=False),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("id", Uuid, primary_key=True),
    # No reference: an answer that another stand sends comes after everything else.
    Column("answer", Uuid, nullable=False, index=True),
    of_trainee(),
    Column("version", Integer, nullable=False),
    Column("fraction", Float, nullable=False),
    Column("points", Integer, nullable=False),
    of_account("by"),
    Column("at", UtcDateTime, nullable=False),
)
