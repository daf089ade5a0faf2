"""The version of a database's tables, and how an older one becomes today's."""

from sqlalchemy import Connection, inspect, text

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.store.migrations import REVISIONS

_ = translator("store")


def upgrade(connection: Connection, name: str) -> None:
    """Bring the tables to the last revision, in one transaction, if they are not there yet.

    Args:
        connection: a connection with no transaction begun.
        name: how messages name the database.

    Raises:
        StoreError: the tables are newer than this engine, or somebody else's.
    """
    current = revision_of(connection.execution_options(begins_writing=False), name)
    connection.rollback()
    if current == REVISIONS[-1]:
        return
    connection.execution_options(begins_writing=True)
    with connection.begin():
        # Another process may have upgraded while this one waited for its turn.
        if revision_of(connection, name) != REVISIONS[-1]:
            _migrate(connection)


def revision_of(connection: Connection, name: str) -> str | None:
    """Return the revision of the tables; None where there is not a table yet.

    Args:
        connection: in a transaction, or about to begin one.
        name: how messages name the database.

    Raises:
        StoreError: the tables are newer than this engine, or somebody else's.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(
            _("“{name}” is not a database of the course engine: choose another one.").format(name=name)
        )
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if revision is not None and revision not in REVISIONS:
        sentence = _(
            "The database “{name}” was made by a newer version of the course engine ({revision}):"
            " install that version."
        )
        raise StoreError(sentence.format(name=name, revision=revision))
    return str(revision) if revision is not None else None


def _migrate(connection: Connection) -> None:
    # Alembic takes a third of a second to import, and most openings have nothing to upgrade.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "course_engine.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
