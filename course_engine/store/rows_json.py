"""Rows as JSON and back: each column by its type, strictly, since what comes back was made elsewhere."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table, Uuid

from course_engine.store.columns import UtcDateTime

Decode = Callable[[Any], Any]


def line_of(table: Table, row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON: the same row always gives the same bytes."""
    values = {column.name: _plain(row[column.name]) for column in table.columns}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def row_of(table: Table, values: object) -> dict[str, Any]:
    """Return the row that `line_of` wrote.

    Args:
        table: of which.
        values: the line, as `json.loads` gives it.

    Raises:
        ValueError: it is not a row of this table: the name of the column, or nothing, is its text.
    """
    decoders = _decoders(table)
    if not isinstance(values, dict) or values.keys() != decoders.keys():
        raise ValueError(
            ", ".join(sorted(decoders.keys() ^ values.keys())) if isinstance(values, dict) else ""
        )
    row = {}
    for name, decode in decoders.items():
        try:
            row[name] = decode(values[name])
        except (ValueError, TypeError) as failure:
            raise ValueError(name) from failure
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


@cache
def _decoders(table: Table) -> Mapping[str, Decode]:
    """Return what reads the value of each column: found once, for there are tens of thousands of rows."""
    return {column.name: _decoder(column) for column in table.columns}


def _decoder(column: Column[Any]) -> Decode:
    decode = next(decode for kind, decode in DECODERS.items() if isinstance(column.type, kind))

    def decode_or_nothing(value: Any) -> Any:
        if value is not None:
            return decode(value)
        if not column.nullable:
            raise TypeError(value)
        return None

    return decode_or_nothing


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError(value)
    return instant.astimezone(UTC)


def _bytes(value: Any) -> bytes:
    return b64decode(value, validate=True)


def _uuid(value: Any) -> UUID:
    if not isinstance(value, str):
        raise TypeError(value)
    return UUID(value)


def _exactly(*kinds: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) not in kinds or (isinstance(value, str) and "\0" in value):
            raise TypeError(value)
        return value

    return decode


def _json(value: Any) -> Any:
    # PostgreSQL keeps no NUL, wherever it is in a text.
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str) and "\0" in part:
            raise ValueError(value)
        if isinstance(part, dict):
            waiting += (*part.keys(), *part.values())
        elif isinstance(part, list):
            waiting += part
    return value


DECODERS: Mapping[type, Decode] = {
    UtcDateTime: _instant,
    Uuid: _uuid,
    LargeBinary: _bytes,
    Boolean: _exactly(bool),
    Integer: _exactly(int),
    Float: _exactly(int, float),
    JSON: _json,
    String: _exactly(str),
}
"""By the type of the column; `Text` is a `String`."""
