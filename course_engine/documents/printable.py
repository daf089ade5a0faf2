"""A whole noun made ready for print."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeVar

from msgspec import Struct

from course_engine.documents.fonts import printable
from course_engine.model.frozen import Frozen

Noun = TypeVar("Noun", bound=Frozen | Struct)


def printable_noun(noun: Noun) -> Noun:
    """Return `noun` with every text of it checked and composed, see `printable`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
    """
    made: Noun = _checked(noun)
    return made


def _checked(value: Any) -> Any:
    match value:
        case Frozen():
            return type(value).model_validate(_fields(value, type(value).model_fields))
        case Struct():
            return type(value)(**_fields(value, value.__struct_fields__))
        case tuple():
            return tuple(_checked(item) for item in value)
        case str() if not isinstance(value, Enum):
            # What was compiled to HTML keeps its lines.
            return "\n".join(printable(line) for line in value.split("\n"))
    return value


def _fields(noun: Frozen | Struct, names: Iterable[str]) -> dict[str, Any]:
    return {name: _checked(getattr(noun, name)) for name in names}
