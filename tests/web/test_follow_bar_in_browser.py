"""The bar of a page in a room leaves the text its place, at every width and zoom, and never covers the focus."""

from collections.abc import Callable

import pytest
from led import act
from playwright.sync_api import Page, Route, expect
from stand import token_of

from course_engine.model.room import RoomActKind
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.web.session import COOKIE

pytestmark = pytest.mark.browser

UNIT = "/unites/messagerie"
MOST, MOST_WHEN_CUT = 0.15, 0.2
SIZES = {
    "phone": (320, 568),
    "phone lying": (568, 320),
    "zoom 400 %": (320, 256),
    "zoom 200 %": (640, 400),
    "zoom 150 %": (853, 480),
    "old computer": (1024, 768),
    "desk": (1280, 720),
}
COVERED = """() => {
  const size = innerHeight;
  const fixed = [...document.querySelectorAll('.screen *')].filter(
    (one) => getComputedStyle(one).position === 'sticky' && one.checkVisibility());
  scrollTo({ top: 0, behavior: 'instant' });
  const tops = fixed.map((one) => one.getBoundingClientRect().top);
  return Math.max(0, size - Math.min(size, ...tops)) / size;
}"""
"""The part of the window that what stays in sight takes, from its top to the window's foot."""
HIDDEN = """() => {
  const one = document.activeElement, box = one.getClientRects()[0];
  const at = document.elementFromPoint(box.x + box.width / 2, Math.min(box.bottom, innerHeight) - 2);
  return !(at && (one.contains(at) || at.contains(one) || at.closest('label')?.contains(one)));
}"""


@pytest.fixture
def seated(page: Page, origin: str, database: Database) -> Page:
    """The sample trainee, let in."""
    token = token_of(database, SessionHolder(trainee="tr4f2a"))
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": origin}])
    return page


def alone(database: Database) -> None:
    del database


def led_elsewhere(database: Database) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    act(database, RoomActKind.HELP_ASKED, "quiz", trainee="tr4f2a", minute=1)


def led_here(database: Database) -> None:
    act(database, RoomActKind.QUIZ_OPENED, "messagerie")


@pytest.mark.parametrize("before", [alone, led_elsewhere, led_here])
def test_what_stays_in_sight_leaves_the_text_its_place_and_never_covers_the_focus(
    seated: Page, origin: str, database: Database, before: Callable[[Database], None]
) -> None:
    before(database)
    took, covered = {}, []
    for name, (width, height) in SIZES.items():
        seated.set_viewport_size({"width": width, "height": height})
        seated.goto(f"{origin}{UNIT}/quiz")
        took[name] = seated.evaluate(COVERED)
        seated.evaluate("document.querySelector('main').focus()")
        for _step in range(12):
            seated.keyboard.press("Tab")
            if seated.evaluate(HIDDEN):
                covered.append((name, seated.evaluate("document.activeElement.outerHTML")))
    assert {name: round(part, 3) for name, part in took.items() if part > MOST} == {}
    assert covered == []


def without_news(route: Route) -> None:
    """Let everything through but the stream of a room."""
    if route.request.resource_type == "eventsource":
        route.abort()
    else:
        route.continue_()


def test_a_link_that_is_cut_is_said_in_the_place_of_what_it_brought(
    seated: Page, origin: str, database: Database
) -> None:
    led_elsewhere(database)
    seated.route("**/*", without_news)
    took = {}
    for name, (width, height) in SIZES.items():
        seated.set_viewport_size({"width": width, "height": height})
        seated.goto(f"{origin}{UNIT}/quiz")
        expect(seated.locator("[data-live-cut]")).to_be_visible()
        took[name] = seated.evaluate(COVERED)
        assert seated.locator("[data-live=note]").is_hidden()
    assert {name: round(part, 3) for name, part in took.items() if part > MOST_WHEN_CUT} == {}
