"""Whole files: looked for, read, taken away, erased; the trail tells all of it."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from stand import account, let_in
from visitor import Visitor
from whole_file import ARRANGEMENT, FIRST_NAME, LAST_NAME, NEIGHBOUR, NUMBER, PERSON, fill_every_table

from course_engine.model.accounts import AccountRole
from course_engine.model.trail import TrailAction
from course_engine.store import Database, open_database
from course_engine.web.people_files import ACTIONS


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Records in which every table holds something."""
    with open_database(shutil.copy(empty_file, tmp_path / "records.db")) as opened:
        fill_every_table(opened)
        yield opened


@pytest.fixture
def region(app: FastAPI, database: Database) -> Visitor:
    """Somebody of the Region's team, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("claude", AccountRole.REGION)))
    return visitor


def test_somebody_is_found_by_name(region: Visitor) -> None:
    page = region.get("/dossiers?nom=zebulon").text
    assert f'<a href="/dossiers/{PERSON}">{LAST_NAME} {FIRST_NAME}</a>' in page
    assert "Une personne trouvée" in page
    assert NEIGHBOUR not in page
    assert "Personne ne porte ces mots" in region.get("/dossiers?nom=introuvable").text
    assert "Personne ne porte ces mots" not in region.get("/dossiers").text


def test_a_file_is_read_whole_and_the_trail_says_so(region: Visitor) -> None:
    page = region.get(f"/dossiers/{PERSON}").text
    assert f'<h1 class="title">{FIRST_NAME} {LAST_NAME}</h1>' in page
    for words in (
        ARRANGEMENT,
        "Présences (2)",
        "Parcours (1)",
        "samedi 13\u00a0mars 2027, 9\u00a0h\u00a015",
        "jusqu’au lundi 21\u00a0mars 2033",
    ):
        assert words in page
    trail = region.get("/trace").text
    assert re.search(r"claude</td>.*a consulté un dossier</td>.*" + PERSON, trail)
    assert LAST_NAME not in trail


def test_a_file_is_taken_away_as_an_archive_and_the_trail_says_so(region: Visitor) -> None:
    reply = region.post(f"/dossiers/{PERSON}/telechargement")
    assert reply.headers["content-disposition"] == f'attachment; filename="dossier-{PERSON}.zip"'
    with ZipFile(BytesIO(reply.content)) as archive:
        assert archive.namelist() == ["dossier.json", f"attestations/{NUMBER}.pdf"]
    assert "a emporté un dossier" in region.get("/trace").text


def test_erasing_says_what_stays_and_asks_for_a_reason_and_the_identifier(region: Visitor) -> None:
    page = region.get(f"/dossiers/{PERSON}/effacement").text
    assert "<li>Heures de présence\u00a0: 2, jusqu’au lundi 21\u00a0mars 2033</li>" in page
    reply = region.post(f"/dossiers/{PERSON}/effacement", {"reason": "envie", "typed": "tr0000"})
    assert reply.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', reply.text) == ["reason", "typed"]
    assert FIRST_NAME in region.get(f"/dossiers/{PERSON}").text


def test_somebody_is_erased_and_shown_so_everywhere(region: Visitor) -> None:
    reply = region.post(f"/dossiers/{PERSON}/effacement", {"reason": "demande", "typed": f" {PERSON} "})
    assert reply.status_code == 200
    assert f"Personne effacée ({PERSON})" in reply.text
    page = region.get(f"/dossiers/{PERSON}").text
    assert f"Personne effacée ({PERSON})" in page
    assert "Effacer cette personne" not in page
    assert LAST_NAME not in page
    assert region.get("/dossiers?nom=zebulon").text.count(PERSON) == 0
    assert "À la demande de la personne." in region.get("/trace").text
    assert region.get(f"/dossiers/{PERSON}/effacement").status_code == 404


def test_nobody_has_no_file(region: Visitor) -> None:
    for path in ("", "/effacement"):
        assert region.get(f"/dossiers/inconnu{path}").status_code == 404
    assert region.post("/dossiers/inconnu/telechargement").status_code == 404


def test_every_action_of_the_trail_has_its_words() -> None:
    assert set(ACTIONS) == set(TrailAction)
