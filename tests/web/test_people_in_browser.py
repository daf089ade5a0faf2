"""A référent's morning in a real browser, by keyboard; each screen judged by axe and the Nu checker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page
from referent import LIBRARY, REFERENT, open_desk, seat, status
from served import served
from stand import NOW, Clock, application, site, token_of

from course_engine.model.accounts import Password
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder

pytestmark = pytest.mark.browser

SCREENS = [
    "/referent",
    "/personnes",
    "/personnes?nom=zzz",
    "/personnes/st-camille",
    "/personnes/st-ines?fait=recue",
    "/doublons",
]


@pytest.fixture
def desk(empty_records: Path) -> Iterator[Database]:
    """The records of a référent's territory, with one place given."""
    with open_database(empty_records) as database:
        open_desk(database)
        seat(database, "S1", "st-camille")
        with database.writing() as records:
            password = Password(hash="", temporary=False, issued_at=NOW, issued_by="test")
            records.accounts.set_password(REFERENT.id, password)
        yield database


@pytest.fixture
def origin(desk: Database, page: Page, tmp_path: Path) -> Iterator[str]:
    """The address of the application, the référent signed in."""
    with served(application(replace(site(desk, tmp_path / "course", Clock()), library=LIBRARY))) as address:
        token = token_of(desk, SessionHolder(account=REFERENT.id))
        page.context.add_cookies([{"name": "session", "value": token, "url": address}])
        yield address


def press(page: Page, name: str, role: str = "button") -> None:
    """Go to a control by the Tab key alone, check that it is seen, and press it."""
    target = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type] - one of its roles
    for _step in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the Tab key never reaches “{name}”")


def test_axe_finds_nothing_and_nothing_overflows(
    page: Page, origin: str, flaws: Callable[[Page], list[str]]
) -> None:
    for address in SCREENS:
        page.goto(origin + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert flaws(page) == [], address


def test_the_nu_checker_finds_nothing(
    page: Page, origin: str, vnu: Callable[..., list[str]], tmp_path: Path
) -> None:
    files = []
    for number, address in enumerate(SCREENS):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(page.context.request.get(origin + address).body())
    assert vnu(*files) == []


def test_a_morning_by_keyboard_alone(page: Page, origin: str, desk: Database) -> None:
    page.goto(f"{origin}/referent")
    press(page, "Doublons possibles\u00a0: 1", "link")
    page.wait_for_url(f"{origin}/doublons")
    press(page, "Garder l’inscription de Camille Exemple (st-camille)")
    page.wait_for_url(f"{origin}/doublons?fait=une")
    assert status(desk, "st-camile") is AdmissionStatus.DUPLICATE
    press(page, "Personnes", "link")
    page.wait_for_url(f"{origin}/personnes")
    press(page, "Exemple Camille", "link")
    page.wait_for_url(f"{origin}/personnes/st-camille")
    press(page, "Accepter l’inscription")
    page.get_by_text("L’inscription est acceptée.", exact=True).wait_for()
    page.get_by_text("Noter le désistement…").focus()
    page.keyboard.press("Enter")
    press(page, "Noter le désistement")
    page.get_by_text("Places libres\u00a0: 12. Liste d’attente\u00a0: 0.").wait_for()
    assert status(desk, "st-camille") is AdmissionStatus.WITHDRAWN


def test_two_tabs_at_once_the_second_is_told(page: Page, origin: str, desk: Database) -> None:
    page.goto(f"{origin}/personnes/st-ines")
    other = page.context.new_page()
    other.goto(f"{origin}/personnes/st-ines")
    other.get_by_role("button", name="Accepter l’inscription").click()
    other.get_by_text("L’inscription est acceptée.", exact=True).wait_for()
    page.get_by_text("Refuser l’inscription…").click()
    page.locator("#motif-refusee").fill("hors du territoire")
    page.get_by_role("button", name="Refuser l’inscription", exact=True).click()
    page.get_by_text("Entre-temps, Dominique Exemple a décidé de cette inscription").wait_for()
    assert page.locator("#motif-refusee").input_value() == "hors du territoire"
    assert status(desk, "st-ines") is AdmissionStatus.ACCEPTED
