"""Browsers let in: one random token each, until the end of the day; only its hash is kept."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.model.accounts import Account
from course_engine.store import Database, Records
from course_engine.store.access import SessionHolder

TOKEN_BYTES = 32


class BrowserSession(Struct, frozen=True):
    """A browser let in.

    Attributes:
        token: for the cookie; only its hash is kept.
        holder: whom it lets in.
        expires_at: when it stops, in UTC.
    """

    token: str
    holder: SessionHolder
    expires_at: datetime


class Bearer(Struct, frozen=True):
    """Who asks, by the token that their browser holds: a trainee or somebody with an account.

    Attributes:
        trainee: the trainee's id; None for somebody with an account.
        account: the account, open; None for a trainee.
        must_choose_password: whether the account's password was issued by somebody else.
    """

    trainee: str | None = None
    account: Account | None = None
    must_choose_password: bool = False


def open_browser_session(
    records: Records, holder: SessionHolder, *, now: datetime, ends_at: datetime, rng: Random
) -> BrowserSession:
    """Let the browser of `holder` in, in a transaction of the caller's.

    Args:
        records: of a writing transaction.
        holder: whom the browser lets in.
        now: when, aware.
        ends_at: when the session will be over.
        rng: draws the token: `random.SystemRandom()`.
    """
    token = rng.randbytes(TOKEN_BYTES).hex()
    records.access.open_session(_digest(token), holder, begins_at=now, expires_at=ends_at)
    return BrowserSession(token, holder, ends_at)


def who(database: Database, token: str, *, now: datetime) -> Bearer | None:
    """Return who holds `token`, or None if its session is over or its account was closed."""
    with database.reading() as records:
        holder = records.access.session_holder(_digest(token), now=now)
        if holder is None:
            return None
        if holder.account is None:
            return Bearer(trainee=holder.trainee)
        account, password = (
            records.accounts.account(holder.account),
            records.accounts.password(holder.account),
        )
    if account is None or account.closed_at is not None:
        return None
    return Bearer(account=account, must_choose_password=password is None or password.temporary)


def holders(records: Records, tokens: Collection[str], *, now: datetime) -> Mapping[str, SessionHolder]:
    """Return whom each of some tokens lets in; those whose session is over are left out."""
    hashes = {token: _digest(token) for token in tokens}
    known = records.access.session_holders(tuple(hashes.values()), now=now)
    return {token: known[digest] for token, digest in hashes.items() if digest in known}


def leave(database: Database, token: str) -> None:
    """End the session of the browser that holds `token`."""
    with database.writing() as records:
        records.access.close_session(_digest(token))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
