"""PostgreSQL: reached, refused, cut off; what a server does that a file does not."""

from collections.abc import Iterator

import psycopg
import pytest
from databases import PostgreSQL
from sqlalchemy.exc import ProgrammingError
from stand import NOW

from course_engine.errors import StoreError
from course_engine.store import Database, open_database


@pytest.fixture
def name(postgresql: PostgreSQL) -> Iterator[str]:
    """The name of a database without records."""
    with postgresql.records() as made:
        yield made


def register(database: Database, *trainees: str) -> None:
    with database.writing() as records:
        for trainee in trainees or ("tr-0001",):
            records.people.add_trainee(trainee, registered_at=NOW)


def count(postgresql: PostgreSQL, name: str) -> object:
    return postgresql.execute("SELECT count(*) FROM trainee", name)[0][0]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_may_be_written_in_three_ways(postgresql: PostgreSQL, name: str, scheme: str) -> None:
    location = postgresql.url(name).replace("postgresql", scheme, 1)
    with open_database(location) as database, database.reading() as records:
        assert records.people.trainees() == {}


def test_messages_name_the_database_without_account_or_password(postgresql: PostgreSQL, name: str) -> None:
    location = postgresql.url(name, account="postgres:s3cret") + "&application_name=stand"
    with open_database(location) as database:
        assert database.name == f"postgresql:///{name}"


def test_commits_are_durable_and_waiting_is_limited(postgresql: PostgreSQL, name: str) -> None:
    postgresql.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    settings = ("synchronous_commit", "lock_timeout", "transaction_isolation")
    with open_database(postgresql.url(name)) as database, database.writing() as records:
        connection = records.people._connection
        found = [connection.exec_driver_sql(f"SHOW {setting}").scalar() for setting in settings]
    assert found == ["on", "5s", "read committed"]


def refusal(location: str) -> str:
    with pytest.raises(StoreError) as refused:
        open_database(location)
    return str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


CHECK = "ne répond pas : vérifiez le serveur, l’adresse, le compte et le mot de passe"


def test_a_server_that_is_not_there() -> None:
    assert refusal("postgresql://stand:s3cret@127.0.0.1:1/records") == (
        f"La base « postgresql://127.0.0.1:1/records » {CHECK} (Connection refused)."
    )


def test_a_server_without_that_database(postgresql: PostgreSQL) -> None:
    assert refusal(postgresql.url("nowhere")) == (
        f'La base « postgresql:///nowhere » {CHECK} (FATAL:  database "nowhere" does not exist).'
    )


def test_an_account_that_types_a_wrong_password(postgresql: PostgreSQL, name: str) -> None:
    postgresql.execute("CREATE ROLE guarded LOGIN PASSWORD 'r1ght'")
    sentence = refusal(postgresql.url(name, account="guarded:wr0ng"))
    postgresql.execute("DROP ROLE guarded")
    assert sentence == (
        f"La base « postgresql:///{name} » {CHECK}"
        ' (FATAL:  password authentication failed for user "guarded").'
    )


def test_a_server_that_takes_no_more_connections(postgresql: PostgreSQL, name: str) -> None:
    postgresql.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    sentence = refusal(postgresql.url(name, account="crowded"))
    postgresql.execute("DROP ROLE crowded")
    assert sentence == (
        f'La base « postgresql:///{name} » {CHECK} (FATAL:  too many connections for role "crowded").'
    )


def test_an_option_that_does_not_exist(postgresql: PostgreSQL, name: str) -> None:
    assert refusal(postgresql.url(name) + "&colour=blue") == (
        f'La base « postgresql:///{name} » {CHECK} (invalid connection option "colour").'
    )


def test_a_database_of_another_encoding_is_refused(postgresql: PostgreSQL) -> None:
    with postgresql.database("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'") as name:
        assert refusal(postgresql.url(name)) == (
            f"La base « postgresql:///{name} » est codée en LATIN1 : créez-en une en UTF8."
        )


def test_an_account_without_the_right_to_make_tables(postgresql: PostgreSQL) -> None:
    postgresql.execute("CREATE ROLE visitor LOGIN")
    with postgresql.database() as name:
        sentence = refusal(postgresql.url(name, account="visitor"))
    postgresql.execute("DROP ROLE visitor")
    assert (
        sentence
        == f"La base « postgresql:///{name} » ne peut pas être modifiée : vérifiez les droits d’accès."
    )


def test_a_read_only_database_is_read_but_not_written(postgresql: PostgreSQL, name: str) -> None:
    postgresql.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with open_database(postgresql.url(name)) as database:
        with database.reading() as records:
            assert records.people.trainees() == {}
        with pytest.raises(StoreError, match="ne peut pas être modifiée"):
            register(database)


def test_a_table_that_another_program_locks_is_busy(postgresql: PostgreSQL, name: str) -> None:
    location = postgresql.url(name)
    with open_database(location, busy_timeout_ms=20) as database, psycopg.connect(location) as other:
        other.execute("LOCK TABLE trainee")
        with pytest.raises(StoreError, match="est occupée"):
            register(database)
        other.rollback()
        register(database)
    assert count(postgresql, name) == 1


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53100", "Le disque est plein"),
        ("53200", "manque de ressources"),
        ("57014", "est occupée"),
        ("XX001", "est abîmée"),
        ("58030", "ne peut être lu ou écrit"),
    ],
)
def test_what_stops_a_server_half_way_leaves_nothing_half_written(
    postgresql: PostgreSQL, name: str, state: str, sentence: str
) -> None:
    # A trigger says on the second line what the server says by itself when it happens.
    postgresql.execute(
        f"CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION 'the test stops here' USING ERRCODE = '{state}'; END $$",
        name,
    )
    postgresql.execute(
        "CREATE TRIGGER half_way BEFORE INSERT ON trainee FOR EACH ROW WHEN (NEW.id = 'tr-0002')"
        " EXECUTE FUNCTION fail()",
        name,
    )
    with open_database(postgresql.url(name)) as database, pytest.raises(StoreError, match=sentence):
        register(database, "tr-0001", "tr-0002")
    assert count(postgresql, name) == 0


HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"


def test_a_connection_lost_half_way_leaves_nothing_half_written(postgresql: PostgreSQL, name: str) -> None:
    def lose_the_connection() -> None:
        with database.writing() as records:
            records.people.add_trainee("tr-0001", registered_at=NOW)
            postgresql.execute(HANG_UP.format(name=name))
            records.people.add_trainee("tr-0002", registered_at=NOW)

    with open_database(postgresql.url(name)) as database:
        with pytest.raises(StoreError) as refused:
            lose_the_connection()
        assert count(postgresql, name) == 0
        register(database)
    assert str(refused.value).replace("\N{NO-BREAK SPACE}", " ") == (
        f"La liaison avec la base « postgresql:///{name} » est coupée :"
        " vérifiez si la dernière saisie est enregistrée, puis recommencez."
    )


def test_a_server_that_was_restarted_is_met_again(postgresql: PostgreSQL, name: str) -> None:
    with open_database(postgresql.url(name)) as database:
        register(database, "tr-0001")
        postgresql.execute(HANG_UP.format(name=name))
        register(database, "tr-0002")
    assert count(postgresql, name) == 2


def test_a_fault_of_ours_is_not_said_to_be_the_servers(postgresql: PostgreSQL, name: str) -> None:
    with (
        open_database(postgresql.url(name)) as database,
        pytest.raises(ProgrammingError, match="placeholder"),
        database.reading() as records,
    ):
        records.people._connection.exec_driver_sql("SELECT %s, %s", (1,))
