"""Who may enter: hashes of access codes and of web sessions, never the codes themselves."""

from collections.abc import Collection, Mapping
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, select

from course_engine.store.facts import append, later
from course_engine.store.tables import ACCESS_CODE, SECRET, WEB_SESSION

# Read for each batch of answers: made once.
HOLDERS = select(WEB_SESSION.c.token_hash, WEB_SESSION.c.trainee, WEB_SESSION.c.account).where(
    WEB_SESSION.c.token_hash.in_(bindparam("hashes", expanding=True)),
    WEB_SESSION.c.expires_at > bindparam("now"),
)


class SessionHolder(Struct, frozen=True):
    """Whom a browser session lets in: a trainee or an account, one of the two."""

    trainee: str | None = None
    account: str | None = None


class AccessRepository:
    """Reads and writes what lets people in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def secret(self, name: str) -> bytes | None:
        """Return a secret of this database, or None if it was never made."""
        return self._connection.execute(
            select(SECRET.c.value).where(SECRET.c.name == name)
        ).scalar_one_or_none()

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a secret that was never made before."""
        self._connection.execute(SECRET.insert().values(name=name, value=value))

    def replace_secret(self, name: str, value: bytes) -> None:
        """Keep another value of a secret that was made before."""
        self._connection.execute(SECRET.update().where(SECRET.c.name == name).values(value=value))

    def append_code(self, code_hash: bytes, trainee: str, *, issued_at: datetime) -> None:
        """Append a code; it replaces those that `trainee` had.

        Raises:
            ConflictingFact: the code was already given to somebody.
        """
        latest = self._connection.execute(
            select(func.max(ACCESS_CODE.c.issued_at)).where(ACCESS_CODE.c.trainee == trainee)
        ).scalar_one()
        row = {"hash": code_hash, "trainee": trainee, "issued_at": later(issued_at, latest)}
        append(self._connection, ACCESS_CODE, row)

    def code_given(self, code_hash: bytes) -> bool:
        """Return whether a code was ever given, replaced since or not."""
        query = select(ACCESS_CODE.c.trainee).where(ACCESS_CODE.c.hash == code_hash)
        return self._connection.execute(query).one_or_none() is not None

    def latest_code_of(self, trainee: str) -> bytes | None:
        """Return the hash of the code that lets `trainee` in, or None."""
        table = ACCESS_CODE
        query = (
            select(table.c.hash).where(table.c.trainee == trainee).order_by(table.c.issued_at.desc()).limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def trainee_by_code(self, code_hash: bytes) -> str | None:
        """Return whom a code lets in: its trainee, unless a later code replaced it."""
        query = select(ACCESS_CODE.c.trainee).where(ACCESS_CODE.c.hash == code_hash)
        trainee: str | None = self._connection.execute(query).scalar_one_or_none()
        if trainee is None or self.latest_code_of(trainee) != code_hash:
            return None
        return trainee

    def open_session(
        self, token_hash: bytes, holder: SessionHolder, *, begins_at: datetime, expires_at: datetime
    ) -> None:
        """Let a browser in until `expires_at`, and forget the sessions that are over."""
        self._connection.execute(delete(WEB_SESSION).where(WEB_SESSION.c.expires_at <= begins_at))
        self._connection.execute(
            WEB_SESSION.insert().values(
                token_hash=token_hash,
                trainee=holder.trainee,
                account=holder.account,
                begins_at=begins_at,
                expires_at=expires_at,
            )
        )

    def session_holder(self, token_hash: bytes, *, now: datetime) -> SessionHolder | None:
        """Return whose session that is, if it is not over."""
        return self.session_holders([token_hash], now=now).get(token_hash)

    def session_holders(
        self, token_hashes: Collection[bytes], *, now: datetime
    ) -> Mapping[bytes, SessionHolder]:
        """Return whose sessions those are, by the hash of their token; those that are over are left out."""
        rows = self._connection.execute(HOLDERS, {"hashes": token_hashes, "now": now})
        return {token: SessionHolder(*holder) for token, *holder in rows}

    def close_sessions_of(self, holder: SessionHolder) -> None:
        """Forget every session of somebody: what let them in changed."""
        self._connection.execute(
            delete(WEB_SESSION).where(
                WEB_SESSION.c.trainee.is_not_distinct_from(holder.trainee),
                WEB_SESSION.c.account.is_not_distinct_from(holder.account),
            )
        )

    def close_session(self, token_hash: bytes) -> None:
        """Forget a session, if it is there."""
        self._connection.execute(delete(WEB_SESSION).where(WEB_SESSION.c.token_hash == token_hash))
