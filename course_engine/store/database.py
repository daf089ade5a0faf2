"""The database: opened, upgraded, and the transactions on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.store.backends import Backend, backend_of, file_of
from course_engine.store.condition import copy_tables
from course_engine.store.failures import said_in_one_sentence
from course_engine.store.records import Records
from course_engine.store.schema import revision_of, upgrade
from course_engine.store.sole_writer import SoleWriter

_ = translator("store")

BUSY_TIMEOUT_MS = 5000


class Database:
    """A course's records. Close it, or use it as a context manager.

    Attributes:
        name: how messages name it: the file or the address, never a password.
    """

    def __init__(self, backend: Backend, url: URL, busy_timeout_ms: int) -> None:
        self._backend = backend
        self._engine = backend.engine(url, busy_timeout_ms)
        self.name = backend.name(url)

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
        """One consistent view of the records; nothing can be written in it.

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

    def sole_writer(self) -> SoleWriter:
        """Return a writer with a connection of its own; close it."""
        return SoleWriter(self._backend, self._engine, self.name)

    def upgrade(self) -> None:
        """Bring the tables to those of this engine.

        Raises:
            StoreError: as `open_database`.
        """
        with self._connection() as connection:
            upgrade(connection, self.name)

    def version(self) -> str | None:
        """Return the revision of the tables, None where there is none; nothing is changed.

        Raises:
            StoreError: unreachable, not ours, or newer than this engine.
        """
        with self._transaction(writes=False) as connection:
            return revision_of(connection, self.name)

    def leave_no_trace(self) -> bool:
        """Take what was just erased out of the database's files, as far as it can be; after the transaction.

        Returns:
            Whether nothing is left to do; False while somebody reads: ask again when nobody does.
        """
        with said_in_one_sentence(self.name, self._backend.explain):
            return self._backend.leave_no_trace(self._engine)

    def copy_to(self, target: Path) -> None:
        """Copy the records, as they are committed at one instant, into a SQLite file, while others write.

        Args:
            target: a file that is not there; readable by its owner only.

        Raises:
            StoreError: the records cannot be read, or the copy cannot be written.
        """
        target.touch(mode=0o600, exist_ok=False)
        try:
            with said_in_one_sentence(self.name, self._backend.explain):
                copied = self._backend.copy_file(self._engine, target)
        # The driver's own errors, which SQLAlchemy did not see.
        except sqlite3.Error as failure:
            raise StoreError(_("The records cannot be copied: {reason}.").format(reason=failure)) from failure
        if not copied:
            with open_database(target) as copy, self._transaction(writes=False) as source:
                copy.fill_from(source)

    def fill_from(self, source: Connection) -> None:
        """Copy every row that `source` sees into these records, which are empty and in SQLite."""
        with self._transaction(writes=True) as connection:
            copy_tables(source, connection)
            connection.commit()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with self._connection() as connection:
            yield connection.execution_options(begins_writing=writes)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with said_in_one_sentence(self.name, self._backend.explain), self._engine.connect() as connection:
            yield connection


def open_database(location: Path | str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """Open the records at `location`, made if there are none, upgraded if they are of an older version.

    Args:
        location: a file, or a database URL (`sqlite:///…`, `postgresql://…`).
        busy_timeout_ms: how long whoever writes waits for their turn, in milliseconds.

    Raises:
        StoreError: unreachable, busy, read-only, full, not a database, or newer than this engine. What was
            there is as it was.
    """
    with ExitStack() as opened:
        database = opened.enter_context(Database(*backend_of(location), busy_timeout_ms))
        database.upgrade()
        opened.pop_all()
    return database


def version_at(location: str) -> str | None:
    """Return the revision of the records at `location`, None where there are none; nothing is made or changed.

    Raises:
        StoreError: as `Database.version`.
    """
    file = file_of(location)
    if file is not None and not file.exists():
        return None
    with Database(*backend_of(location), BUSY_TIMEOUT_MS) as database:
        return database.version()
