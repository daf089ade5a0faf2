"""French pages are typeset as a French printer would."""

import re

import pytest

NOT_PROSE = re.compile(r"^```.*?^```|`[^`\n]*`|^\|[-|]+\|$|:::|&\w+;|https?://\S+", re.MULTILINE | re.DOTALL)
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
