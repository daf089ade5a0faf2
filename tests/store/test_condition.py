"""The condition of the records: their version without touching them, their copy in one file, their counts."""

import pytest
from databases import as_another_program
from stand import NOW, everything_in, fill

from course_engine.errors import StoreError
from course_engine.store import Database, open_database, version_at
from course_engine.store.migrations import REVISIONS


def test_the_version_is_read(location):
    assert version_at(location) == REVISIONS[-1]


def test_where_there_is_none_nothing_is_made(bare_location):
    assert version_at(bare_location) is None
    as_another_program(bare_location, "CREATE TABLE other (id INTEGER)")
    with pytest.raises(StoreError, match="n’est pas une base"):
        version_at(bare_location)


def test_a_copy_is_a_file_that_holds_the_same(database: Database, tmp_path):
    fill(database)
    copy = tmp_path / "copy.db"
    database.copy_to(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    with open_database(copy) as copied:
        assert sorted(everything_in(copied).splitlines()) == sorted(everything_in(database).splitlines())
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_a_copy_takes_no_name_that_is_taken(database: Database, tmp_path):
    (tmp_path / "copy.db").write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        database.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"precious"


def test_records_know_how_many_they_are_and_how_recent(database: Database):
    with database.reading() as records:
        assert set(records.condition.counts().values()) == {0}
        assert records.condition.newest_fact() is None
        assert records.condition.chain_heads() == ()
    fill(database)
    with database.reading() as records:
        assert records.condition.counts()["trainee"] == 1
        assert records.condition.newest_fact() == NOW
        assert (records.condition.version(), records.condition.faults()) == (REVISIONS[-1], ())
