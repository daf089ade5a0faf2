"""The contract with themes: each template exists, each field has its line of help."""

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from course_engine.rendering.theme import DEFAULT, themes_folder
from course_engine.web.contexts import CONTEXTS

WEB = themes_folder() / DEFAULT / "web"


@pytest.mark.parametrize("template", CONTEXTS)
def test_each_field_of_each_template_has_its_line_of_help(template: str) -> None:
    assert (WEB / Path(template).name).is_file()
    hints = get_type_hints(CONTEXTS[template], include_extras=True)
    assert all(hints[field.name].__metadata__[0] for field in fields(CONTEXTS[template]))
