"""What holds the tables together: how constraints are named, and references that many tables have."""

from sqlalchemy import Column, ForeignKey, MetaData, String

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_trainee() -> Column[str]:
    """Return the column of whom a row is about."""
    return Column("trainee", ForeignKey("trainee.id"), nullable=False, index=True)


def of_account(name: str) -> Column[str]:
    """Return the column of who decided: an account, or what else did, so that no reference is asked for."""
    return Column(name, String(100), nullable=False)
