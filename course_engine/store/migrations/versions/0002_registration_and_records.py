"""Who comes from where, who decides, and the trail: places, accounts, admissions, enrolments as decisions."""

from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op

from course_engine.store.migrations.guards import reguard

revision = "0002"
down_revision = "0001"

OLDER_FACTS = ("registration", "learning_path", "attendance", "answer", "attestation", "access_code")
FACTS = ("admission", "twin_ruling", "path_override", "enrolment_decision", "trail")


def upgrade() -> None:
    create_places()
    create_accounts()
    create_links()
    create_admissions()
    create_schedule()
    create_trail()
    move_enrolments()
    let_accounts_in()
    op.add_column("training_session", sa.Column("deployment", sa.String(40)))
    op.create_index("ix_training_session_deployment", "training_session", ["deployment"])
    op.add_column("attestation", sa.Column("erased_at", sa.DateTime()))
    for table in (*OLDER_FACTS, *FACTS):
        reguard(table)


def create_places() -> None:
    op.create_table(
        "territory",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("siren", sa.String(9)),
        sa.PrimaryKeyConstraint("id", name="pk_territory"),
    )
    op.create_table(
        "commune",
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_commune_territory"),
        sa.PrimaryKeyConstraint("territory", "code", name="pk_commune"),
    )
    op.create_table(
        "deployment",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_deployment_territory"),
        sa.PrimaryKeyConstraint("id", name="pk_deployment"),
    )
    op.create_index("ix_deployment_territory", "deployment", ["territory"])


def create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    op.create_table(
        "account_territory",
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_account_territory_account"),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_account_territory_territory"),
        sa.PrimaryKeyConstraint("account", "territory", name="pk_account_territory"),
    )
    op.create_table(
        "password",
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_password_account"),
        sa.PrimaryKeyConstraint("account", name="pk_password"),
    )
    op.create_table(
        "wrong_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_attempt"),
    )
    op.create_index("ix_wrong_attempt_at", "wrong_attempt", ["at"])
    op.create_index("ix_wrong_attempt_subject", "wrong_attempt", ["subject"])


def create_links() -> None:
    op.create_table(
        "registration_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_registration_link_territory"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_link"),
        sa.UniqueConstraint("token_hash", name="uq_registration_link_token_hash"),
    )
    op.create_index("ix_registration_link_territory", "registration_link", ["territory"])
    op.create_table(
        "registration_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32)),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("link", sa.Uuid()),
        sa.Column("account", sa.String(40)),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_registration_draft_account"),
        sa.ForeignKeyConstraint(["link"], ["registration_link.id"], name="fk_registration_draft_link"),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_registration_draft_territory"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_draft"),
        sa.UniqueConstraint("code_hash", name="uq_registration_draft_code_hash"),
    )
    op.create_index("ix_registration_draft_account", "registration_draft", ["account"])
    op.create_index("ix_registration_draft_expires_at", "registration_draft", ["expires_at"])
    op.create_index("ix_registration_draft_link", "registration_draft", ["link"])
    op.create_index("ix_registration_draft_territory", "registration_draft", ["territory"])


def create_admissions() -> None:
    op.create_table(
        "admission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("territory", sa.String(40)),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("link", sa.Uuid()),
        sa.Column("same_as", sa.String(40)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["registration_link.id"], name="fk_admission_link"),
        sa.ForeignKeyConstraint(["same_as"], ["trainee.id"], name="fk_admission_same_as"),
        sa.ForeignKeyConstraint(["territory"], ["territory.id"], name="fk_admission_territory"),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_admission_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_admission"),
    )
    op.create_index("ix_admission_link", "admission", ["link"])
    op.create_index("ix_admission_territory", "admission", ["territory"])
    op.create_index("ix_admission_trainee", "admission", ["trainee"])
    op.create_table(
        "twin_ruling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one", sa.String(40), nullable=False),
        sa.Column("other", sa.String(40), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["trainee.id"], name="fk_twin_ruling_one"),
        sa.ForeignKeyConstraint(["other"], ["trainee.id"], name="fk_twin_ruling_other"),
        sa.PrimaryKeyConstraint("id", name="pk_twin_ruling"),
    )
    op.create_index("ix_twin_ruling_one", "twin_ruling", ["one"])
    op.create_index("ix_twin_ruling_other", "twin_ruling", ["other"])
    op.create_table(
        "path_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_path_override_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_path_override"),
    )
    op.create_index("ix_path_override_trainee", "path_override", ["trainee"])


def create_schedule() -> None:
    op.create_table(
        "enrolment_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.String(40), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(100), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["training_session.id"], name="fk_enrolment_decision_session"),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_enrolment_decision_trainee"),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment_decision"),
    )
    op.create_index("ix_enrolment_decision_session", "enrolment_decision", ["session"])
    op.create_index("ix_enrolment_decision_trainee", "enrolment_decision", ["trainee"])
    op.create_table(
        "placement_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deployment", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("read_from", sa.String(64), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["deployment"], ["deployment.id"], name="fk_placement_proposal_deployment"),
        sa.PrimaryKeyConstraint("id", name="pk_placement_proposal"),
    )
    op.create_index("ix_placement_proposal_deployment", "placement_proposal", ["deployment"])


def create_trail() -> None:
    op.create_table(
        "trail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("action", sa.String(30), nullable=False),
        sa.Column("trainee", sa.String(40)),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail"),
    )
    op.create_index("ix_trail_at", "trail", ["at"])
    op.create_index("ix_trail_trainee", "trail", ["trainee"])
    op.create_table(
        "erasure_permit",
        sa.Column("trail", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["trail"], ["trail.id"], name="fk_erasure_permit_trail"),
        sa.PrimaryKeyConstraint("trail", name="pk_erasure_permit"),
    )


def move_enrolments() -> None:
    """Keep the places given so far as decisions, each with the same id wherever it is moved."""
    enrolment = sa.table(
        "enrolment", sa.column("session"), sa.column("trainee"), sa.column("enrolled_at", sa.DateTime())
    )
    decision = sa.table(
        "enrolment_decision",
        sa.column("id", sa.Uuid()),
        *map(sa.column, ("session", "trainee", "status", "reason", "decided_by")),
        sa.column("decided_at", sa.DateTime()),
    )
    connection = op.get_bind()
    for session, trainee, enrolled_at in connection.execute(sa.select(enrolment)).all():
        connection.execute(
            decision.insert().values(
                id=uuid5(NAMESPACE_URL, f"enrolment:{session}/{trainee}"),
                session=session,
                trainee=trainee,
                status="confirmee",
                reason="",
                decided_by="import",
                decided_at=enrolled_at,
            )
        )
    op.drop_table("enrolment")


def let_accounts_in() -> None:
    """Make the table of browser sessions anew: whoever is in types their code once more."""
    op.drop_table("web_session")
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("trainee", sa.String(40)),
        sa.Column("account", sa.String(40)),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
        sa.ForeignKeyConstraint(["trainee"], ["trainee.id"], name="fk_web_session_trainee"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_web_session_account"),
        sa.CheckConstraint("(trainee IS NULL) <> (account IS NULL)", name="ck_web_session_one_holder"),
    )
    op.create_index("ix_web_session_trainee", "web_session", ["trainee"])
    op.create_index("ix_web_session_account", "web_session", ["account"])
    op.create_index("ix_web_session_expires_at", "web_session", ["expires_at"])
