"""A name is refused alike by pydantic, in what comes from outside, and by msgspec, in a value."""

import pytest
from msgspec import ValidationError as NotOfItsShape
from msgspec import convert
from pydantic import TypeAdapter, ValidationError

from course_engine.model.identity import Letter, OpaqueId, Slug


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Slug, "ab"),
        (Slug, "a-1"),
        (Slug, "-" * 40),
        (OpaqueId, "tr4f"),
        (Letter, "a"),
        (Letter, "aa"),
    ],
)
def test_a_name_is_taken(kind: type, name: str) -> None:
    assert TypeAdapter(kind).validate_python(name) == convert(name, kind) == name


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Slug, ""),
        (Slug, "a"),
        (Slug, "a" * 41),
        (Slug, "Ab"),
        (Slug, "a b"),
        (Slug, "été"),
        (Slug, "ab\n"),
        (OpaqueId, "tr4"),
        (Letter, "aaa"),
        (Letter, "1"),
        (Letter, "a\n"),
    ],
)
def test_a_name_is_refused(kind: type, name: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        TypeAdapter(kind).validate_python(name)
    with pytest.raises(NotOfItsShape, match="regex"):
        convert(name, kind)


def test_editors_are_told_the_pattern() -> None:
    assert TypeAdapter(Slug).json_schema() == {"type": "string", "pattern": "^[a-z0-9-]{2,40}$"}
