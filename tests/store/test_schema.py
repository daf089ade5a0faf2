"""Migrations: they give the tables that the code expects, and facts are guarded in the database too."""

from random import Random

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import PostgreSQL, as_another_program
from sample_catalogue import sample_sessions
from sqlalchemy.exc import DBAPIError, IntegrityError
from stand import NOW, fill, registrant

from course_engine.store import Database, open_database
from course_engine.store.migrations import REVISIONS
from course_engine.store.tables import METADATA
from course_engine.training.registration import register


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    with database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_revisions_named_are_those_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", "course_engine.store:migrations")
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == REVISIONS


def test_a_database_of_no_revision_is_upgraded(bare_location: str) -> None:
    as_another_program(bare_location, "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    with open_database(bare_location) as database, database.reading() as records:
        assert records.people.trainees() == {}


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(bare_location: str) -> None:
    as_another_program(
        bare_location,
        "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)",
        "CREATE TABLE secret (name TEXT)",  # stands in the way of the last table that is made
    )
    with pytest.raises(DBAPIError, match="secret"):
        open_database(bare_location)
    as_another_program(bare_location, "DROP TABLE secret")
    with open_database(bare_location) as database, database.reading() as records:
        assert records.people.trainees() == {}


@pytest.mark.parametrize("table", ["registration", "learning_path", "access_code"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET trainee = 'x'", "DELETE FROM {}"])
def test_facts_are_never_edited_whoever_asks(database: Database, table: str, verb: str) -> None:
    fill(database)
    with pytest.raises(IntegrityError, match="never edited"), database.writing() as records:
        records.people._connection.exec_driver_sql(verb.format(table))


def test_a_fact_about_nobody_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), database.writing() as records:
        records.access.append_code(b"hash", "nobody", issued_at=NOW)


def test_a_table_of_facts_is_not_emptied_at_one_blow(postgresql: PostgreSQL) -> None:
    with postgresql.records() as name, pytest.raises(psycopg.IntegrityError, match="never edited"):
        postgresql.execute("TRUNCATE answer", name)


def test_text_is_compared_by_code_point_whatever_the_database_was_made_for(postgresql: PostgreSQL) -> None:
    query = """
        SELECT DISTINCT collname FROM pg_attribute JOIN pg_collation ON pg_collation.oid = attcollation
        JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
    """
    with postgresql.records() as name:
        assert postgresql.execute(query, name) == [("C",)]


def test_people_and_sessions_come_in_the_same_order_from_every_database(database: Database) -> None:
    ids = ["tr-10", "tr-2", "tr22", "tra0", "tr-a", "0tr0", "9999", "tr10"]
    register(database, [registrant(trainee) for trainee in ids], now=NOW, rng=Random(1))
    (sample_session, *_) = sample_sessions()
    numbers = ["S10", "S2", "s1", "S-1", "s-1", "a", "B", "1"]
    with database.writing() as records:
        for number in numbers:
            records.schedule.add_session(sample_session.model_copy(update={"id": number}))
    with database.reading() as records:
        assert list(records.people.trainees()) == sorted(ids)
        assert list(records.schedule.sessions()) == sorted(numbers)
