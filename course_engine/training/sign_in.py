"""Signing in with an account, and choosing one's own password."""

from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.errors import InvalidForm
from course_engine.i18n import translator
from course_engine.model.accounts import Account, Password
from course_engine.store import Database, Records
from course_engine.store.access import SessionHolder
from course_engine.training.attempts import (
    check_attempts,
    client_subject,
    login_subject,
    note_wrong_attempt,
)
from course_engine.training.browser_session import BrowserSession, open_browser_session
from course_engine.training.passwords import Passwords, fault_of, temporary_as_typed

_ = translator("training")


class Credentials(Struct, frozen=True):
    """What somebody typed to sign in.

    Attributes:
        client: the IP address that it came from.
    """

    login: str
    password: str
    client: str


def sign_in(
    database: Database,
    typed: Credentials,
    *,
    passwords: Passwords,
    now: datetime,
    ends_at: datetime,
    rng: Random,
) -> BrowserSession:
    """Let in whoever typed a login and its password; an unknown login costs what a wrong password does.

    Args:
        database: where accounts and sessions are kept.
        typed: the login, the password, and where from.
        passwords: checks it, and makes its hash anew where its parameters are not today's.
        now: when, aware.
        ends_at: when the session will be over.
        rng: draws the session's token: `random.SystemRandom()`.

    Raises:
        TooManyAttempts: too many failed, from there or for that login.
        InvalidForm: the two together let nobody in; says no more.
    """
    login = typed.login.strip().lower()
    subjects = (client_subject(typed.client), login_subject(login))
    with database.reading() as records:
        check_attempts(records, subjects, now=now)
        kept = _password_of(records, login)
    # Hashing takes long on purpose: no transaction waits for it.
    written = _as_kept(typed.password, kept)
    renewed = _proven(kept, written, passwords, rng)
    with database.writing() as records:
        if renewed is not None and _password_of(records, login) == kept:
            records.accounts.set_password(login, renewed)
            holder = SessionHolder(account=login)
            return open_browser_session(records, holder, now=now, ends_at=ends_at, rng=rng)
        note_wrong_attempt(records, subjects, now=now, rng=rng)
    refusal = _("This login and this password do not go together. Check both, capitals included.")
    raise InvalidForm({"login": refusal})


def _password_of(records: Records, login: str) -> Password | None:
    """Return how an account proves who it is; None where it is closed or there is none."""
    account = records.accounts.account(login)
    return None if account is None or account.closed_at else records.accounts.password(login)


def _proven(kept: Password | None, written: str, passwords: Passwords, rng: Random) -> Password | None:
    """Return the password as it is kept from now on, its hash made anew if it is outdated; None for a wrong one."""
    if not passwords.matches(kept.hash if kept else None, written) or kept is None:
        return None
    if not passwords.is_outdated(kept.hash):
        return kept
    return kept.model_copy(update={"hash": passwords.hash(written, rng)})


def _as_kept(written: str, kept: Password | None) -> str:
    return temporary_as_typed(written) if kept is not None and kept.temporary else written


class PasswordChange(Struct, frozen=True):
    """What somebody typed to choose a password.

    Attributes:
        account: whose.
        current: the one they have; not looked at where it was issued by somebody else, since it just let them in.
        chosen: the new one.
        repeated: the new one again.
    """

    account: Account
    current: str
    chosen: str
    repeated: str


def choose_password(
    database: Database,
    typed: PasswordChange,
    *,
    passwords: Passwords,
    now: datetime,
    ends_at: datetime,
    rng: Random,
) -> BrowserSession:
    """Give an account the password that its owner chose; every session of it is closed, and one opened.

    Args:
        database: where passwords and sessions are kept.
        typed: what was typed.
        passwords: checks and makes hashes.
        now: when, aware.
        ends_at: when the new session will be over.
        rng: draws the salt and the session's token: `random.SystemRandom()`.

    Raises:
        TooManyAttempts: the password of today was typed wrong too often: whoever sits at this browser
            may not be the account's owner.
        InvalidForm: by field, what is wrong with it.
    """
    login = typed.account.id
    subjects = (login_subject(login),)
    with database.reading() as records:
        check_attempts(records, subjects, now=now)
        kept = records.accounts.password(login)
    problems = _problems(kept, typed, passwords)
    if "current" in problems:
        with database.writing() as records:
            note_wrong_attempt(records, subjects, now=now, rng=rng)
    if problems:
        raise InvalidForm(problems)
    chosen = passwords.hash(typed.chosen, rng)
    password = Password(hash=chosen, temporary=False, issued_at=now, issued_by=login)
    holder = SessionHolder(account=login)
    with database.writing() as records:
        records.accounts.set_password(login, password)
        records.access.close_sessions_of(holder)
        return open_browser_session(records, holder, now=now, ends_at=ends_at, rng=rng)


def _problems(kept: Password | None, typed: PasswordChange, passwords: Passwords) -> dict[str, str]:
    """Return what is wrong with a change of password, by field."""
    problems = {}
    if kept and not kept.temporary and not passwords.matches(kept.hash, typed.current):
        problems["current"] = _("This is not your password of today.")
    fault = fault_of(typed.chosen, typed.account)
    if fault:
        problems["chosen"] = fault
    elif kept and passwords.matches(kept.hash, _as_kept(typed.chosen, kept)):
        problems["chosen"] = _("This is the password you have: choose another one.")
    if typed.repeated != typed.chosen:
        problems["repeated"] = _("The two are not the same: type the new one again.")
    return problems
