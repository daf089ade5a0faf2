"""French pages are typeset as a French printer would, those of the documentation and those of the theme."""

import re
from pathlib import Path

import pytest

from course_engine.rendering.theme import load_theme

NOT_PROSE = re.compile(r"^```.*?^```|`[^`\n]*`|^\|[-|]+\|$|:::|&\w+;|https?://\S+", re.MULTILINE | re.DOTALL)
SHOWN, CODE = re.compile(r"{{.*?}}", re.DOTALL), re.compile(r"{#.*?#}|{%.*?%}", re.DOTALL)
TEMPLATES = sorted(load_theme().folder.rglob("*.html"))
LOOSE = re.compile(r".{0,20}(?: [;:?!»]|« |\w'\w|\.\.\.).{0,20}")


@pytest.mark.parametrize(
    "name",
    [
        "ecrire-une-seance.md",
        "guide-concepteur.md",
        "guide-animateur.md",
        "guide-referent.md",
        "fichiers-csv.md",
        "diagnostics.md",
        "droits.md",
        "donnees-personnelles.md",
    ],
)
def test_double_signs_have_their_no_break_space_and_apostrophes_are_curly(page, name):
    prose = NOT_PROSE.sub("", page(f"docs/{name}").text)
    assert LOOSE.findall(prose) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_are_typeset_alike(template: Path):
    prose = CODE.sub("", SHOWN.sub("…", template.read_text(encoding="utf-8")))
    assert LOOSE.findall(prose) == []
