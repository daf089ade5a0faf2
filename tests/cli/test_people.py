"""`people import` and `people export`."""

from pathlib import Path

import pytest
from referent import HERE, TEN_UNITS, open_desk

from course_engine.model.trail import TrailAction
from course_engine.store import open_database
from course_engine.training.trail import latest_entries

LIST = "nom;prenom;collectivite\nDexemple;Ines;Saint-Exemple\n"


@pytest.fixture
def desk(records: Path) -> list[str | Path]:
    """Records of a territory, as the options that name them."""
    with open_database(records) as database:
        open_desk(database)
    return ["--territory", HERE, "--database", records, "--course", TEN_UNITS]


def test_a_list_is_imported_once_and_says_who_looks_like_whom(run, desk, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    first, again = run("people", "import", path, *desk), run("people", "import", path, *desk)
    assert first.code == 0
    assert first.out == (
        "Ines Dexemple ressemble à Inès d’Exemple (st-ines). Même nom, même prénom, même collectivité. "
        "Tranchez dans « Doublons » : rien n’a été fusionné.\n"
        "Personnes inscrites : 1 ; corrigées : 0 ; déjà connues : 0.\n"
    )
    assert again.out == "Personnes inscrites : 0 ; corrigées : 0 ; déjà connues : 1.\n"


def test_bad_lines_stop_a_list_unless_the_good_ones_are_asked_for(run, desk, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(f"{LIST};Sans-Nom;Saint-Exemple\n", encoding="utf-8")
    refused = run("people", "import", path, *desk)
    assert (refused.code, refused.out) == (1, "")
    kept = run("people", "import", path, "--keep-good", *desk)
    assert (kept.code, kept.err) == (1, refused.err)
    assert "liste.csv:3:1 erreur CSV201" in kept.err
    assert kept.out.endswith("Personnes inscrites : 1 ; corrigées : 0 ; déjà connues : 0.\n")


def test_what_is_exported_is_a_list_that_changes_nothing_and_leaves_a_trace(run, desk, records, tmp_path):
    path = tmp_path / "liste.csv"
    assert run("people", "export", "--out", path, *desk).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;nom;")
    with open_database(records) as database:
        (entry, *_others) = latest_entries(database)
    assert (entry.action, entry.detail) == (
        TrailAction.LIST_EXPORTED,
        f"personnes\xa0: 3\xa0; territoires\xa0: {HERE}",
    )
    assert run("people", "import", path, *desk).out.endswith("corrigées : 0 ; déjà connues : 3.\n")
