"""SQLite: a file of its own, a write-ahead log, durable commits."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from course_engine.i18n import mark, translator
from course_engine.store.failures import BUSY, DAMAGED, DISK, FULL, READ_ONLY

_ = translator("store")

CLOSED = mark("The database “{name}” cannot be opened: check its folder and its rights.")

# By primary result code, https://sqlite.org/rescode.html: the low byte of an extended one.
SENTENCES: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_NOTADB: mark("“{name}” is not a database of the course engine: choose another file."),
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_IOERR: DISK,
}


def name(url: URL) -> str:
    """Return how messages name the database: its file."""
    return url.database or str(url)


def engine(url: URL, busy_timeout_ms: int) -> Engine:
    """Return an engine whose connections keep the promises of `store.backends.Backend`."""
    _make_private(url)
    made = create_engine(url)

    @event.listens_for(made, "connect")
    def configure(connection: object, entry: ConnectionPoolEntry) -> None:
        del connection
        driver = entry.dbapi_connection
        assert driver is not None  # noqa: S101 - "connect" is told of a connection that was just made
        # The driver's own idea of when to begin is turned off: a transaction begins where we say.
        driver.isolation_level = None
        cursor = driver.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        # What is erased must not stay in the file's free pages.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    event.listen(made, "begin", _begin)
    return made


def explain(failure: DBAPIError, name: str) -> str | None:
    """Return the sentence for `failure`, or None for a fault of ours."""
    code = getattr(failure.orig, "sqlite_errorcode", None)
    sentence = SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    return None if sentence is None else _(sentence).format(name=name)


def version_of(connection: Connection) -> int:
    """Return SQLite's own count: https://sqlite.org/pragma.html#pragma_data_version."""
    version: int = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    return version


def leave_no_trace(engine: Engine) -> bool:
    """Empty the write-ahead log, in which what was erased still stands; return whether nobody prevented it."""
    with engine.connect() as connection:
        # By the driver's own cursor, outside any transaction: a checkpoint within one waits for itself.
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (prevented, *_frames) = cursor.fetchone() or (0,)
        cursor.close()
    return not prevented


def copy_file(engine: Engine, target: Path) -> bool:
    """Copy the database by SQLite's online backup: in one step, so that no writer can make it begin again."""
    with engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine was made for it
        driver.backup(copy)
    return True


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("begins_writing", True)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    # Taking the write lock at once waits its turn; taking it half-way could only fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(url: URL) -> None:
    """Make the file, if it is not there, readable by its owner only: it will hold people's names."""
    if url.database and "uri" not in url.query:
        # What prevents it will prevent SQLite too, which says so in its own words.
        with suppress(OSError):
            Path(url.database).touch(mode=0o600)
