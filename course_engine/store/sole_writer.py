"""A connection that writes again and again, and knows whether anybody else wrote meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from course_engine.store.backends import Backend
from course_engine.store.failures import said_in_one_sentence
from course_engine.store.records import Records


class SoleWriter:
    """Writes from one thread. What that thread read in a transaction still holds in the next, unless it is told."""

    def __init__(self, backend: Backend, engine: Engine, name: str) -> None:
        self._backend, self._engine, self._name = backend, engine, name
        self._connection: Connection | None = None
        self._version: int | None = None

    @contextmanager
    def writing(self) -> Iterator[tuple[Records, bool]]:
        """One transaction, as `Database.writing`, and whether anybody else may have written since the last one.

        Raises:
            StoreError: the database is busy, full or cannot be written to; the next one has a new connection.
        """
        with said_in_one_sentence(self._name, self._backend.explain):
            connection = self._connection or self._engine.connect()
            known, self._connection, self._version = self._version, None, None
            try:
                version = self._backend.version_of(connection)
                yield Records(connection), version is None or version != known
                connection.commit()
                self._connection, self._version = connection, version
            finally:
                if self._connection is None:
                    connection.close()

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
