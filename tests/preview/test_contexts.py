"""The contract with themes: each template exists, each field has its line of help, in the docs too."""

from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import fields

from course_engine.preview import contexts
from course_engine.rendering.theme import DEFAULT, themes_folder

THEME = themes_folder() / DEFAULT
DOCS = Path(__file__).parents[2] / "docs" / "theme-preview.md"
VALUES = [
    kind
    for kind in vars(contexts).values()
    if isinstance(kind, type)
    and kind.__module__ == contexts.__name__
    and kind not in contexts.CONTEXTS.values()
]


def rows_of(kind: type) -> list[str]:
    hints = get_type_hints(kind, include_extras=True)
    return [f"| `{field.name}` | {hints[field.name].__metadata__[0]} |" for field in fields(kind)]


def documented(heading: str) -> list[str]:
    section = DOCS.read_text(encoding="utf-8").split(f"\n{heading}\n")[1].split("\n#")[0]
    return [line for line in section.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("template", contexts.CONTEXTS)
def test_each_template_is_there_and_documented_field_by_field(template: str) -> None:
    assert (THEME / template).is_file()
    assert documented(f"## {template}") == rows_of(contexts.CONTEXTS[template])


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_each_value_that_they_hold_is_documented_field_by_field(kind: type) -> None:
    assert documented(f"### {kind.__name__}") == rows_of(kind)
