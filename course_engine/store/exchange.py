"""Facts that travel between stands, as rows; and the receipts of what was merged."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select, tuple_

from course_engine.model.exchange import MergeReceipt
from course_engine.model.trail import TrailAction
from course_engine.store.facts import append
from course_engine.store.migrations import REVISIONS
from course_engine.store.rows_json import line_of
from course_engine.store.tables import MERGE_RECEIPT, METADATA, REGISTER_LINK, REGISTRATION, TRAIL, TRAINEE
from course_engine.store.travel import TRAVEL, Row, Travel

REVISION = REVISIONS[-1]
"""The version of the tables: rows travel between databases of the same one."""
AT_ONCE = 400
"""How many rows one statement is about; SQLite takes 32,766 values in one, at least."""

Key = tuple[Any, ...]

FACTS: Mapping[str, Table] = {
    table.name: table for table in METADATA.sorted_tables if TRAVEL[table.name] is Travel.FACT
}
"""The tables whose rows travel, each after those that it refers to."""


def key_of(table: Table, row: Row) -> Key:
    """Return what identifies a row in its table."""
    return tuple([row[name] for name in _key_columns(table)])


@cache
def _key_columns(table: Table) -> tuple[str, ...]:
    # Found once: this is asked of every row, several times.
    return tuple(column.name for column in table.primary_key.columns)


def references(name: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table of `FACTS` that refer to another row, with the table of that row."""
    keys = sorted(FACTS[name].foreign_keys, key=lambda key: key.parent.name)
    return tuple((key.parent.name, key.column.table.name) for key in keys)


class ExchangeRepository:
    """Reads, adds and joins facts, table by table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, name: str) -> Iterator[bytes]:
        """Return every row of a table of `FACTS` as a line of JSON, in order of identity."""
        table = FACTS[name]
        query = select(table).order_by(*table.primary_key.columns)
        return (line_of(table, dict(row)) for row in self._connection.execute(query).mappings())

    def known(self, name: str, keys: Sequence[Key]) -> Mapping[Key, Row]:
        """Return those rows of a table that have one of some identities, by identity."""
        table = FACTS[name]
        columns = [column.name for column in table.columns]
        return {
            key_of(table, row): row
            for some in _batches(keys)
            for values in self._connection.execute(select(table).where(_among(table, some)))
            for row in [dict(zip(columns, values, strict=True))]
        }

    def about(self, name: str, columns: Sequence[str], things: Sequence[Key]) -> tuple[Row, ...]:
        """Return the rows of a table whose `columns` say one of some things."""
        table = FACTS[name]
        subject = tuple_(*(table.c[column] for column in columns))
        return tuple(
            dict(row)
            for some in _batches(things)
            for row in self._connection.execute(select(table).where(subject.in_(some))).mappings()
        )

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Add rows that are not there, each after those that it refers to."""
        for some in _batches(rows):
            self._connection.execute(FACTS[name].insert(), [dict(row) for row in some])

    def replace(self, name: str, row: Row) -> None:
        """Put a row in place of the one of its identity, under a permit."""
        table = FACTS[name]
        self._connection.execute(table.update().where(_among(table, [key_of(table, row)])).values(**row))

    def erased(self) -> Mapping[str, datetime | None]:
        """Return everybody whose name was erased, with when, where the trail still says so."""
        named = select(REGISTRATION.c.trainee)
        without = select(TRAINEE.c.id).where(TRAINEE.c.id.not_in(named))
        found: dict[str, datetime | None] = dict.fromkeys(self._connection.execute(without).scalars())
        said = (TRAIL.c.action == TrailAction.ERASED, TRAIL.c.trainee.is_not(None))
        first: Select[Any] = (
            select(TRAIL.c.trainee, func.min(TRAIL.c.at)).where(*said).group_by(TRAIL.c.trainee)
        )
        found.update((trainee, at) for trainee, at in self._connection.execute(first))
        return found

    def chain_heads(self) -> Mapping[str, tuple[int, str]]:
        """Return the rank and the hash of the last link of every chain of the register, by chain."""
        table = REGISTER_LINK
        rows = self._connection.execute(select(table).order_by(table.c.chain, table.c.rank))
        return {str(row.chain): (row.rank, row.hash) for row in rows}

    def append_receipt(self, receipt: MergeReceipt) -> bool:
        """Append the receipt of a merge; return whether it was new.

        Raises:
            ConflictingFact: one of the same id has another content.
        """
        pairs = [[str(one), str(other)] for one, other in receipt.apart]
        return append(self._connection, MERGE_RECEIPT, receipt.model_dump() | {"apart": pairs})

    def receipts(self) -> tuple[MergeReceipt, ...]:
        """Return what was merged, oldest first."""
        table = MERGE_RECEIPT
        rows = self._connection.execute(select(table).order_by(table.c.merged_at, table.c.id)).mappings()
        return tuple(MergeReceipt.model_validate(dict(row)) for row in rows)


def _among(table: Table, keys: Collection[Key]) -> ColumnElement[bool]:
    columns = list(table.primary_key.columns)
    if len(columns) == 1:
        return columns[0].in_([key for (key,) in keys])
    return tuple_(*columns).in_(keys)


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
