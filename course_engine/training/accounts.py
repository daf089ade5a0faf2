"""Accounts: added, closed and opened again; passwords issued, and issued again when they are forgotten.

A password that is issued is shown once, to whoever asked for it, and must be replaced at the first entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

from pydantic import ValidationError

from course_engine.errors import InvalidForm, NotAllowed, NotFound
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account, AccountRole, Password
from course_engine.model.trail import TrailAction
from course_engine.store import Database, Records
from course_engine.store.access import SessionHolder
from course_engine.training.passwords import Passwords, temporary_as_typed, temporary_password
from course_engine.training.scope import IN_TERRITORIES
from course_engine.training.trail import trace

_ = translator("training")

FIELD_PROBLEMS: Mapping[str, str] = {
    "id": mark("A login has 3 to 40 small letters, figures, dots or hyphens, and begins with a letter."),
    "name": mark("Write the person's name, 100 characters at most."),
    "role": mark("Choose what the person does: animateur, concepteur, region or referent."),
    "territories": mark("A territory is named by small letters, figures and hyphens."),
}


def new_account(
    login: str, *, name: str, role: str, territories: Iterable[str], created_at: datetime
) -> Account:
    """Return an account from what was typed in a form or a command.

    Raises:
        InvalidForm: by field (`id`, `name`, `role`, `territories`), what is wrong with it.
    """
    typed: dict[str, Any] = {
        "id": login.strip().lower(),
        "name": name.strip(),
        "role": role,
        "territories": tuple(dict.fromkeys(territories)),
        "created_at": created_at,
    }
    try:
        return Account.model_validate(typed)
    except ValidationError as failure:
        wrong = dict.fromkeys(str(problem["loc"][0]) for problem in failure.errors())
        raise InvalidForm({field: _(FIELD_PROBLEMS[field]) for field in wrong}) from failure


def add_account(
    database: Database, account: Account, *, by: str, passwords: Passwords, now: datetime, rng: Random
) -> str:
    """Add an account; return the password that lets it in once, as it is read aloud.

    Args:
        database: where accounts are kept.
        account: what `new_account` returned.
        by: who adds it: an account, or what else does.
        passwords: makes the hash.
        now: when, aware.
        rng: draws the password: `random.SystemRandom()`.

    Raises:
        InvalidForm: the login is taken, or the territories do not fit.
    """
    issued, password = _issued(by, passwords, now, rng)
    with database.writing() as records:
        problems = _territory_problems(records, account.role, account.territories)
        if records.accounts.account(account.id) is not None:
            problems["id"] = _("“{login}” is taken: choose another login.").format(login=account.id)
        if problems:
            raise InvalidForm(problems)
        records.accounts.add_account(account)
        records.accounts.set_password(account.id, password)
        trace(records, TrailAction.PASSWORD_ISSUED, by=by, detail=account.id, now=now, rng=rng)
    return issued


def issue_password(
    database: Database, login: str, *, by: str, passwords: Passwords, now: datetime, rng: Random
) -> str:
    """Give an account a password in place of one that is forgotten, and close its sessions.

    Args:
        database: where accounts are kept.
        login: whose.
        by: who issues it: an account, or what else does.
        passwords: makes the hash.
        now: when, aware.
        rng: draws the password: `random.SystemRandom()`.

    Returns:
        The password, as it is read aloud: the only time it can be read.

    Raises:
        NotFound: no account has this login.
        NotAllowed: the account is closed.
    """
    issued, password = _issued(by, passwords, now, rng)
    with database.writing() as records:
        if _known(records, login).closed_at is not None:
            raise NotAllowed(_("The account “{login}” is closed: open it first.").format(login=login))
        records.accounts.set_password(login, password)
        records.access.close_sessions_of(SessionHolder(account=login))
        trace(records, TrailAction.PASSWORD_ISSUED, by=by, detail=login, now=now, rng=rng)
    return issued


def close_account(database: Database, login: str, *, by: str, now: datetime, rng: Random) -> None:
    """Let an account in no more, and close its sessions; one that is closed stays as it is.

    Raises:
        NotFound: no account has this login.
        NotAllowed: it is the last open one of the Region: nobody could manage accounts after it.
    """
    with database.writing() as records:
        account = _known(records, login)
        if account.closed_at is not None:
            return
        if [one.id for one in _open(records) if one.role is AccountRole.REGION] == [login]:
            sentence = _("“{login}” is the last open account of the Region: add another one first.")
            raise NotAllowed(sentence.format(login=login))
        records.accounts.close_account(login, closed_at=now)
        records.access.close_sessions_of(SessionHolder(account=login))
        detail = _("{login}: closed").format(login=login)
        trace(records, TrailAction.ACCOUNT_CHANGED, by=by, detail=detail, now=now, rng=rng)


def reopen_account(database: Database, login: str, *, by: str, now: datetime, rng: Random) -> None:
    """Let a closed account in again, with the password that it had.

    Raises:
        NotFound: no account has this login.
    """
    with database.writing() as records:
        if _known(records, login).closed_at is not None:
            records.accounts.close_account(login, closed_at=None)
            detail = _("{login}: opened again").format(login=login)
            trace(records, TrailAction.ACCOUNT_CHANGED, by=by, detail=detail, now=now, rng=rng)


def assign_territories(
    database: Database, login: str, territories: Sequence[str], *, by: str, now: datetime, rng: Random
) -> None:
    """Make `territories` those where an account works.

    Raises:
        NotFound: no account has this login.
        InvalidForm: the territories do not fit its role, or do not exist.
    """
    assigned = tuple(sorted(set(territories)))
    with database.writing() as records:
        account = _known(records, login)
        problems = _territory_problems(records, account.role, assigned)
        if problems:
            raise InvalidForm(problems)
        if assigned != account.territories:
            records.accounts.assign(login, assigned)
            detail = _("{login}: territories {list}").format(login=login, list=", ".join(assigned))
            trace(records, TrailAction.ACCOUNT_CHANGED, by=by, detail=detail, now=now, rng=rng)


def every_account(database: Database) -> tuple[Account, ...]:
    """Return every account, the open ones first, each by login."""
    with database.reading() as records:
        accounts = records.accounts.accounts().values()
    return tuple(sorted(accounts, key=lambda account: (account.closed_at is not None, account.id)))


def known_account(database: Database, login: str) -> Account:
    """Return one account, open or closed.

    Raises:
        NotFound: no account has this login.
    """
    with database.reading() as records:
        return _known(records, login)


def has_open_account(database: Database) -> bool:
    """Return whether anybody has an account."""
    with database.reading() as records:
        return bool(_open(records))


def _open(records: Records) -> list[Account]:
    return [account for account in records.accounts.accounts().values() if account.closed_at is None]


def _known(records: Records, login: str) -> Account:
    account = records.accounts.account(login)
    if account is None:
        raise NotFound(_("No account has the login “{login}”.").format(login=login))
    return account


def _territory_problems(records: Records, role: AccountRole, territories: Sequence[str]) -> dict[str, str]:
    if role not in IN_TERRITORIES:
        return {"territories": _("This role sees every territory: choose none.")} if territories else {}
    if not territories:
        return {"territories": _("Choose the territory where the person works.")}
    unknown = sorted(set(territories) - set(records.places.territories()))
    sentence = _("There is no territory “{id}”.")
    return {"territories": " ".join(sentence.format(id=one) for one in unknown)} if unknown else {}


def _issued(by: str, passwords: Passwords, now: datetime, rng: Random) -> tuple[str, Password]:
    """Return a new temporary password as it is read aloud, and as it is kept."""
    issued = temporary_password(rng)
    kept = passwords.hash(temporary_as_typed(issued), rng)
    return issued, Password(hash=kept, temporary=True, issued_at=now, issued_by=by)
