"""Who registered, how, what was planned for them, and what was decided of it."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account, of_trainee

TRAINEE = Table(
    "trainee",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("registered_at", UtcDateTime, nullable=False),
)

REGISTRATION = Table(
    "registration",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("role", String(10)),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)

LEARNING_PATH = Table(
    "learning_path",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)

PATH_OVERRIDE = Table(
    "path_override",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("unit", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    of_account("decided_by"),
    Column("decided_at", UtcDateTime, nullable=False),
)

ADMISSION = Table(
    "admission",
    METADATA,
    Column("id", Uuid, primary_key=True),
    of_trainee(),
    Column("territory", ForeignKey("territory.id"), index=True),
    Column("channel", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    Column("link", ForeignKey("registration_link.id"), index=True),
    Column("same_as", ForeignKey("trainee.id")),
    Column("reason", Text, nullable=False),
    of_account("decided_by"),
    Column("decided_at", UtcDateTime, nullable=False),
)

TWIN_RULING = Table(
    "twin_ruling",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("one", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("other", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("same", Boolean, nullable=False),
    of_account("decided_by"),
    Column("decided_at", UtcDateTime, nullable=False),
)

REGISTRATION_LINK = Table(
    "registration_link",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("territory", ForeignKey("territory.id"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("most", Integer, nullable=False),
    of_account("made_by"),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
)

REGISTRATION_DRAFT = Table(
    "registration_draft",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("code_hash", LargeBinary(32), unique=True),
    Column("territory", ForeignKey("territory.id"), nullable=False, index=True),
    Column("link", ForeignKey("registration_link.id"), index=True),
    Column("account", ForeignKey("account.id"), index=True),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)
