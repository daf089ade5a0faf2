"""A writer with a connection of its own knows whether anybody else wrote since its last transaction."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course_engine.errors import StoreError
from course_engine.store import Database, open_database
from course_engine.store.sole_writer import SoleWriter


def keep(writer: SoleWriter, name: str) -> bool:
    """Write something; return whether others may have written before."""
    with writer.writing() as (records, others_wrote):
        records.access.keep_secret(name, b"secret")
    return others_wrote


def keep_and_fail(writer: SoleWriter) -> None:
    with writer.writing() as (records, _others_wrote):
        records.access.keep_secret("lost", b"secret")
        raise ZeroDivisionError


def write(database: Database, name: str) -> None:
    with database.writing() as records:
        records.access.keep_secret(name, b"secret")


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    with open_database(empty_records) as opened:
        yield opened


@pytest.fixture
def writer(database: Database) -> Iterator[SoleWriter]:
    made = database.sole_writer()
    yield made
    made.close()


def test_its_own_writing_is_not_anybody_else_s(writer: SoleWriter) -> None:
    assert [keep(writer, name) for name in ("one", "two", "three")] == [True, False, False]


def test_what_this_process_and_another_wrote_is_told_once(
    writer: SoleWriter, database: Database, empty_records: Path
) -> None:
    keep(writer, "one")
    write(database, "ours")
    assert [keep(writer, "two"), keep(writer, "three")] == [True, False]
    with open_database(empty_records) as elsewhere:
        write(elsewhere, "theirs")
    assert [keep(writer, "four"), keep(writer, "five")] == [True, False]


def test_what_was_only_read_changed_nothing(writer: SoleWriter, database: Database) -> None:
    keep(writer, "one")
    with database.reading() as records:
        assert records.access.secret("one") == b"secret"
    assert not keep(writer, "two")


def test_after_a_failure_nothing_is_believed_and_nothing_was_written(
    writer: SoleWriter, database: Database
) -> None:
    keep(writer, "one")
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(writer)
    assert [keep(writer, "two"), keep(writer, "three")] == [True, False]
    with database.reading() as records:
        assert records.access.secret("lost") is None


def test_a_busy_database_is_said_in_one_sentence_and_tried_again(
    database: Database, empty_records: Path
) -> None:
    with open_database(empty_records, busy_timeout_ms=20) as impatient:
        writer = impatient.sole_writer()
        with database.writing() as records:
            records.access.keep_secret("ours", b"secret")
            with pytest.raises(StoreError):
                keep(writer, "one")
        assert keep(writer, "one")
        writer.close()


def test_where_the_database_cannot_tell_others_may_always_have_written(location: str) -> None:
    with open_database(location) as database:
        writer = database.sole_writer()
        told = [keep(writer, name) for name in ("one", "two")]
        writer.close()
    assert told == ([True, True] if location.startswith("postgresql") else [True, False])
