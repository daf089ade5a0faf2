"""A whole noun made ready for print."""

from typing import TypeVar

from course_engine.documents.fonts import printable
from course_engine.model.frozen import Frozen

Noun = TypeVar("Noun", bound=Frozen)


def printable_noun(noun: Noun) -> Noun:
    """Return `noun` with every text of it checked and composed, see `printable`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
    """
    return type(noun).model_validate(_checked(noun))


def _checked(value: object) -> object:
    match value:
        case Frozen():
            return {name: _checked(getattr(value, name)) for name in type(value).model_fields}
        case tuple():
            return tuple(_checked(item) for item in value)
        case str():
            # What was compiled to HTML keeps its lines.
            return "\n".join(printable(line) for line in value.split("\n"))
    return value
