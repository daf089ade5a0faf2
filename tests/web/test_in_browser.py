"""A trainee's visit in a real browser, with the script and without; every page judged by axe and the Nu checker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import fresh_context
from playwright.sync_api import Browser, Page

from course_engine.store import Database

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/",
    "/parcours",
    "/unites/messagerie",
    "/unites/messagerie/adresse",
    "/unites/messagerie/quiz",
    "/glossaire",
    "/accessibilite",
    "/rien",
]


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A tab without JavaScript, 320 pixels wide."""
    small = {"width": 320, "height": 640}
    with fresh_context(chromium, viewport=small, java_script_enabled=False) as context:
        yield context.new_page()


def enter(page: Page, origin: str, code: str) -> None:
    page.goto(origin)
    page.get_by_label("Votre code personnel").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url(f"{origin}/parcours")


def fractions(database: Database) -> list[tuple[str, float]]:
    with database.reading() as records:
        return [(answer.question, answer.score.fraction) for answer in records.answers.of_trainee("tr4f2a")]


def test_a_visit_without_javascript(plain_page: Page, origin: str, code: str, database: Database) -> None:
    enter(plain_page, origin, code)
    plain_page.get_by_role("link", name="Commencer").click()
    plain_page.get_by_role("link", name="Page suivante").click()
    plain_page.goto(f"{origin}/unites/messagerie/quiz")
    question = plain_page.locator("form[data-question=champ-cci]")
    question.get_by_role("radio", name="À", exact=True).check()
    question.get_by_role("button", name="Valider ma réponse").click()
    plain_page.get_by_text("Ce champ, tous le voient.").wait_for()
    assert plain_page.url.startswith(f"{origin}/unites/messagerie/quiz#")
    assert fractions(database) == [("champ-cci", 0.0)]


def test_a_visit_with_the_script(page: Page, origin: str, code: str, database: Database) -> None:
    enter(page, origin, code)
    page.goto(f"{origin}/unites/messagerie/quiz")
    question = page.locator("form[data-question=champ-cci]")
    question.get_by_role("radio", name="Cci", exact=True).check()
    question.get_by_role("button", name="Valider ma réponse").click()
    question.get_by_text("C’est juste.").wait_for()
    assert page.url == f"{origin}/unites/messagerie/quiz"
    assert fractions(database) == [("champ-cci", 1.0)]
    page.reload()
    assert question.get_attribute("data-fraction") == "1.0"
    assert fractions(database) == [("champ-cci", 1.0)]
    page.goto(f"{origin}/parcours")
    page.get_by_role("button", name="Sortir").click()
    page.wait_for_url(f"{origin}/")


def test_no_page_asks_anything_of_another_site_nor_breaks_its_own_policy(
    page: Page, origin: str, code: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    enter(page, origin, code)
    for address in ADDRESSES[:-1]:
        page.goto(origin + address)
    assert [url for url in asked if not url.startswith(origin)] == []
    assert said == []


def test_axe_finds_nothing_and_nothing_overflows(
    page: Page, origin: str, code: str, flaws: Callable[[Page], list[str]]
) -> None:
    for door in ("/", "/?suite=/parcours", "/connexion?suite=/comptes&envoi=perdu"):
        page.goto(origin + door)
        assert flaws(page) == [], door
    enter(page, origin, code)
    for address in ADDRESSES[1:]:
        page.goto(origin + address)
        assert flaws(page) == [], address


def test_the_nu_checker_finds_nothing(
    page: Page, origin: str, code: str, vnu: Callable[..., list[str]], tmp_path: Path
) -> None:
    enter(page, origin, code)
    files = []
    for number, address in enumerate(ADDRESSES):
        reply = page.context.request.get(origin + address, max_redirects=0 if address == "/" else 5)
        if reply.status in {200, 404}:
            files.append(tmp_path / f"{number}.html")
            files[-1].write_bytes(reply.body())
    assert len(files) == len(ADDRESSES) - 1  # the door is closed behind who is in
    assert vnu(*files) == []
