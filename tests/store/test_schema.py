"""Migrations: they give the tables that the code expects, and facts are guarded in the database too."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError
from stand import NOW, fill

from course_engine.store import Database, open_database
from course_engine.store.migrations import REVISIONS
from course_engine.store.tables import METADATA


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    with database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_revisions_named_are_those_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", "course_engine.store:migrations")
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == REVISIONS


def test_a_database_of_no_revision_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.close()
    with open_database(path) as database, database.reading() as records:
        assert records.people.trainees() == {}


@pytest.mark.parametrize("table", ["registration", "learning_path", "access_code"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET trainee = 'x'", "DELETE FROM {}"])
def test_facts_are_never_edited_whoever_asks(database: Database, table: str, verb: str) -> None:
    fill(database)
    with pytest.raises(IntegrityError, match="never edited"), database.writing() as records:
        records.people._connection.exec_driver_sql(verb.format(table))


def test_a_fact_about_nobody_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), database.writing() as records:
        records.access.append_code(b"hash", "nobody", issued_at=NOW)
