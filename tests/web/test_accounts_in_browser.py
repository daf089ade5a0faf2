"""The screens of accounts in a real browser: by the keyboard alone, judged by axe and the Nu checker, on a network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import CHROMIUM_ARGUMENTS, PATIENCE_MS, fresh_context
from fastapi import FastAPI
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect
from served import served
from stand import PASSWORD, Clock, account, application, let_in, site, territory

from course_engine.model.accounts import AccountRole
from course_engine.store import Database

pytestmark = pytest.mark.browser

CHOSEN = "Vélo-rouge42"
SCREENS = [
    "/concepteur",
    "/concepteur/unites/messagerie/pratique",
    "/concepteur/unites/messagerie/pratique/quiz",
    "/mot-de-passe",
    "/comptes",
    "/nouveau-compte",
    "/comptes/claude",
]


@pytest.fixture(autouse=True)
def people(database: Database) -> None:
    """Somebody of the Region's team, an animateur, two territories."""
    with database.writing() as records:
        for name in ("ailleurs", "saint-exemple"):
            records.places.save_territory(territory(name))
    let_in(database, account("region", AccountRole.REGION))
    where = ("ailleurs", "saint-exemple")
    let_in(database, account("claude", AccountRole.ANIMATOR, name="Claude Exemple", territories=where))


def sign_in(page: Page, origin: str, password: str = PASSWORD) -> None:
    page.goto(f"{origin}/connexion")
    page.get_by_label("Votre identifiant").fill("region")
    page.get_by_label("Votre mot de passe").fill(password)
    press(page, "Me connecter")


def press(page: Page, button: str) -> None:
    """Press a button, and wait for the page that it opens."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def send(page: Page) -> None:
    """Press Enter, and wait for the page that it opens."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus says `name`, seen all the while."""
    for _step in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => { const e = document.activeElement, box = e.getBoundingClientRect();
              const label = e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText;
              return { words: label || "", outline: getComputedStyle(e).outlineStyle,
                       card: e.closest(".choice") ? getComputedStyle(e.closest(".choice")).outlineStyle : "",
                       seen: box.top >= 0 && box.bottom <= innerHeight }; }"""
        )
        assert "solid" in (focused["outline"], focused["card"]), focused
        assert focused["seen"], focused
        if focused["words"].strip().startswith(name):
            return
    pytest.fail(f"Tab never reaches « {name} »")


def test_an_account_is_added_by_the_keyboard_alone(page: Page, origin: str) -> None:
    page.goto(f"{origin}/connexion")
    tab_to(page, "Votre identifiant")
    page.keyboard.type("region")
    tab_to(page, "Votre mot de passe")
    page.keyboard.type(PASSWORD)
    send(page)
    page.goto(f"{origin}/comptes")
    tab_to(page, "Ajouter un compte")
    send(page)
    tab_to(page, "Prénom et nom")
    page.keyboard.type("Alix Exemple")
    tab_to(page, "Identifiant")
    page.keyboard.type("alix")
    tab_to(page, "animateur")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Ajouter ce compte")
    send(page)
    assert page.get_by_role("heading", name="Mot de passe remis").is_visible()
    tab_to(page, "Revenir aux comptes")
    send(page)
    assert page.get_by_role("row", name="Alix Exemple alix concepteur tous ouvert").is_visible()


def test_a_password_is_replaced_by_the_keyboard_alone(page: Page, origin: str) -> None:
    sign_in(page, origin)
    page.goto(f"{origin}/mot-de-passe")
    for field, typed in (
        ("Votre mot de passe actuel", PASSWORD),
        ("Le nouveau", "court"),
        ("Le nouveau, encore une fois", "court"),
    ):
        tab_to(page, field)
        page.keyboard.type(typed)
    send(page)
    assert page.get_by_role("alert").is_visible()
    tab_to(page, "Au moins 12 caractères")
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_be_focused()
    page.keyboard.type(CHOSEN)
    page.keyboard.press("Tab")
    page.keyboard.type(CHOSEN)
    page.get_by_label("Votre mot de passe actuel").fill(PASSWORD)
    send(page)
    page.goto(f"{origin}/comptes")
    press(page, "Se déconnecter")
    sign_in(page, origin, CHOSEN)
    page.goto(f"{origin}/comptes")
    assert page.get_by_role("heading", name="Comptes").is_visible()


def test_axe_finds_nothing_and_nothing_overflows(
    page: Page, origin: str, flaws: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{origin}/connexion")
    assert flaws(page) == []
    sign_in(page, origin, "faux")
    assert flaws(page) == []
    sign_in(page, origin)
    for address in SCREENS:
        page.goto(origin + address)
        assert flaws(page) == [], address
    press(page, "Remettre un mot de passe")
    assert flaws(page) == []
    page.goto(f"{origin}/nouveau-compte")
    page.evaluate("document.querySelector('main form').noValidate = true")
    press(page, "Ajouter ce compte")
    assert page.get_by_text("À corriger", exact=True).is_visible()
    assert flaws(page) == []


def test_the_nu_checker_finds_nothing(
    page: Page, origin: str, vnu: Callable[..., list[str]], tmp_path: Path
) -> None:
    sign_in(page, origin)
    asked = page.context.request
    same_origin = {"origin": origin}
    bodies = [asked.get(origin + address).body() for address in SCREENS]
    for address, fields in (("/comptes", {"name": ""}), ("/mot-de-passe", {"chosen": "court"})):
        bodies.append(asked.post(origin + address, form=fields, headers=same_origin).body())
    bodies.append(asked.post(f"{origin}/comptes/claude/mot-de-passe", headers=same_origin).body())
    asked.post(f"{origin}/deconnexion", headers=same_origin)
    bodies.append(asked.get(f"{origin}/connexion").body())
    files = []
    for number, body in enumerate(bodies):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(body)
    assert vnu(*files) == []


@pytest.fixture
def network(
    chromium: Browser, app: FastAPI, database: Database, tmp_path: Path, clock: Clock
) -> Iterator[Page]:
    """A tab on another machine of the stand: to it, the server is `stand.exemple`, without TLS."""
    named = replace(site(database, tmp_path / "course", clock), names=frozenset({"stand.exemple"}))
    arguments = [*CHROMIUM_ARGUMENTS, "--host-resolver-rules=MAP *.exemple 127.0.0.1"]
    launch = chromium.browser_type.launch
    with served(application(named)) as address:
        port = address.rsplit(":", 1)[1]
        browser = launch(executable_path=shutil.which("chromium"), args=arguments, timeout=PATIENCE_MS)
        with fresh_context(browser, base_url=f"http://stand.exemple:{port}") as context:
            yield context.new_page()
        browser.close()


def test_on_a_network_without_tls_forms_work_and_another_name_opens_nothing(network: Page) -> None:
    network.goto("/connexion")
    network.get_by_label("Votre identifiant").fill("region")
    network.get_by_label("Votre mot de passe").fill(PASSWORD)
    with network.expect_request(lambda request: request.method == "POST") as request:
        press(network, "Me connecter")
    sent = request.value.all_headers()
    network.goto("/comptes")
    assert network.get_by_role("heading", name="Comptes").is_visible()
    assert "sec-fetch-site" not in sent
    assert sent["origin"].startswith("http://stand.exemple:")
    reply = network.goto(network.url.replace("stand.exemple", "pirate.exemple"))
    assert reply is not None
    assert reply.status == 400
