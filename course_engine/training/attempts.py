"""The limit on wrong codes and passwords: guessing has to be hopeless, a slip of the keyboard has not.

Kept in the records, so that a restart forgives nothing. What is counted (a client's address, a login) is
kept as a keyed hash, and forgotten at the first wrong attempt after every limit has passed it.

After five wrong passwords a login waits a minute, as CNIL's deliberation 2022-100 asks beside passwords of 50
bits; ours have 80. It recommends 25 attempts a day too: a stranger could then keep somebody out for a day.
"""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from course_engine.errors import TooManyAttempts
from course_engine.i18n import translator
from course_engine.store import Records
from course_engine.training.identity import uuid7

_ = translator("training")

KEY = "attempt-key"
KEY_BYTES = 32


class Subject(Struct, frozen=True):
    """Somebody or something that may fail so many times.

    Attributes:
        kind: what sort of thing it is.
        name: which one.
        most: how many wrong attempts it may make within the window.
        window: how long a wrong attempt is remembered.
    """

    kind: str
    name: str
    most: int
    window: timedelta


CLIENT_MOST, CLIENT_WINDOW = 20, timedelta(minutes=5)
LOGIN_MOST, LOGIN_WINDOW = 5, timedelta(minutes=1)
LONGEST_WINDOW = max(CLIENT_WINDOW, LOGIN_WINDOW)


def client_subject(address: str) -> Subject:
    """Return the client at an IP address."""
    return Subject("client", address, CLIENT_MOST, CLIENT_WINDOW)


def login_subject(login: str) -> Subject:
    """Return a login, whether an account has it or not."""
    return Subject("login", login.casefold(), LOGIN_MOST, LOGIN_WINDOW)


def check_attempts(records: Records, subjects: Iterable[Subject], *, now: datetime) -> None:
    """Refuse an attempt before it is looked at, where too many have failed.

    Raises:
        TooManyAttempts: says how long to wait.
    """
    key = records.access.secret(KEY)
    if key is None:
        return
    wait = max(_wait(records, subject, key, now) for subject in subjects)
    if wait > timedelta():
        sentence = _("Too many attempts failed. Wait {minutes} min before the next one, or ask for help.")
        raise TooManyAttempts(sentence.format(minutes=-(-wait // timedelta(minutes=1))), wait)


def note_wrong_attempt(records: Records, subjects: Iterable[Subject], *, now: datetime, rng: Random) -> None:
    """Remember that an attempt failed, in a transaction of the caller's."""
    key = records.access.secret(KEY)
    if key is None:
        key = rng.randbytes(KEY_BYTES)
        records.access.keep_secret(KEY, key)
    for subject in subjects:
        records.accounts.note_wrong_attempt(uuid7(now, rng), _hash(subject, key), at=now)
    records.accounts.forget_wrong_attempts(before=now - LONGEST_WINDOW)


def _wait(records: Records, subject: Subject, key: bytes, now: datetime) -> timedelta:
    count, first = records.accounts.wrong_attempts(_hash(subject, key), since=now - subject.window)
    return first + subject.window - now if first is not None and count >= subject.most else timedelta()


def _hash(subject: Subject, key: bytes) -> bytes:
    return hmac.digest(key, f"{subject.kind}:{subject.name}".encode(), "sha256")
