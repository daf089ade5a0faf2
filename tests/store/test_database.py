"""Opening: made, upgraded, or refused in one sentence with nothing changed."""

import sqlite3
from pathlib import Path

import pytest
from stand import NOW

from course_engine.errors import StoreError
from course_engine.store import Database, open_database
from course_engine.store import database as database_module


def register(database: Database, trainee: str = "tr-0001") -> None:
    with database.writing() as records:
        records.people.add_trainee(trainee, registered_at=NOW)


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


def test_commits_are_durable_and_foreign_keys_hold(tmp_path: Path, database: Database) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    assert found == ["wal", 2, 1, 5000]


def test_a_transaction_that_fails_writes_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as records:
            records.people.add_trainee("tr-0001", registered_at=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with database.writing() as records:
        assert records.people.add_trainee("tr-0001", registered_at=NOW) is True


def test_what_is_written_while_reading_is_lost(database: Database) -> None:
    with database.reading() as records:
        records.people.add_trainee("tr-0001", registered_at=NOW)
    with database.writing() as records:
        assert records.people.add_trainee("tr-0001", registered_at=NOW) is True


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError) as refusal:
        open_database(path)
    assert str(refusal.value) == (
        f"La base «\u00a0{path}\u00a0» vient d’une version plus récente du moteur de cours (9999)\u00a0: "
        "installez cette version."
    )


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"Bonjour, ceci n'est pas une base de donnees. " * 100)
    with pytest.raises(StoreError, match="n’est pas une base du moteur de cours"):
        open_database(path)
    assert path.read_bytes().startswith(b"Bonjour")


def test_somebody_elses_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recette (nom TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="n’est pas une base du moteur de cours"):
        open_database(path)
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("recette",)]


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


def test_a_busy_database_is_refused_after_the_timeout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 20)
    path = tmp_path / "records.db"
    with open_database(path) as database:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="est occupée"):
            register(database)
        other.close()
        register(database)


def test_a_full_disk_leaves_nothing_half_written(database: Database) -> None:
    def fill_the_disk() -> None:
        with database.writing() as records:
            # SQLite's own limit on pages fails as a full disk does, at the same place.
            records.people._connection.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(1000):
                records.people.add_trainee(f"tr-{number:036}", registered_at=NOW)

    with pytest.raises(StoreError, match="Le disque est plein"):
        fill_the_disk()
    with database.reading() as records:
        count = records.people._connection.exec_driver_sql("SELECT count(*) FROM trainee").scalar()
    assert count == 0


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("postgresql://stand/records", "Les bases «\u00a0postgresql\u00a0» ne sont pas prises en charge"),
        ("nothing://stand", "«\u00a0nothing://stand\u00a0» n’est pas l’adresse d’une base de données."),
    ],
)
def test_another_kind_of_database_is_refused(location: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        open_database(location)
