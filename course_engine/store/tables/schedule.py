"""Where stands go, when sessions are held, and who has a place in them."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text, Time, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account, of_trainee

TRAINING_SESSION = Table(
    "training_session",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("unit", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("half_day", String(20), nullable=False),
    Column("begins", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("place", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("animator", Text, nullable=False),
    # No reference: SQLite cannot add one to a table that others refer to. The use case checks it.
    Column("deployment", String(40), index=True),
)

TERRITORY = Table(
    "territory",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("siren", String(9)),
)

COMMUNE = Table(
    "commune",
    METADATA,
    Column("territory", ForeignKey("territory.id"), primary_key=True),
    Column("code", String(5), primary_key=True),
    Column("name", Text, nullable=False),
)

DEPLOYMENT = Table(
    "deployment",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("stand", Text, nullable=False),
    Column("territory", ForeignKey("territory.id"), nullable=False, index=True),
    Column("wave", Integer, nullable=False),
    Column("begins", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("room", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
)

ENROLMENT_DECISION = Table(
    "enrolment_decision",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("session", ForeignKey("training_session.id"), nullable=False, index=True),
    of_trainee(),
    Column("status", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    of_account("decided_by"),
    Column("decided_at", UtcDateTime, nullable=False),
)

PLACEMENT_PROPOSAL = Table(
    "placement_proposal",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("deployment", ForeignKey("deployment.id"), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("read_from", String(64), nullable=False),
    of_account("made_by"),
    Column("made_at", UtcDateTime, nullable=False),
)
