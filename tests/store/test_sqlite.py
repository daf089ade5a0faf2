"""SQLite: files, rights, the log written ahead, and what a disk does."""

import sqlite3
from pathlib import Path

import pytest
from stand import NOW

from course_engine.errors import StoreError
from course_engine.store import Database, open_database


def register(database: Database) -> None:
    with database.writing() as records:
        records.people.add_trainee("tr-0001", registered_at=NOW)


def test_a_new_file_becomes_an_empty_database(tmp_path: Path) -> None:
    with open_database(tmp_path / "new.db") as database, database.reading() as records:
        assert records.people.trainees() == {}


def test_a_new_file_is_its_owners_only(tmp_path: Path) -> None:
    open_database(tmp_path / "new.db").close()
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def test_a_url_names_the_same_file(tmp_path: Path) -> None:
    with open_database(tmp_path / "records.db") as database:
        register(database)
    with open_database(f"sqlite:///{tmp_path}/records.db") as database, database.writing() as records:
        assert records.people.add_trainee("tr-0001", registered_at=NOW) is False


def test_commits_are_durable_and_foreign_keys_hold(tmp_path: Path) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with open_database(tmp_path / "new.db") as database, database._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    assert found == ["wal", 2, 1, 5000]


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"Bonjour, ceci n'est pas une base de donnees. " * 100)
    with pytest.raises(StoreError, match="n’est pas une base du moteur de cours"):
        open_database(path)
    assert path.read_bytes().startswith(b"Bonjour")


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ne peut pas être ouverte"):
        open_database(tmp_path / "nowhere" / "records.db")


def test_a_read_only_database_is_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    open_database(path).close()
    with open_database(f"sqlite:///file:{path}?mode=ro&uri=true") as database:
        with database.reading() as records:
            assert records.people.trainees() == {}
        with pytest.raises(StoreError, match="ne peut pas être modifiée"):
            register(database)


def test_a_file_that_another_program_locks_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    with open_database(path, busy_timeout_ms=20) as database:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="est occupée"):
            register(database)
        other.close()
        register(database)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    def fill_the_disk() -> None:
        with database.writing() as records:
            # SQLite's own limit on pages fails as a full disk does, at the same place.
            records.people._connection.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(1000):
                records.people.add_trainee(f"tr-{number:036}", registered_at=NOW)

    with open_database(tmp_path / "records.db") as database:
        with pytest.raises(StoreError, match="Le disque est plein"):
            fill_the_disk()
        with database.reading() as records:
            count = records.people._connection.exec_driver_sql("SELECT count(*) FROM trainee").scalar()
    assert count == 0
