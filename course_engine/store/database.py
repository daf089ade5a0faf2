"""The database: opened, upgraded, and the transactions on it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.store.failures import said_in_one_sentence
from course_engine.store.records import Records
from course_engine.store.schema import upgrade

_ = translator("store")

BUSY_TIMEOUT_MS = 5000


class Database:
    """A course's records. Close it, or use it as a context manager.

    Attributes:
        name: how messages name it: the file, never a password.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.url.database or str(engine.url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """One consistent view of the records; whatever is written in it is lost.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._transaction(writes=False) as connection:
            yield Records(connection)
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """One transaction: all of it is durable when the block ends, or none of it was written.

        Raises:
            StoreError: the database is busy, full or cannot be written to.
        """
        with self._transaction(writes=True) as connection:
            yield Records(connection)
            connection.commit()

    def leave_no_trace(self) -> bool:
        """Empty the write-ahead log, in which what was just erased still stands; after the transaction.

        Returns:
            Whether nothing of it is left in the database's files; False while somebody reads: the log is
            emptied later, when nobody does.
        """
        if self._engine.dialect.name != "sqlite":
            return True
        with said_in_one_sentence(self.name), self._engine.connect() as connection:
            # By the driver's own cursor, outside any transaction: a checkpoint within one waits for itself.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_frames) = cursor.fetchone() or (0,)
            cursor.close()
        return not busy

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with said_in_one_sentence(self.name), self._engine.connect() as connection:
            yield connection.execution_options(begins_writing=writes)


def open_database(location: Path | str) -> Database:
    """Open the records at `location`, made if there are none, upgraded if they are of an older version.

    Args:
        location: a file, or a database URL (`sqlite:///…`).

    Raises:
        StoreError: unreachable, busy, read-only, full, not a database, or newer than this engine. What was
            there is as it was.
    """
    url = _url(location)
    _make_private(url)
    engine = create_engine(url)
    _prepare_sqlite(engine)
    database = Database(engine)
    try:
        with said_in_one_sentence(database.name), engine.connect() as connection:
            upgrade(connection, database.name)
    except StoreError:
        database.close()
        raise
    return database


def _url(location: Path | str) -> URL:
    if isinstance(location, Path) or "://" not in location:
        return URL.create("sqlite", database=str(location))
    try:
        url = make_url(location)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as failure:
        raise StoreError(_("“{url}” is not the address of a database.").format(url=location)) from failure
    if url.get_backend_name() != "sqlite":
        sentence = _("“{backend}” databases are not supported: give a file, or sqlite:///….")
        raise StoreError(sentence.format(backend=url.get_backend_name()))
    return url


def _make_private(url: URL) -> None:
    """Make the file, if it is not there, readable by its owner only: it will hold people's names."""
    if url.database and "uri" not in url.query:
        # What prevents it will prevent SQLite too, which says so in its own words.
        with suppress(OSError):
            Path(url.database).touch(mode=0o600)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: object, entry: ConnectionPoolEntry) -> None:
        del connection
        driver = entry.dbapi_connection
        assert driver is not None  # noqa: S101 - "connect" is told of a connection that was just made
        # The driver's own idea of when to begin is turned off: a transaction begins where we say.
        driver.isolation_level = None
        cursor = driver.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        # What is erased must not stay in the file's free pages.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the write lock at once waits its turn; taking it half-way could only fail.
        writes = connection.get_execution_options().get("begins_writing", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
