"""What a database says when it cannot → one sentence for the person who can act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from course_engine.errors import StoreError
from course_engine.i18n import mark

BUSY = mark("The database “{name}” is busy: close what else is using it, then try again.")
READ_ONLY = mark("The database “{name}” cannot be written to: check the rights on it.")
FULL = mark("The disk is full: nothing was recorded in “{name}”. Free some space, try again.")
DAMAGED = mark("The database “{name}” is damaged: restore its last backup.")
DISK = mark("The disk that holds “{name}” cannot be read or written: check it.")


@contextmanager
def said_in_one_sentence(name: str, explain: Callable[[DBAPIError, str], str | None]) -> Iterator[None]:
    """Turn what the database refuses into a `StoreError`.

    A broken constraint is a fault of ours and passes as it is.

    Args:
        name: how sentences name the database.
        explain: (what the driver raised, name) → a sentence in the user's language, or None for a fault of ours.
    """
    try:
        yield
    except DBAPIError as failure:
        sentence = explain(failure, name)
        if sentence is None:
            raise
        raise StoreError(sentence) from failure
