"""Statements compiled once for all the databases of a test process, as a server that runs for long does.

SQLAlchemy keeps what it compiled by engine, and each test has engines of its own: compiling again took a quarter of
the processor's time of the tests that record something.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event


class SharedStatements(dict[tuple[Any, ...], Any]):
    """What was compiled, by the kind of database and the statement: engines of one kind are set up alike."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        dialect, *statement = key
        return super().get((dialect.name, *statement), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        dialect, *statement = key
        super().__setitem__((dialect.name, *statement), compiled)


def share_statements() -> None:
    """Have every engine of this process look there."""
    statements = SharedStatements()

    @event.listens_for(Engine, "engine_connect")
    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=statements)
