"""The Region's screens in a real browser: judged by axe, narrow, wide and dark; a person erased by keyboard."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from operation import catalogue, come
from playwright.sync_api import Page
from served import served
from stand import Clock, account, application, let_in, site
from whole_file import FIRST_NAME, LAST_NAME, PERSON, fill_every_table

from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database
from course_engine.training.library import Library
from course_engine.web.session import COOKIE

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/region",
    "/territoires",
    "/dossiers?nom=exemple",
    f"/dossiers/{PERSON}",
    f"/dossiers/{PERSON}/effacement",
    "/trace",
    "/donnees-personnelles",
]


@pytest.fixture(scope="module")
def database(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Records of an operation in three territories, and of a person who is in every table."""
    path = tmp_path_factory.mktemp("region") / "records.db"
    with open_database(shutil.copy(empty_file, path)) as opened:
        fill_every_table(opened)
        come(opened, "alpha", 24, 20, 18, 12, answers={"souhaits": ["web", "carte"], "pratique": "oui"})
        come(opened, "beta", 9, 8, 3, 0, answers={"souhaits": ["web"]})
        come(opened, "gamma", 14, 14, 14, 14, answers={"souhaits": ["messagerie"]})
        yield opened


@pytest.fixture(scope="module")
def app(database: Database, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application, over a course that asks for wishes."""
    base = site(database, tmp_path_factory.mktemp("course"), Clock())
    return application(replace(base, library=Library(catalogue())))


@pytest.fixture(scope="module")
def origin(app: FastAPI) -> Iterator[str]:
    """The address of the application."""
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def token(database: Database) -> str:
    """What lets in somebody of the Region's team."""
    return let_in(database, account("claude", AccountRole.REGION))


def sign_in(page: Page, origin: str, token: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": origin}])


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    page: Page, origin: str, token: str, flaws: Callable[[Page], list[str]]
) -> None:
    sign_in(page, origin, token)
    found = {}
    for address in ADDRESSES:
        page.goto(origin + address)
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        if problems := flaws(page):
            found[address] = problems
    assert found == {}


def test_the_html_is_valid(
    page: Page, origin: str, token: str, vnu: Callable[..., list[str]], tmp_path: Path
) -> None:
    sign_in(page, origin, token)
    files = []
    for rank, address in enumerate(ADDRESSES):
        files.append(tmp_path / f"{rank}.html")
        files[-1].write_text(page.request.get(origin + address).text(), encoding="utf-8")
    assert vnu(*files) == []


def test_a_file_is_taken_away_then_erased_by_keyboard(page: Page, origin: str, token: str) -> None:
    sign_in(page, origin, token)
    page.goto(f"{origin}/dossiers")
    page.get_by_label("Nom, prénom, collectivité ou identifiant").fill("zebulon")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=LAST_NAME).press("Enter")
    page.get_by_role("heading", name=f"{FIRST_NAME} {LAST_NAME}").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le dossier").press("Enter")
    assert download.value.suggested_filename == f"dossier-{PERSON}.zip"
    page.get_by_role("link", name="Effacer cette personne").press("Enter")
    page.get_by_label("À la demande de la personne").press("Space")
    page.get_by_label(re.compile("tapez l’identifiant")).fill(PERSON)
    page.get_by_role("button", name="Effacer définitivement").press("Enter")
    page.get_by_role("heading", name=f"Personne effacée ({PERSON})").wait_for()
    page.goto(f"{origin}/dossiers?nom=zebulon")
    assert page.get_by_text("Personne ne porte ces mots").is_visible()
