"""The attendance register: how people signed, who countersigned, and the chains that tie it together."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Uuid

from course_engine.store.columns import UtcDateTime
from course_engine.store.tables.metadata import METADATA, of_account

SIGNED_BY = Table(
    "signed_by",
    METADATA,
    Column("attendance", ForeignKey("attendance.id"), primary_key=True),
    Column("means", String(10), nullable=False),
    Column("signature", JSON(none_as_null=True)),
    Column("digest", String(64)),
)

COUNTERSIGNATURE = Table(
    "countersignature",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("session", ForeignKey("training_session.id"), nullable=False, index=True),
    of_account("account"),
    Column("signature", JSON(none_as_null=True)),
    Column("digest", String(64)),
    Column("sheet", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

REGISTER_LINK = Table(
    "register_link",
    METADATA,
    Column("chain", Uuid, primary_key=True),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("fact", Uuid, nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
