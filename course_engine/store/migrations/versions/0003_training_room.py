"""The training room: acts, signatures, the chains of the register, debriefs, what other stands sent."""

import sqlalchemy as sa
from alembic import op

from course_engine.store.migrations.guards import reguard

revision = "0003"
down_revision = "0002"

FACTS = (
    "room_act",
    "debrief_note",
    "signed_by",
    "countersignature",
    "register_link",
    "merge_receipt",
)


def upgrade() -> None:
    op.add_column("answer", sa.Column("session", sa.String(40)))
    op.add_column("answer", sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_answer_session", "answer", ["session"])
    create_room()
    create_register()
    create_exchange()
    for table in FACTS:
        reguard(table)


def create_room() -> None:
    op.create_table(
        "room_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("trainee", sa.String(40)),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["training_session.id"], name="fk_room_act_session"),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_room_act_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_room_act"),
    )
    op.create_index("ix_room_act_session", "room_act", ["session"])
    op.create_index("ix_room_act_trainee", "room_act", ["trainee"])
    op.create_table(
        "debrief_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("session", sa.String(40)),
        sa.Column("author", sa.String(20), nullable=False),
        sa.Column("view", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["training_session.id"], name="fk_debrief_note_session"),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_debrief_note_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_debrief_note"),
    )
    op.create_index("ix_debrief_note_session", "debrief_note", ["session"])
    op.create_index("ix_debrief_note_trainee", "debrief_note", ["trainee"])


def create_register() -> None:
    op.create_table(
        "signed_by",
        sa.Column("attendance", sa.Uuid(), nullable=False),
        sa.Column("means", sa.String(10), nullable=False),
        sa.Column("signature", sa.JSON()),
        sa.Column("digest", sa.String(64)),
        sa.ForeignKeyConstraint(["attendance"], ["attendance.id"], name="fk_signed_by_attendance"),
        sa.PrimaryKeyConstraint("attendance", name="pk_signed_by"),
    )
    op.create_table(
        "countersignature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.String(40), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("signature", sa.JSON()),
        sa.Column("digest", sa.String(64)),
        sa.Column("sheet", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["training_session.id"], name="fk_countersignature_session"),
        sa.PrimaryKeyConstraint("id", name="pk_countersignature"),
    )
    op.create_index("ix_countersignature_session", "countersignature", ["session"])
    op.create_table(
        "register_link",
        sa.Column("chain", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("fact", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "rank", name="pk_register_link"),
    )
    op.create_index("ix_register_link_fact", "register_link", ["fact"])


def create_exchange() -> None:
    op.create_table(
        "merge_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("merged_by", sa.String(100), nullable=False),
        sa.Column("merged_at", sa.DateTime(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("apart", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_merge_receipt"),
    )
    op.create_table(
        "plan_variant",
        sa.Column("plan", sa.String(40), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("stand", sa.String(100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("against", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("plan", "key", "stand", name="pk_plan_variant"),
    )
