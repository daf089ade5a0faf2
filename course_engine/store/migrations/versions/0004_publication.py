"""Publication: the version that an answer was given to, catalogues, recorded draws, later judgements."""

import sqlalchemy as sa
from alembic import op

from course_engine.store.migrations.guards import reguard

revision = "0004"
down_revision = "0003"

FACTS = ("catalogue", "quiz_draw", "judgement")


def upgrade() -> None:
    op.add_column("answer", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("0")))
    create_catalogue()
    create_quiz_draw()
    create_judgement()
    for table in FACTS:
        reguard(table)


def create_catalogue() -> None:
    op.create_table(
        "catalogue",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_catalogue"),
    )


def create_quiz_draw() -> None:
    op.create_table(
        "quiz_draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("quiz", sa.String(40), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_quiz_draw_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_draw"),
    )
    op.create_index("ix_quiz_draw_trainee", "quiz_draw", ["trainee"])


def create_judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_judgement_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_index("ix_judgement_answer", "judgement", ["answer"])
    op.create_index("ix_judgement_trainee", "judgement", ["trainee"])
