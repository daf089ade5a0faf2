"""The first facts: who registered, what was planned, who signed, what was answered, what was issued."""

import sqlalchemy as sa
from alembic import op

from course_engine.store.migrations.guards import guard

revision = "0001"
down_revision = None

FACTS = ("registration", "learning_path", "attendance", "answer", "attestation", "access_code")


def upgrade() -> None:
    create_people()
    create_schedule()
    create_facts_of_the_room()
    create_attestation()
    create_access()
    for table in FACTS:
        guard(table)


def create_people() -> None:
    op.create_table(
        "trainee",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trainee"),
    )
    op.create_table(
        "registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("role", sa.String(10)),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        of_trainee("registration"),
    )
    op.create_index("ix_registration_trainee", "registration", ["trainee"])
    op.create_table(
        "learning_path",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learning_path"),
        of_trainee("learning_path"),
    )
    op.create_index("ix_learning_path_trainee", "learning_path", ["trainee"])


def create_schedule() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half_day", sa.String(20), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("animator", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_session"),
    )
    op.create_table(
        "enrolment",
        sa.Column("session", sa.String(40), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("session", "trainee", name="pk_enrolment"),
        of_session("enrolment"),
        of_trainee("enrolment"),
    )
    op.create_index("ix_enrolment_trainee", "enrolment", ["trainee"])


def create_facts_of_the_room() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("session", sa.String(40), nullable=False),
        sa.Column("half_day", sa.String(20), nullable=False),
        sa.Column("begins", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("corrects", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        of_session("attendance"),
        of_trainee("attendance"),
        sa.ForeignKeyConstraint(["corrects"], ["attendance.id"], name="fk_attendance_corrects"),
    )
    op.create_index("ix_attendance_trainee", "attendance", ["trainee"])
    op.create_index("ix_attendance_session", "attendance", ["session"])
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("quiz", sa.String(40), nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("catalogue", sa.String(64), nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        of_trainee("answer"),
    )
    op.create_index("ix_answer_trainee_quiz", "answer", ["trainee", "quiz"])


def create_attestation() -> None:
    op.create_table(
        "attestation",
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_attestation"),
        of_trainee("attestation"),
    )
    op.create_index("ix_attestation_trainee", "attestation", ["trainee"])


def create_access() -> None:
    op.create_table(
        "access_code",
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_access_code"),
        of_trainee("access_code"),
    )
    op.create_index("ix_access_code_trainee", "access_code", ["trainee"])
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
        of_trainee("web_session"),
    )
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"])
    op.create_table(
        "secret",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secret"),
    )


def of_trainee(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name=f"fk_{table}_trainee")


def of_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["session"], ["training_session.id"], name=f"fk_{table}_session")
