"""Facts of the attendance register beside attendance itself: signatures, countersignatures, chains."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from course_engine.model.frozen import Frozen
from course_engine.model.register import Countersignature, RegisterLink, Signature, SignedBy
from course_engine.store.facts import append
from course_engine.store.tables import ATTENDANCE, COUNTERSIGNATURE, REGISTER_LINK, SIGNED_BY


class RegisterRepository:
    """Reads and appends what makes attendance a register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sign(self, signed: SignedBy) -> bool:
        """Append how the trainee of an attendance signed; return whether it was new.

        Raises:
            ConflictingFact: it was signed otherwise.
        """
        return append(self._connection, SIGNED_BY, _row(signed))

    def signed(self, session: str) -> Mapping[UUID, SignedBy]:
        """Return how each attendance of a session was signed, by the id of the attendance."""
        return self._signed(select(SIGNED_BY).join(ATTENDANCE).where(ATTENDANCE.c.session == session))

    def signed_by(self, trainee: str) -> Mapping[UUID, SignedBy]:
        """Return how somebody signed each of their attendances, by the id of the attendance."""
        return self._signed(select(SIGNED_BY).join(ATTENDANCE).where(ATTENDANCE.c.trainee == trainee))

    def every_signed(self) -> Mapping[UUID, SignedBy]:
        """Return how every attendance was signed, by the id of the attendance."""
        return self._signed(select(SIGNED_BY))

    def countersign(self, countersignature: Countersignature) -> bool:
        """Append a countersignature; return whether it was new.

        Raises:
            ConflictingFact: one of the same id has another content.
        """
        return append(self._connection, COUNTERSIGNATURE, _row(countersignature))

    def countersignatures(self, session: str | None = None) -> tuple[Countersignature, ...]:
        """Return the countersignatures of a session, or of all, oldest first."""
        table = COUNTERSIGNATURE
        query = select(table).order_by(table.c.at, table.c.id)
        if session is not None:
            query = query.where(table.c.session == session)
        rows = self._connection.execute(query).mappings()
        return tuple(Countersignature.model_validate(dict(row)) for row in rows)

    def link(self, link: RegisterLink) -> None:
        """Append a link to its chain."""
        self._connection.execute(REGISTER_LINK.insert().values(**link.model_dump()))

    def last_link(self, chain: UUID) -> RegisterLink | None:
        """Return the last link of a chain, or None if it has not begun."""
        table = REGISTER_LINK
        query = select(table).where(table.c.chain == chain).order_by(table.c.rank.desc()).limit(1)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else RegisterLink.model_validate(dict(row))

    def links(self) -> tuple[RegisterLink, ...]:
        """Return every link of every chain, in order."""
        return self._links(select(REGISTER_LINK))

    def links_of(self, facts: Collection[UUID]) -> tuple[RegisterLink, ...]:
        """Return the links that are about some facts, in order."""
        return self._links(select(REGISTER_LINK).where(REGISTER_LINK.c.fact.in_(facts)))

    def _links(self, query: Select[Any]) -> tuple[RegisterLink, ...]:
        table = REGISTER_LINK
        rows = self._connection.execute(query.order_by(table.c.chain, table.c.rank)).mappings()
        return tuple(RegisterLink.model_validate(dict(row)) for row in rows)

    def _signed(self, query: Select[Any]) -> Mapping[UUID, SignedBy]:
        rows = self._connection.execute(query).mappings()
        return {row["attendance"]: SignedBy.model_validate(dict(row)) for row in rows}


def _row(fact: Frozen) -> dict[str, Any]:
    """Return the row of a fact, its signature as JSON."""
    signature: Signature | None = getattr(fact, "signature", None)
    return fact.model_dump() | {"signature": signature.model_dump(mode="json") if signature else None}
