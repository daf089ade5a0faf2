"""What SQLite says when it cannot → one sentence for the person who can act."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from course_engine.errors import StoreError
from course_engine.i18n import mark, translator

_ = translator("store")

# By primary result code, https://sqlite.org/rescode.html: the low byte of an extended one.
SENTENCES: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: mark("The database “{name}” is busy: close what else is using it, then try again."),
    sqlite3.SQLITE_LOCKED: mark(
        "The database “{name}” is busy: close what else is using it, then try again."
    ),
    sqlite3.SQLITE_READONLY: mark("The database “{name}” cannot be written to: check the rights on it."),
    sqlite3.SQLITE_FULL: mark(
        "The disk is full: nothing was recorded in “{name}”. Free some space, try again."
    ),
    sqlite3.SQLITE_CANTOPEN: mark("The database “{name}” cannot be opened: check its folder and its rights."),
    sqlite3.SQLITE_PERM: mark("The database “{name}” cannot be opened: check its folder and its rights."),
    sqlite3.SQLITE_NOTADB: mark("“{name}” is not a database of the course engine: choose another file."),
    sqlite3.SQLITE_CORRUPT: mark("The database “{name}” is damaged: restore its last backup."),
    sqlite3.SQLITE_IOERR: mark("The disk that holds “{name}” cannot be read or written: check it."),
}


@contextmanager
def said_in_one_sentence(name: str) -> Iterator[None]:
    """Turn what the database refuses into a `StoreError` naming the database `name`.

    A broken constraint is a fault of ours and passes as it is.
    """
    try:
        yield
    except DBAPIError as failure:
        code = getattr(failure.orig, "sqlite_errorcode", None)
        sentence = SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
        if sentence is None:
            raise
        raise StoreError(_(sentence).format(name=name)) from failure
