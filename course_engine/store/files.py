"""One person's whole file: every row that names them, as it is kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from course_engine.store.erasure import names, typed_by
from course_engine.store.tables import (
    ATTENDANCE,
    ATTESTATION,
    METADATA,
    PLACEMENT_PROPOSAL,
    REGISTRATION_DRAFT,
    SIGNED_BY,
)

Row = Mapping[str, Any]


class FileRepository:
    """Reads rows whole, whatever their table; nothing is written here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def naming(self, table: str, columns: tuple[str, ...], trainee: str) -> tuple[Row, ...]:
        """Return the rows of a table in which one of `columns` is `trainee`, in order of their key."""
        source = METADATA.tables[table]
        return self._rows(source, or_(*(source.c[column] == trainee for column in columns)))

    def proposals_naming(self, trainee: str) -> tuple[Row, ...]:
        """Return the proposals of places that name `trainee`, with only the parts that do."""
        return tuple(
            {**row, "content": parts_naming(row["content"], trainee)}
            for row in self._rows(PLACEMENT_PROPOSAL)
            if names(row["content"], trainee)
        )

    def drafts_of(self, last_name: str, first_name: str) -> tuple[Row, ...]:
        """Return the questionnaires that somebody of that name began and never sent."""
        drafts = self._rows(REGISTRATION_DRAFT)
        return tuple(row for row in drafts if typed_by(row["content"], last_name, first_name))

    def signatures(self, trainee: str) -> tuple[Row, ...]:
        """Return how `trainee` signed for each of their attendances."""
        theirs = select(ATTENDANCE.c.id).where(ATTENDANCE.c.trainee == trainee)
        return self._rows(SIGNED_BY, SIGNED_BY.c.attendance.in_(theirs))

    def attestations(self, trainee: str) -> Mapping[str, bytes]:
        """Return the bytes of each attestation issued to `trainee`, by number; those erased are not there."""
        table = ATTESTATION
        query = select(table.c.number, table.c.document).where(
            table.c.trainee == trainee, table.c.erased_at.is_(None)
        )
        return {row.number: row.document for row in self._connection.execute(query.order_by(table.c.number))}

    def _rows(self, table: Table, *conditions: Any) -> tuple[Row, ...]:
        query = select(table).where(*conditions).order_by(*table.primary_key.columns)
        return tuple(dict(row) for row in self._connection.execute(query).mappings())


def parts_naming(content: object, trainee: str) -> list[object]:
    """Return the smallest parts of a JSON value that name `trainee`: what is said of others is left out."""
    match content:
        case dict() if trainee in content.values():
            return [content]
        case dict():
            named = [{trainee: content[trainee]}] if trainee in content else []
            return named + [
                part
                for key, value in content.items()
                if key != trainee
                for part in parts_naming(value, trainee)
            ]
        case list() if trainee in content:
            return [trainee]
        case list():
            return [part for value in content for part in parts_naming(value, trainee)]
    return []
