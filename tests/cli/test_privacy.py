"""`privacy`: what has been kept long enough goes, one person's file is written, a person is erased."""

import json
import stat
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from whole_file import LAST_NAME, PERSON, fill_every_table

from course_engine.cli import command
from course_engine.store import open_database

LONG_AGO = datetime(2015, 3, 1, tzinfo=UTC)


@pytest.fixture
def stand(records):
    """Records of one person who is in every table, and of a neighbour."""
    with open_database(records) as database:
        fill_every_table(database)
    return records


def test_a_rehearsed_purge_deletes_nothing_and_says_what_would_go(run, stand, monkeypatch):
    monkeypatch.setenv("COURSE_ENGINE_RETENTION_ATTEMPTS_DAYS", "1")
    said = run("privacy", "purge", "--database", stand, "--dry-run")
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == 16
    assert lines[-1] == "Rien n’a été effacé : c’était un essai à blanc."
    assert any(line.endswith("codes et mots de passe erronés, oubliés (1 jour)") for line in lines)


def test_a_purge_says_what_it_did_and_then_finds_nothing(run, records):
    with open_database(records) as database:
        fill_every_table(database, now=LONG_AGO)
    first = run("privacy", "purge", "--database", records)
    assert "1 questionnaires commencés et jamais envoyés, effacés (30 jours)" in first.out.splitlines()
    again = run("privacy", "purge", "--database", records)
    assert again.out.splitlines()[-1] == "Arrivés à terme : 0."


def test_a_file_is_written_for_its_owner_only_and_the_trail_says_who_took_it(run, stand, tmp_path):
    out = tmp_path / "out"
    said = run("privacy", "export", PERSON, "--database", stand, "--out", out)
    archive = out / f"{PERSON}.zip"
    assert (said.code, said.out) == (0, f"{archive}\n")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with ZipFile(archive) as opened:
        trail = json.loads(opened.read("dossier.json"))["sections"][-1]["lignes"]["trace"]
    assert ("dossier-exporte", "ligne de commande (animatrice)") in [
        (entry["action"], entry["compte"]) for entry in trail
    ]


def test_erasing_says_what_stays_and_asks_for_the_identifier(run, stand):
    words = ["privacy", "erase", PERSON, "--database", str(stand), "--reason", "demande"]
    refused = CliRunner().invoke(command, words, input="tr0000\n")
    assert refused.exit_code == 3
    assert "- Heures de présence\u00a0: 2, jusqu’au lundi 21\u00a0mars 2033" in refused.stdout
    assert "«\u00a0tr0000\u00a0» n’est pas «\u00a0tr4f2a\u00a0»\u00a0: rien n’a été effacé." in refused.stderr
    done = CliRunner().invoke(command, words, input=f"{PERSON}\n")
    assert done.exit_code == 0
    assert "Effacé\u00a0: " in done.stdout
    assert LAST_NAME.encode() not in stand.read_bytes()


def test_erasing_without_being_asked(run, stand):
    words = ("privacy", "erase", PERSON, "--database", stand, "--reason", "erreur", "--yes")
    assert run(*words).code == 0
    again = run(*words)
    assert (again.code, again.err) == (3, f"Le dossier « {PERSON} » est déjà effacé.\n")


@pytest.mark.parametrize("verb", ["purge", "export", "erase"])
def test_records_that_are_not_there_are_not_started(run, tmp_path, verb):
    words = {"purge": [], "export": [PERSON], "erase": [PERSON, "--reason", "demande"]}[verb]
    said = run("privacy", verb, *words, "--database", tmp_path / "none.db")
    assert said.code == 3
    assert not (tmp_path / "none.db").exists()
