"""What happened in the room, and what was issued for it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    false,
    text,
)

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account, of_trainee

ATTENDANCE = Table(
    "attendance",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("session", ForeignKey("training_session.id"), nullable=False, index=True),
    Column("half_day", String(20), nullable=False),
    Column("begins", UtcDateTime, nullable=False),
    Column("ends", UtcDateTime, nullable=False),
    Column("signed", Boolean, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("corrects", ForeignKey("attendance.id")),
)

ANSWER = Table(
    "answer",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False),
    Column("quiz", String(40), nullable=False),
    Column("question", String(40), nullable=False),
    Column("catalogue", String(64), nullable=False),
    Column("response", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("fraction", Float, nullable=False),
    Column("points", Integer, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
    # No reference: SQLite cannot add one to a table that others may refer to. The use case checks it.
    Column("session", String(40), index=True),
    Column("late", Boolean, nullable=False, server_default=false()),
    Column("version", Integer, nullable=False, server_default=text("0")),
    Index("ix_answer_trainee_quiz", "trainee", "quiz"),
)

ATTESTATION = Table(
    "attestation",
    METADATA,
    Column("number", String(20), primary_key=True),
    of_trainee(),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("statement", Text, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("erased_at", UtcDateTime),
)

ROOM_ACT = Table(
    "room_act",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("session", ForeignKey("training_session.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("trainee", ForeignKey("trainee.id"), index=True),
    Column("target", String(40), nullable=False),
    Column("text", Text, nullable=False),
    of_account("by"),
    Column("at", UtcDateTime, nullable=False),
)

DEBRIEF_NOTE = Table(
    "debrief_note",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("session", ForeignKey("training_session.id"), index=True),
    Column("author", String(20), nullable=False),
    Column("view", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    of_account("by"),
    Column("at", UtcDateTime, nullable=False),
)
