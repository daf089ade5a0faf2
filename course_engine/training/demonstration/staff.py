"""The demonstration's accounts: one of each role, plainly nobody's, with a password drawn at every run."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account, AccountRole
from course_engine.store import Database
from course_engine.training.accounts import (
    add_account,
    every_account,
    issue_password,
    new_account,
    reopen_account,
)
from course_engine.training.passwords import Passwords, fault_of, temporary_password
from course_engine.training.scope import IN_TERRITORIES
from course_engine.training.sign_in import PasswordChange, choose_password

_ = translator("training")

STAFF: Mapping[AccountRole, tuple[str, str]] = {
    AccountRole.REFERENT: ("referente", "Référente Exemple"),
    AccountRole.ANIMATOR: ("animatrice", "Animatrice Exemple"),
    AccountRole.REGION: ("region", "Région Exemple"),
    AccountRole.DESIGNER: ("conceptrice", "Conceptrice Exemple"),
}
"""The login and the name of each, in the order in which a newcomer had best try them."""
SHOWS: Mapping[AccountRole, str] = {
    AccountRole.REFERENT: mark("Référente: registrations, links, paper"),
    AccountRole.ANIMATOR: mark("Animatrice: places, lists, codes"),
    AccountRole.REGION: mark("Region: calendar, figures, accounts"),
    AccountRole.DESIGNER: mark("Conceptrice: the course, at each level"),
}


class DemoAccount(Struct, frozen=True):
    """An account of the demonstration, and how to sign in with it.

    Attributes:
        password: holds until the demonstration is run again.
    """

    account: Account
    password: str

    @property
    def shows(self) -> str:
        """What one sees with it, in words."""
        return _(SHOWS[self.account.role])


def let_staff_in(
    database: Database, *, territory: str, by: str, passwords: Passwords, now: datetime, rng: Random
) -> Mapping[AccountRole, DemoAccount]:
    """Make an account of each role where there is none yet; give each a new password, theirs to keep.

    Args:
        database: where accounts are kept.
        territory: where those work who work in some territories only.
        by: who makes them.
        passwords: hashes them.
        now: when, aware.
        rng: draws the passwords: `random.SystemRandom()`.

    Returns:
        By role, in the order of `STAFF`.
    """
    known = {account.id: account for account in every_account(database)}
    staff = {}
    for role, (login, name) in STAFF.items():
        account = known.get(login)
        if account is None:
            territories = (territory,) if role in IN_TERRITORIES else ()
            account = new_account(login, name=name, role=role, territories=territories, created_at=now)
            add_account(database, account, by=by, passwords=passwords, now=now, rng=rng)
        else:
            reopen_account(database, login, by=by, now=now, rng=rng)
            issue_password(database, login, by=by, passwords=passwords, now=now, rng=rng)
        chosen = _password(account, rng)
        # The session that choosing opens is over at once: nobody holds it.
        choose_password(
            database,
            PasswordChange(account, "", chosen, chosen),
            passwords=passwords,
            now=now,
            ends_at=now,
            rng=rng,
        )
        staff[role] = DemoAccount(account, chosen)
    return staff


def _password(account: Account, rng: Random) -> str:
    """Return a password without look-alikes that the rule of passwords lets `account` choose."""
    while True:
        drawn = temporary_password(rng).title()
        if not fault_of(drawn, account):
            return drawn
