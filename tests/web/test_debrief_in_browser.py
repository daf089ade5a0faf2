"""The debrief and the needs in a real browser: by keyboard, on a phone in the dark, judged by axe and the Nu checker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import territory
from debriefs import CLOSING, answer, debriefed, library, token
from fastapi import FastAPI
from msgspec.structs import replace
from pages import PHONE_AND_DESK
from playwright.sync_api import Locator, Page
from stand import Clock, account, application, let_in, place, site
from territory import ANIMATOR, form

from course_engine.model.accounts import AccountRole
from course_engine.model.debrief import DebriefAuthor
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.web.session import COOKIE

pytestmark = pytest.mark.browser

ANNE = "st-anne"
TRAINEE, STAFF = SessionHolder(trainee=ANNE), SessionHolder(account=ANIMATOR.id)
REGION = SessionHolder(account="region")
SCREENS = {
    "/bilan": TRAINEE,
    "/seances/S5/bilans": STAFF,
    f"/seances/S5/bilans/{ANNE}": STAFF,
    "/besoins?territoire=alpha": REGION,
    "/besoins?territoire=exemple": REGION,
}


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """Anne at the closing session, who answered two questions; a territory with enough debriefs."""
    with open_database(empty_records) as opened:
        territory.settle(opened, [form(ANNE), form("st-bruno")])
        debriefed(opened, "alpha", 21, projet=14, securite=13, messagerie=3)
        with opened.writing() as records:
            records.schedule.decide(place("S5", ANNE))
            records.answers.append(answer(ANNE, "bilan-envoi", right=True))
            records.answers.append(answer(ANNE, "bilan-besoin", right=False))
        let_in(opened, ANIMATOR)
        let_in(opened, account("region", AccountRole.REGION))
        yield opened


@pytest.fixture
def clock() -> Clock:
    """During the closing session."""
    return Clock(CLOSING)


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=library()))


def enter(page: Page, origin: str, database: Database, holder: SessionHolder) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": token(database, holder), "url": origin}])


def reach(page: Page, target: Locator) -> None:
    """Go to an element by the Tab key alone, and check that it is seen."""
    for _step in range(100):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the Tab key never reaches it")


def press(page: Page, target: Locator) -> None:
    reach(page, target)
    assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_debrief_is_said_then_concluded_by_keyboard_alone(
    page: Page, origin: str, database: Database
) -> None:
    enter(page, origin, database, TRAINEE)
    page.goto(f"{origin}/parcours")
    press(page, page.get_by_role("link", name="Faire mon bilan"))
    reach(page, page.get_by_role("group", name="J’ai eu du mal à").get_by_label("Lancer et suivre un projet"))
    page.keyboard.press("Space")
    reach(page, page.get_by_label("D’abord"))
    page.keyboard.type("Lancer")
    press(page, page.get_by_role("button", name="Garder mon bilan"))
    assert page.get_by_text("Votre bilan est gardé.").is_visible()

    enter(page, origin, database, STAFF)
    page.goto(f"{origin}/seances/S5/bilans")
    press(page, page.get_by_role("link", name="Recevoir Anne Exemple"))
    reach(page, page.get_by_label("Ensuite"))
    page.keyboard.type("Reconn")
    press(page, page.get_by_role("button", name="Garder le bilan"))
    assert page.get_by_text("Tout le monde a été reçu.").is_visible()

    with database.reading() as records:
        notes = records.debriefs.standing([ANNE])
    assert notes[ANNE, DebriefAuthor.TRAINEE].view.hard == ("projet",)
    assert notes[ANNE, DebriefAuthor.ANIMATOR].view.wanted == ("projet", "securite")


def test_every_screen_is_in_order_on_a_phone_in_the_dark_and_at_a_desk(
    page: Page,
    origin: str,
    database: Database,
    flaws: Callable[..., list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    files, found = [], {}
    for address, holder in SCREENS.items():
        enter(page, origin, database, holder)
        page.goto(origin + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        if problems := flaws(page, PHONE_AND_DESK):
            found[address] = problems
        files.append(tmp_path / f"{len(files)}.html")
        files[-1].write_bytes(page.context.request.get(origin + address).body())
    assert found == {}
    assert vnu(*files) == []


def test_no_word_of_the_drawing_leaves_a_phones_screen(page: Page, origin: str, database: Database) -> None:
    enter(page, origin, database, REGION)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{origin}/besoins?territoire=alpha")
    rights = page.locator(".needs-chart text").evaluate_all(
        "texts => texts.map((text) => text.getBoundingClientRect().right)"
    )
    assert max(rights) <= 320
