"""The tables. Facts are appended and never edited: triggers refuse it.

JSON is kept beside the version of its schema, so that what was written years ago can still be read.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    Uuid,
)

from course_engine.store.columns import UtcDateTime

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("role", String(10)),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)

LEARNING_PATH = Table(
    "learning_path",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
)

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
)

ENROLMENT = Table(
    "enrolment",
    METADATA,
    Column("session", ForeignKey("training_session.id"), primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), primary_key=True, index=True),
    Column("enrolled_at", UtcDateTime, nullable=False),
)

ATTENDANCE = Table(
    "attendance",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True),
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
    Index("ix_answer_trainee_quiz", "trainee", "quiz"),
)

ATTESTATION = Table(
    "attestation",
    METADATA,
    Column("number", String(20), primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("statement", Text, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
)

ACCESS_CODE = Table(
    "access_code",
    METADATA,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True),
    Column("issued_at", UtcDateTime, nullable=False),
)

WEB_SESSION = Table(
    "web_session",
    METADATA,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), nullable=False),
    Column("begins_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

SECRET = Table(
    "secret",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
