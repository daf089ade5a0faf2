"""PostgreSQL: the same promises as SQLite, on a server that several machines share.

The driver, psycopg, is imported by SQLAlchemy when an engine is made, and only then.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from course_engine.errors import StoreError
from course_engine.i18n import mark, translator
from course_engine.store.failures import BUSY, DAMAGED, DISK, FULL, READ_ONLY

_ = translator("store")

WRITER = 0x636F75727365
"""The advisory lock that one writer at a time holds; a number of ours (“course”), within one database."""

CONNECT_TIMEOUT_S = 5

READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

UNREACHABLE = mark(
    "The database “{name}” cannot be reached: check the server, the address, the account and the password"
    " ({reason})."
)
LOST = mark("The connection to “{name}” was lost: check whether the last entry was recorded, then try again.")
CROWDED = mark("The server of “{name}” is short of resources: close what else is using it, then try again.")

# By SQLSTATE, or by its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
SENTENCES: Mapping[str, str] = {
    "08": LOST,
    "25006": READ_ONLY,  # a standby, or a role or database set to read only
    "25P03": LOST,  # idle in a transaction for longer than the server bears
    "40001": BUSY,
    "40P01": BUSY,  # a deadlock
    "42501": READ_ONLY,  # a right is missing
    "53": CROWDED,
    "53100": FULL,
    "55P03": BUSY,  # a lock was not given in time
    "57014": BUSY,  # the server's own limit on the time of a statement
    "57P01": LOST,  # the administrator stops the server
    "57P02": LOST,
    "57P05": LOST,
    "58030": DISK,
    "XX": DAMAGED,  # data or an index that the server cannot make sense of
}


def name(url: URL) -> str:
    """Return how messages name the database: its address, without account or password."""
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return bare.render_as_string()


def engine(url: URL, busy_timeout_ms: int) -> Engine:
    """Return an engine whose connections keep the promises of `store.backends.Backend`."""
    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_TIMEOUT_S},
        # A server that was restarted since is met again without anybody noticing.
        pool_pre_ping=True,
    )

    @event.listens_for(made, "connect")
    def check_encoding(connection: object, entry: ConnectionPoolEntry) -> None:
        del connection
        driver = entry.dbapi_connection
        assert driver is not None  # noqa: S101 - "connect" is told of a connection that was just made
        encoding = driver.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            sentence = _("The database “{name}” is written in {encoding}: make one in UTF8.")
            raise StoreError(sentence.format(name=name(url), encoding=encoding))

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("begins_writing", True)
        connection.exec_driver_sql(_writing(busy_timeout_ms) if writes else READING)

    return made


def version_of(connection: Connection) -> None:
    """Tell nothing: the server counts no commits that are cheap to ask for."""
    del connection


def leave_no_trace(engine: Engine) -> bool:
    """Leave it to the server, whose own vacuum gives the space of erased rows to others."""
    del engine
    return True


def copy_file(engine: Engine, target: Path) -> bool:
    """Leave it to a copy of the tables: there is no file."""
    del engine, target
    return False


def _writing(busy_timeout_ms: int) -> str:
    """Return what makes a transaction the only one that writes.

    A snapshot taken before the lock was given would miss what the previous writer committed meanwhile: so each
    statement sees what is committed when it begins, and nobody commits while we hold the lock. The lock ends with
    the transaction, however it ends.
    """
    return (
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
        "SET LOCAL synchronous_commit = on;"
        f"SET LOCAL lock_timeout = {busy_timeout_ms};"
        f"SELECT pg_advisory_xact_lock({WRITER})"
    )


def explain(failure: DBAPIError, name: str) -> str | None:
    """Return the sentence for `failure`, or None for a fault of ours."""
    state = getattr(failure.orig, "sqlstate", None)
    if isinstance(state, str):
        sentence = SENTENCES.get(state) or SENTENCES.get(state[:2])
    elif failure.connection_invalidated:
        sentence = LOST
    elif failure.statement is None:
        # The server's refusals of a connection come without a state: a wrong password, no such database…
        return _(UNREACHABLE).format(name=name, reason=_reason(failure))
    else:
        sentence = None
    return None if sentence is None else _(sentence).format(name=name)


def _reason(failure: DBAPIError) -> str:
    """Return why, in the words of the server or of the network, without the address again."""
    return str(failure.orig).strip().splitlines()[0].rpartition(" failed: ")[2]
