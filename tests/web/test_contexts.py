"""The contract with themes: each template exists, each field has its line of help, in the docs too."""

from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec.structs import fields

from course_engine.rendering.theme import DEFAULT, themes_folder
from course_engine.web.contexts import CONTEXTS

WEB = themes_folder() / DEFAULT / "web"
DOCS = Path(__file__).parents[2] / "docs" / "theme-web.md"


@pytest.mark.parametrize("template", CONTEXTS)
def test_each_template_is_there_and_documented_field_by_field(template: str) -> None:
    assert (WEB / Path(template).name).is_file()
    context = CONTEXTS[template]
    hints = get_type_hints(context, include_extras=True)
    rows = [f"| `{field.name}` | {hints[field.name].__metadata__[0]} |" for field in fields(context)]
    section = DOCS.read_text().split(f"\n## {template}\n")[1].split("\n## ")[0]
    assert [line for line in section.splitlines() if line.startswith("| `")] == rows
    assert f"`{context.__name__}`" in section
