"""Who may enter: hashes only."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, LargeBinary, String, Table, Text, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account, of_trainee

ACCESS_CODE = Table(
    "access_code",
    METADATA,
    Column("hash", LargeBinary(32), primary_key=True),
    of_trainee(),
    Column("issued_at", UtcDateTime, nullable=False),
)

SECRET = Table(
    "secret",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

ACCOUNT = Table(
    "account",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
)

ACCOUNT_TERRITORY = Table(
    "account_territory",
    METADATA,
    Column("account", ForeignKey("account.id"), primary_key=True),
    Column("territory", ForeignKey("territory.id"), primary_key=True),
)

PASSWORD = Table(
    "password",
    METADATA,
    Column("account", ForeignKey("account.id"), primary_key=True),
    Column("hash", Text, nullable=False),
    Column("temporary", Boolean, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    of_account("issued_by"),
)

WEB_SESSION = Table(
    "web_session",
    METADATA,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("trainee", ForeignKey("trainee.id"), index=True),
    Column("account", ForeignKey("account.id"), index=True),
    Column("begins_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    CheckConstraint("(trainee IS NULL) <> (account IS NULL)", name="ck_web_session_one_holder"),
)

WRONG_ATTEMPT = Table(
    "wrong_attempt",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("subject", LargeBinary(32), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)
