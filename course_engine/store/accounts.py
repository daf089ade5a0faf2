"""Accounts of those who work on the operation, and how each proves who it is."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, func, select

from course_engine.model.accounts import Account, Password
from course_engine.store.tables import ACCOUNT, ACCOUNT_TERRITORY, PASSWORD, WRONG_ATTEMPT


class AccountRepository:
    """Reads and writes accounts, their passwords' hashes, and the attempts that failed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accounts(self) -> Mapping[str, Account]:
        """Return every account by its id, closed ones included, in order of id."""
        return self._accounts(select(ACCOUNT), select(ACCOUNT_TERRITORY))

    def account(self, account: str) -> Account | None:
        """Return one account, closed or not, or None."""
        found = self._accounts(
            select(ACCOUNT).where(ACCOUNT.c.id == account),
            select(ACCOUNT_TERRITORY).where(ACCOUNT_TERRITORY.c.account == account),
        )
        return found.get(account)

    def _accounts(self, accounts: Select[Any], places: Select[Any]) -> Mapping[str, Account]:
        territories: dict[str, list[str]] = defaultdict(list)
        query = places.order_by(ACCOUNT_TERRITORY.c.territory)
        for row in self._connection.execute(query).mappings():
            territories[row["account"]].append(row["territory"])
        rows = self._connection.execute(accounts.order_by(ACCOUNT.c.id)).mappings()
        return {
            row["id"]: Account.model_validate({**row, "territories": tuple(territories[row["id"]])})
            for row in rows
        }

    def add_account(self, account: Account) -> None:
        """Add an account that is not there yet."""
        self._connection.execute(ACCOUNT.insert().values(**account.model_dump(exclude={"territories"})))
        self.assign(account.id, account.territories)

    def replace_account(self, account: Account) -> None:
        """Change what is known of an account; its password stays."""
        values = account.model_dump(exclude={"id", "territories"})
        self._connection.execute(ACCOUNT.update().where(ACCOUNT.c.id == account.id).values(**values))
        self.assign(account.id, account.territories)

    def assign(self, account: str, territories: tuple[str, ...]) -> None:
        """Make `territories` those where an account works."""
        table = ACCOUNT_TERRITORY
        self._connection.execute(delete(table).where(table.c.account == account))
        rows = [{"account": account, "territory": territory} for territory in territories]
        if rows:
            self._connection.execute(table.insert(), rows)

    def close_account(self, account: str, *, closed_at: datetime | None) -> None:
        """Close an account, or open it again with None."""
        self._connection.execute(ACCOUNT.update().where(ACCOUNT.c.id == account).values(closed_at=closed_at))

    def password(self, account: str) -> Password | None:
        """Return how an account proves who it is, or None where no password was ever set."""
        query = select(PASSWORD).where(PASSWORD.c.account == account)
        row = self._connection.execute(query).mappings().one_or_none()
        return (
            None if row is None else Password.model_validate({k: v for k, v in row.items() if k != "account"})
        )

    def set_password(self, account: str, password: Password) -> None:
        """Give an account a password, in place of the one it had."""
        self._connection.execute(delete(PASSWORD).where(PASSWORD.c.account == account))
        self._connection.execute(PASSWORD.insert().values(account=account, **password.model_dump()))

    def note_wrong_attempt(self, attempt: UUID, subject: bytes, *, at: datetime) -> None:
        """Remember that something was guessed wrong.

        Args:
            attempt: its id.
            subject: the hash of what is limited: a client's address, a login.
            at: when.
        """
        self._connection.execute(WRONG_ATTEMPT.insert().values(id=attempt, subject=subject, at=at))

    def wrong_attempts(self, subject: bytes, *, since: datetime) -> tuple[int, datetime | None]:
        """Return how many wrong attempts there were since then, and when the first of them was."""
        table = WRONG_ATTEMPT
        query = select(func.count(), func.min(table.c.at)).where(
            table.c.subject == subject, table.c.at > since
        )
        count, first = self._connection.execute(query).one()
        return count, first

    def forget_wrong_attempts(self, *, before: datetime) -> int:
        """Forget the attempts of before; return how many."""
        return self._connection.execute(delete(WRONG_ATTEMPT).where(WRONG_ATTEMPT.c.at < before)).rowcount
