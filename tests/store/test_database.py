"""Databases of both kinds: opened, upgraded, or refused in one sentence; transactions on them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from databases import as_another_program
from stand import NOW

from course_engine.errors import StoreError
from course_engine.store import Database, open_database

TABLES_OF_ANOTHER = "CREATE TABLE recette (nom TEXT)"


def register(database: Database, trainee: str = "tr-0001") -> None:
    with database.writing() as records:
        records.people.add_trainee(trainee, registered_at=NOW)


def registered(location: str) -> list[object]:
    return [row[0] for row in as_another_program(location, "SELECT id FROM trainee ORDER BY id")]


def test_what_was_committed_is_there_when_it_is_opened_again(location: str) -> None:
    with open_database(location) as database:
        register(database)
    with open_database(location) as database, database.writing() as records:
        assert records.people.add_trainee("tr-0001", registered_at=NOW) is False


def test_a_transaction_that_fails_writes_nothing(location: str, database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as records:
            records.people.add_trainee("tr-0001", registered_at=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert registered(location) == []
    register(database)
    assert registered(location) == ["tr-0001"]


def test_nothing_is_written_while_reading(location: str, database: Database) -> None:
    with pytest.raises(StoreError, match="ne peut pas être modifiée"), database.reading() as records:
        records.people.add_trainee("tr-0001", registered_at=NOW)
    register(database, "tr-0002")
    assert registered(location) == ["tr-0002"]


def test_a_view_stays_as_it_was_while_others_write(database: Database) -> None:
    with database.reading() as before:
        assert before.access.secret("key") is None
        with database.writing() as records:
            records.access.keep_secret("key", b"1")
        assert before.access.secret("key") is None
    with database.reading() as after:
        assert after.access.secret("key") == b"1"


def test_whoever_writes_waits_for_their_turn_and_sees_what_was_written_before(database: Database) -> None:
    def take_the_next_number(_: int) -> None:
        with database.writing() as records:
            taken = records.people._connection.exec_driver_sql("SELECT count(*) FROM trainee").scalar_one()
            records.people.add_trainee(f"tr-{taken:04}", registered_at=NOW)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(take_the_next_number, range(24)))
    with database.reading() as records:
        count = records.people._connection.exec_driver_sql("SELECT count(*) FROM trainee").scalar_one()
    assert count == 24


def test_a_database_is_busy_when_the_turn_does_not_come_in_time(location: str, database: Database) -> None:
    with open_database(location, busy_timeout_ms=20) as hurried:
        with database.writing() as records:
            records.people.add_trainee("tr-0001", registered_at=NOW)
            with pytest.raises(StoreError) as refusal:
                register(hurried, "tr-0002")
        register(hurried, "tr-0002")
    assert registered(location) == ["tr-0001", "tr-0002"]
    assert str(refusal.value) == (
        f"La base «\u00a0{hurried.name}\u00a0» est occupée\u00a0: fermez ce qui l’utilise, puis recommencez."
    )


def test_a_newer_database_is_refused_and_kept(location: str) -> None:
    as_another_program(location, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as refusal:
        open_database(location)
    assert str(refusal.value).endswith(
        "\u00a0» vient d’une version plus récente du moteur de cours (9999)\u00a0: installez cette version."
    )
    assert as_another_program(location, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_somebody_elses_database_is_refused_and_kept(bare_location: str) -> None:
    as_another_program(bare_location, TABLES_OF_ANOTHER, "INSERT INTO recette VALUES ('Tarte')")
    with pytest.raises(StoreError) as refusal:
        open_database(bare_location)
    assert str(refusal.value).endswith(
        "\u00a0» n’est pas une base du moteur de cours\u00a0: choisissez-en une autre."
    )
    assert as_another_program(bare_location, "SELECT * FROM recette") == [("Tarte",)]
    with pytest.raises(Exception, match="trainee"):
        registered(bare_location)


UNKNOWN = (
    "Les bases «\u00a0{}\u00a0» ne sont pas prises en charge\u00a0: donnez un fichier,"
    " ou une adresse postgresql://…."
)
MISWRITTEN = (
    "«\u00a0postgresql://…\u00a0» n’est pas l’adresse d’une base de données\u00a0: vérifiez ce qui suit."
)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://stand:secret@stand/records", UNKNOWN.format("mysql")),
        ("postgresql+asyncpg://stand:secret@stand/records", UNKNOWN.format("postgresql+asyncpg")),
        ("postgresql://stand:secret@stand:port/records", MISWRITTEN),
    ],
)
def test_an_address_of_no_use_is_refused_without_showing_its_password(address: str, sentence: str) -> None:
    with pytest.raises(StoreError) as refusal:
        open_database(address)
    assert str(refusal.value) == sentence
