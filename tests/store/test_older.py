"""A database that an older engine made is today's once it is opened, and has lost nothing.

`older/<revision>.sql` is what the engine of that revision wrote; it is never made anew.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

from alembic import command
from alembic.config import Config
from databases import PostgreSQL, as_another_program
from sqlalchemy import Connection, create_engine, make_url
from stand import registration

from course_engine.model.questionnaire import Role
from course_engine.model.response import MultipleChoiceResponse
from course_engine.store import Database, open_database
from course_engine.store.migrations import REVISIONS

OLDER = Path(__file__).parent / "older"
SATURDAY = datetime(2027, 3, 13, 8, 15, tzinfo=UTC)


def restore(dump: Path, target: Path) -> Path:
    with closing(sqlite3.connect(target)) as file:
        file.executescript(dump.read_text(encoding="utf-8"))
    return target


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "course_engine.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def copy_rows(source: Path, connection: Connection) -> None:
    """Copy each row as it is; PostgreSQL reads the text of its own types, and wants its booleans told apart."""
    tables = ["trainee", "training_session", "enrolment", "registration", "learning_path", "attendance"]
    tables += ["answer", "attestation", "access_code", "web_session", "secret"]
    cursor = connection.connection.cursor()
    with closing(sqlite3.connect(source)) as file:
        for table in tables:
            kinds = [kind for _, _, kind, *_ in file.execute(f"PRAGMA table_info({table})")]
            values = ", ".join("%s::int::boolean" if kind == "BOOLEAN" else "%s" for kind in kinds)
            for row in file.execute(f"SELECT * FROM {table}"):
                cursor.execute(f"INSERT INTO {table} VALUES ({values})", row)
    cursor.close()


def check_the_records_of_0001(database: Database) -> None:
    with database.reading() as records:
        assert records.people.registration("tr4f2a") == (registration(), Role.AGENT)
        path = records.people.path("tr4f2a")
        assert path is not None
        assert [step.unit for step in path.kept] == ["messagerie", "web"]
        assert [session.id for session in records.schedule.sessions_of("tr4f2a")] == ["S1", "S2"]
        session = records.schedule.sessions()["S2"]
        assert (session.day, session.begins, session.capacity) == (date(2027, 3, 20), time(9), 12)
        (attendance,) = records.attendance.of_session("S1")
        assert attendance.id == UUID("01a43df4-87a0-7d82-b082-532b629f6fbe")
        assert (attendance.begins.hour, attendance.signed, attendance.corrects) == (8, True, None)
        (answer,) = records.answers.of_trainee("tr4f2a", "messagerie")
        assert answer.response == MultipleChoiceResponse(options=("a", "c"))
        assert (answer.score.fraction, answer.answered_at) == (2 / 3, SATURDAY)
        issued = records.attestations.find("WETX-F3AW")
        assert issued is not None
        assert b"WETX-F3AW" in issued.document
        assert records.access.secret("access-code-salt") == bytes.fromhex("73a9bef499bbf4dc7bd2a4f2c8af5bd9")


def test_a_file_of_revision_0001_is_upgraded_with_its_records(tmp_path: Path) -> None:
    path = restore(OLDER / "0001.sql", tmp_path / "records.db")
    with open_database(path) as database:
        check_the_records_of_0001(database)
    assert as_another_program(str(path), "SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]


def test_a_postgresql_database_of_revision_0001_is_upgraded_with_its_records(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    source = restore(OLDER / "0001.sql", tmp_path / "records.db")
    with postgresql.database() as name:
        engine = create_engine(make_url(postgresql.url(name)).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            migrate(connection, "0001")
            copy_rows(source, connection)
        engine.dispose()
        with open_database(postgresql.url(name)) as database:
            check_the_records_of_0001(database)
        assert postgresql.execute("SELECT version_num FROM alembic_version", name) == [(REVISIONS[-1],)]
