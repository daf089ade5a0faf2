"""An animateur's placement in a real browser, by keyboard; each screen judged by axe and the Nu checker."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import territory
from fastapi import FastAPI
from pages import PHONE_AND_DESK
from playwright.sync_api import Page
from stand import Clock, application, let_in
from territory import ANIMATOR, STAY, form

from course_engine.store import Database, open_database

pytestmark = pytest.mark.browser

PLACEMENT = f"/placement/{STAY.id}"
SCREENS = ["/animateur", f"/sejours/{STAY.id}", PLACEMENT, "/seances/S1"]


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A territory with a stay, as many people as a session has seats, and one who has only Saturdays."""
    with open_database(empty_records) as opened:
        people = [form(f"st-p{number}", "en-journee", number=1) for number in range(9)]
        territory.settle(opened, [*people, form("st-samedi", "samedi-matin")])
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(territory.site_with_the_course(database, tmp_path / "course", clock))


@pytest.fixture
def desk(page: Page, origin: str, database: Database) -> Page:
    """An animateur's tab, signed in."""
    page.context.add_cookies([{"name": "session", "value": let_in(database, ANIMATOR), "url": origin}])
    return page


def press(page: Page, name: str) -> None:
    """Go to a button by the Tab key alone, check that it is seen, and press it."""
    target = page.get_by_role("button", name=name).first
    for _step in range(100):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"the Tab key never reaches “{name}”")


def test_people_are_placed_by_keyboard_alone_and_every_screen_is_in_order(
    desk: Page,
    origin: str,
    flaws: Callable[..., list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    desk.goto(origin + PLACEMENT)
    press(desk, "Proposer des places")
    judge(desk, origin, flaws)
    desk.goto(origin + PLACEMENT)
    press(desk, "Confirmer ces places")
    assert desk.get_by_role("status").get_by_text("C’est fait").is_visible()
    judge(desk, origin, flaws)
    desk.goto(f"{origin}/seances/S1")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Annuler la place").first.click()
    question = desk.url.removeprefix(origin)
    judge(desk, origin, flaws, [question])
    files = []
    for number, address in enumerate([*SCREENS, question]):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(desk.context.request.get(origin + address).body())
    assert vnu(*files) == []
    desk.goto(origin + question)
    press(desk, "Annuler la place")
    assert desk.get_by_text("La place est libre.").is_visible()


def judge(page: Page, origin: str, flaws: Callable[..., list[str]], screens: Sequence[str] = SCREENS) -> None:
    """Look at each screen on a phone in the dark and at a desk in the light."""
    for address in screens:
        page.goto(origin + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert flaws(page, PHONE_AND_DESK) == [], address
