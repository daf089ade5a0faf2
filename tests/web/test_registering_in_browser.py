"""Registering in a real browser with nothing but a keyboard: by a link on a phone's width, from paper at a desk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest
from browsers import fresh_context
from fastapi import FastAPI
from msgspec.structs import replace
from office import REFERENT, TERRITORY, furnish
from playwright.sync_api import Browser, Page, expect
from stand import NOW, Clock, account, application, let_in, site
from territory import catalogue

from course_engine.model.accounts import AccountRole
from course_engine.model.registration import Registration
from course_engine.store import Database
from course_engine.training.invitation import make_link
from course_engine.training.library import Library
from course_engine.web.session import COOKIE

pytestmark = pytest.mark.browser

MOST_TABS = 60
ANSWERED = {
    "role": "agent",
    "lire-courriels": "souvent",
    "envoyer-piece-jointe": "oui",
    "cacher-destinataires": "non",
    "verifier-expediteur": "non",
    "demarche-en-ligne": "parfois",
    "document-partage": "non",
    "transmettre-acte": "non",
    "suivre-projet": "non",
    "souhaits": ["me-proteger", "conduire-projet"],
    "projet-a-venir": "oui",
    "disponibilites": {"nombre": 3, "quand": ["samedi-matin"]},
}


@pytest.fixture
def database(database: Database) -> Database:
    """Records with territories and accounts."""
    furnish(database)
    return database


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the course that is shipped."""
    here = replace(
        site(database, tmp_path / "course", clock), library=Library(catalogue()), rng=SystemRandom()
    )
    return application(here)


@pytest.fixture
def invitation(origin: str, database: Database) -> str:
    """The address that a référent gives."""
    asked = {"territoire": "pays-exemple", "destinataires": "mairie", "nombre": "2"}
    link = make_link(database, REFERENT, asked, now=NOW, rng=Random(1))
    return f"{origin}/inscription/{link.token}"


class Keyboard:
    """Somebody who has only a keyboard.

    Attributes:
        pressed: how many keys they pressed, letters of words apart.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def word(self, text: str) -> None:
        """Type the letters of a word."""
        self.page.keyboard.type(text)

    def to(self, selector: str) -> None:
        """Go forward to what a selector names."""
        for _turn in range(MOST_TABS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.press("Tab")
        pytest.fail(f"no way to {selector} by Tab alone")

    def choose(self, name: str, *values: str) -> None:
        """Choose cards: arrows go from one radio to the next, the space bar ticks a box."""
        for value in values:
            self.to(f'[name="{name}"]')
            box = f'[name="{name}"][value="{value}"]'
            if self.page.locator(box).get_attribute("type") == "checkbox":
                self.to(box)
                self.press("Space")
            while not self.page.locator(box).is_checked():
                self.press("ArrowDown")

    def leave_to(self, selector: str) -> None:
        """Press the button that a selector names, and wait for the screen that comes."""
        self.to(selector)
        with self.page.expect_navigation():
            self.press("Enter")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A tab without JavaScript, 320 pixels wide."""
    small = {"width": 320, "height": 640}
    with fresh_context(chromium, viewport=small, java_script_enabled=False) as context:
        yield context.new_page()


class Judge:
    """Judges each screen as it is shown, and keeps its HTML for the Nu checker."""

    def __init__(self, axe: Callable[[Page], list[str]], folder: Path) -> None:
        self._axe, self._folder = axe, folder
        self.files: list[Path] = []

    def __call__(self, page: Page) -> None:
        """Judge the screen that a page shows."""
        assert self._axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        file = self._folder / f"{len(self.files)}.html"
        file.write_text(page.evaluate("fetch(location.href).then(reply => reply.text())"), encoding="utf-8")
        self.files.append(file)


@pytest.fixture
def judge(axe: Callable[[Page], list[str]], vnu: Callable[..., list[str]], tmp_path: Path) -> Iterator[Judge]:
    """A judge; the Nu checker has its say at the end."""
    judge = Judge(axe, tmp_path)
    yield judge
    assert vnu(*judge.files) == []


def registrations(database: Database) -> list[Registration]:
    with database.reading() as records:
        found = [
            records.people.registration(one) for one in records.admissions.standing(territory=TERRITORY.id)
        ]
    return [one[0] for one in found if one is not None]


def answer(keyboard: Keyboard, names: tuple[str, ...]) -> None:
    for name in names:
        value = ANSWERED[name]
        keyboard.choose(f"reponse.{name}", *([value] if isinstance(value, str) else list(value)))


def test_a_whole_registration_by_keyboard_alone_at_320_pixels(
    page: Page, invitation: str, database: Database, judge: Judge
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    keyboard = Keyboard(page)
    go_on = ".ways button.main"
    page.goto(invitation)
    judge(page)
    keyboard.leave_to("form button")
    keyboard.leave_to(go_on)
    expect(page.locator(":focus").get_by_role("alert")).to_be_visible()
    keyboard.to('a[href="#nom"]')
    keyboard.press("Enter")
    expect(page.locator("#nom")).to_be_focused()
    judge(page)
    for name, typed in (("nom", "Exemple"), ("prenom", "Camille"), ("collectivite", "saint-exemple")):
        keyboard.to(f"#{name}")
        keyboard.word(typed)
    keyboard.leave_to(go_on)
    for section in Library(catalogue()).catalogue.questionnaire.sections:
        judge(page)
        names = tuple(item.id for item in section.questions)
        if names == ("disponibilites",):
            keyboard.to('[name="reponse.disponibilites.nombre"]')
            keyboard.word("3")
            keyboard.choose("reponse.disponibilites", "samedi-matin")
        else:
            answer(keyboard, names)
        keyboard.leave_to(go_on)
    judge(page)
    keyboard.leave_to("form button.main")
    page.wait_for_url("**/envoye")
    judge(page)
    assert page.get_by_role("button", name="Imprimer mon parcours").is_visible()
    (registration,) = registrations(database)
    assert (registration.employer, registration.commune) == ("Saint-Exemple", TERRITORY.communes[0].code)
    assert registration.model_dump(mode="json", by_alias=True)["reponses"] == ANSWERED


def test_the_questionnaire_is_kept_gone_back_to_and_resumed_without_javascript(
    phone: Page, invitation: str, origin: str
) -> None:
    phone.goto(invitation)
    phone.get_by_role("button", name="Commencer").click()
    phone.get_by_label("Nom", exact=True).fill("Exemple")
    phone.get_by_role("button", name="Garder et m’arrêter ici").click()
    code = phone.locator("code.secret").inner_text()
    phone.goto(f"{origin}/reprendre")
    phone.get_by_label("Le code de votre questionnaire").fill(code.lower())
    phone.get_by_role("button", name="Reprendre").click()
    assert phone.get_by_label("Nom", exact=True).input_value() == "Exemple"
    phone.get_by_label("Prénom").fill("Camille")
    phone.get_by_label("Collectivité").fill("Saint-Exemple")
    phone.get_by_role("button", name="Continuer").click()
    phone.get_by_label("Élu ou élue").check()
    phone.get_by_role("button", name="Étape précédente").click()
    assert phone.get_by_label("Prénom").input_value() == "Camille"
    phone.get_by_role("button", name="Continuer").click()
    assert phone.get_by_label("Élu ou élue").is_checked()
    phone.go_back()
    phone.reload()
    assert phone.get_by_label("Prénom").input_value() == "Camille"


def test_a_paper_form_is_typed_with_few_keys(
    page: Page, origin: str, database: Database, judge: Judge
) -> None:
    known = account("saisie", AccountRole.REFERENT, territories=("pays-exemple",))
    page.context.add_cookies([{"name": COOKIE, "value": let_in(database, known), "url": origin}])
    page.goto(f"{origin}/saisie")
    judge(page)
    keyboard = Keyboard(page)
    keyboard.leave_to("form .main")
    judge(page)
    expect(page.locator("#nom")).to_be_focused()
    keyboard.pressed = 0
    for typed in ("Exemple", "Camille", "Saint-Exemple"):
        keyboard.word(typed)
        keyboard.press("Tab")
    keyboard.press("Tab")  # no arrangement
    for letter in "bconnbnnn":
        keyboard.press(letter, "Tab")
    keyboard.press("Tab", "Space", "Tab", "Tab", "Space", "Tab")  # wishes b and d
    keyboard.press(
        "o", "Tab", "3", "Tab", "Tab", "Tab", "Space"
    )  # project; 3 half-days, on Saturday mornings
    keyboard.press("Tab", "Tab")
    with page.expect_navigation():
        keyboard.press("Enter")
    assert keyboard.pressed == 38
    (registration,) = registrations(database)
    assert registration.model_dump(mode="json", by_alias=True)["reponses"] == ANSWERED
    judge(page)
    with page.expect_navigation():
        keyboard.press("Enter")
    assert page.locator("#collectivite").input_value() == "Saint-Exemple"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_links_of_a_referent_are_shown_well(
    page: Page, origin: str, database: Database, judge: Judge, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    known = account("referente", AccountRole.REFERENT, territories=("pays-exemple",))
    page.context.add_cookies([{"name": COOKIE, "value": let_in(database, known), "url": origin}])
    page.goto(f"{origin}/liens")
    judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Faire le lien").click()
    expect(page.locator(":focus").get_by_role("alert")).to_be_visible()
    judge(page)
    page.get_by_label("Pour qui ?").fill("mairie de Saint-Exemple")
    with page.expect_navigation():
        page.get_by_role("button", name="Faire le lien").click()
    assert "/inscription/" in page.locator("code.secret").inner_text()
    judge(page)
