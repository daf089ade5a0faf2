"""Facts are appended once: the same again changes nothing, another of the same id is refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from course_engine.errors import ConflictingFact, StoreError
from course_engine.i18n import translator
from course_engine.model.frozen import Frozen

_ = translator("store")

SCHEMA_VERSION = 1
"""The version of every JSON column written today."""


def append(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Append a fact to `table`, unless it is already there.

    Args:
        connection: in a writing transaction.
        table: whose primary key is one column.
        row: a value for each column.

    Returns:
        Whether it was added; False where the very same fact was there.

    Raises:
        ConflictingFact: a fact of the same id has another content.
    """
    (key,) = table.primary_key.columns
    found = connection.execute(select(table).where(key == row[key.name])).mappings().one_or_none()
    if found is None:
        connection.execute(table.insert().values(**row))
        return True
    if dict(found) != row:
        raise ConflictingFact(
            _("A fact “{id}” is already recorded with another content: facts are never edited.").format(
                id=_shown(row[key.name])
            )
        )
    return False


def append_decision(connection: Connection, table: Table, row: dict[str, Any], about: Sequence[str]) -> bool:
    """Append a decision, dated after what it supersedes.

    Args:
        connection: in a writing transaction.
        table: of decisions: an `id`, and `decided_at`.
        row: a value for each column.
        about: the columns that say of what a decision is: the latest of the same thing stands.

    Returns:
        Whether it was added; False where the very same decision was there.

    Raises:
        ConflictingFact: a decision of the same id has another content.
    """
    same = [table.c[name] == row[name] for name in about]
    query = select(func.max(table.c.decided_at)).where(*same, table.c.id != row["id"])
    latest = connection.execute(query).scalar_one()
    return append(connection, table, row | {"decided_at": later(row["decided_at"], latest)})


def later(now: datetime, latest: datetime | None) -> datetime:
    """Return `now`, or just after `latest`: what supersedes a fact is dated after it, whatever the clock."""
    return now if latest is None else max(now, latest + timedelta(microseconds=1))


def as_json(value: Frozen) -> dict[str, Any]:
    """Return `value` as the JSON that a column keeps, written for `SCHEMA_VERSION`."""
    return value.model_dump(mode="json")


def check_version(version: int) -> None:
    """Refuse JSON written by a newer engine.

    Raises:
        StoreError: this engine does not know the version.
    """
    if version != SCHEMA_VERSION:
        sentence = _("A record is of version {version}, which this engine cannot read: install a newer one.")
        raise StoreError(sentence.format(version=version))


def _shown(key: object) -> str:
    return str(key) if isinstance(key, str | UUID) else "…"
