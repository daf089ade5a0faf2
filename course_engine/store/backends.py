"""The kinds of databases that hold records, and which one a location names."""

from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.store import postgresql, sqlite

_ = translator("store")


class Backend(Protocol):
    """One kind of database: how it is opened, and what its failures mean.

    A transaction of its engines whose connection has the option `begins_writing` false is one consistent view of
    the records, in which nothing can be written. Any other waits its turn to be the only one that writes, for
    `busy_timeout_ms` at most, and what it commits survives a power cut.
    """

    def name(self, url: URL) -> str:
        """Return how messages name the database: never a password."""

    def engine(self, url: URL, busy_timeout_ms: int) -> Engine:
        """Return an engine that keeps the promises above."""

    def version_of(self, connection: Connection) -> int | None:
        """Return a number that another one replaces once anybody but this connection commits; None if it cannot tell.

        Within a transaction that writes, it says what was committed before it.
        """

    def leave_no_trace(self, engine: Engine) -> bool:
        """Take what was erased out of the database's files; return whether that is done."""

    def copy_file(self, engine: Engine, target: Path) -> bool:
        """Copy the whole database into the file `target`, as it is committed at one instant, while others write.

        Returns:
            Whether that is done; False where the database is not a file.
        """

    def explain(self, failure: DBAPIError, name: str) -> str | None:
        """Return one sentence on `failure` of the database `name`, or None for a fault of ours."""


BACKENDS: dict[str, Backend] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
    "postgres": postgresql,
    "postgresql+psycopg": postgresql,
}
"""By the scheme of their URL; the driver is ours to choose."""


def backend_of(location: Path | str) -> tuple[Backend, URL]:
    """Return the kind of the database at `location`, and its URL.

    Args:
        location: a file, or a database URL.

    Raises:
        StoreError: it is not the address of a database, or of none that this engine knows.
    """
    if isinstance(location, Path) or "://" not in location:
        return sqlite, URL.create("sqlite", database=str(location))
    scheme = location.partition("://")[0]
    if scheme not in BACKENDS:
        sentence = _("“{scheme}” databases are not supported: give a file, or a postgresql:// URL.")
        raise StoreError(sentence.format(scheme=scheme))
    try:
        return BACKENDS[scheme], make_url(location)
    except (ArgumentError, ValueError) as failure:
        # A URL may hold a password, wherever it is wrong: nothing of it is shown.
        sentence = _("“{scheme}://…” is not the address of a database: check what follows.")
        raise StoreError(sentence.format(scheme=scheme)) from failure


def file_of(location: str) -> Path | None:
    """Return the file of the records at `location`; None where a server holds them.

    Raises:
        StoreError: as `backend_of`.
    """
    backend, url = backend_of(location)
    return Path(url.database) if backend is sqlite and url.database else None
