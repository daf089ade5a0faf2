"""Guards: facts are never edited, but by an erasure that has a permit."""

from collections.abc import Iterator

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from course_engine.store.backends import backend_of
from course_engine.store.migrations.guards import guard, reguard

PERMIT = "INSERT INTO erasure_permit VALUES (1)"
VERBS = ("UPDATE fact SET content = 2", "DELETE FROM fact")


@pytest.fixture
def connection(bare_location: str) -> Iterator[Connection]:
    """A transaction with one fact, in a table that nothing guards yet."""
    backend, url = backend_of(bare_location)
    engine = backend.engine(url, 20)
    with engine.connect() as opened, Operations.context(MigrationContext.configure(opened)):
        for table in ("fact", "erasure_permit"):
            opened.exec_driver_sql(f"CREATE TABLE {table} (content INTEGER)")
        opened.exec_driver_sql("INSERT INTO fact VALUES (1)")
        yield opened
    engine.dispose()


def refused(connection: Connection, statement: str) -> bool:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement)
    except IntegrityError as refusal:
        return "facts of fact are never edited" in str(refusal)
    return False


@pytest.mark.parametrize("verb", VERBS)
def test_without_guard_a_fact_is_edited(connection: Connection, verb: str) -> None:
    assert not refused(connection, verb)


@pytest.mark.parametrize("verb", VERBS)
def test_a_guard_lets_nobody_through(connection: Connection, verb: str) -> None:
    guard("fact")
    connection.exec_driver_sql(PERMIT)
    assert refused(connection, verb)


@pytest.mark.parametrize("guarded_before", [False, True])
@pytest.mark.parametrize("verb", VERBS)
def test_a_permit_opens_the_guard_while_it_is_there(
    connection: Connection, verb: str, guarded_before: bool
) -> None:
    if guarded_before:
        guard("fact")
    reguard("fact")
    assert refused(connection, verb)
    connection.exec_driver_sql(PERMIT)
    connection.exec_driver_sql("UPDATE fact SET content = 3")
    assert connection.exec_driver_sql("SELECT content FROM fact").scalar_one() == 3
    connection.exec_driver_sql("DELETE FROM erasure_permit")
    assert refused(connection, verb)
    connection.exec_driver_sql(PERMIT)
    connection.exec_driver_sql("DELETE FROM fact")
    assert connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one() == 0
