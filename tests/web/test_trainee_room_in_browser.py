"""The trainee's screens in real browsers while the room moves: led, at their own pace, cut off, asking for help."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from browsers import PATIENCE_SECONDS, fresh_context
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from served import served
from stand import NOW, Clock, token_of

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.identity import uuid7
from course_engine.web.hub import Sighting
from course_engine.web.session import COOKIE

pytestmark = pytest.mark.browser

UNIT = "/unites/messagerie"
CUT = "Liaison coupée\u00a0: vous pouvez continuer sur cette page, vos réponses sont gardées."
Act = Callable[..., None]


@pytest.fixture
def act(app: FastAPI, database: Database) -> Act:
    """Record what an animateur does, each a minute after the one before, and wake the screens."""
    minutes = iter(range(1, 100))

    def made(kind: RoomActKind, target: str = "", trainee: str | None = None) -> None:
        at = NOW + timedelta(minutes=next(minutes))
        fact = RoomAct(
            id=uuid7(at, Random(0)),
            session="S1",
            kind=kind,
            target=target,
            trainee=trainee,
            by="animatrice",
            at=at,
        )
        with database.writing() as records:
            records.room.append(fact)
        app.state.site.hub.changed("S1")

    return made


@pytest.fixture
def seated(page: Page, origin: str, database: Database) -> Page:
    """The sample trainee, let in, on the first page of the unit, which listens."""
    let_in(page, origin, database)
    listen(page, f"{origin}{UNIT}/adresse")
    return page


@pytest.fixture
def still(chromium: Browser, origin: str, database: Database) -> Iterator[Page]:
    """A phone in the dark whose owner wants no motion."""
    small = {"width": 320, "height": 640}
    with fresh_context(chromium, viewport=small, color_scheme="dark", reduced_motion="reduce") as context:
        tab = context.new_page()
        let_in(tab, origin, database)
        yield tab


def let_in(page: Page, origin: str, database: Database) -> None:
    token = token_of(database, SessionHolder(trainee="tr4f2a"))
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": origin}])


def listen(page: Page, address: str) -> None:
    """Open a page and wait until it listens to the room."""
    with page.expect_response(lambda reply: "/direct" in reply.url and reply.ok):
        page.goto(address)


def note(page: Page):
    """Return the quiet line over the bar of pages."""
    return page.locator("[data-live=note]")


def test_a_pushed_page_arrives_and_slides_in(seated: Page, act: Act) -> None:
    act(RoomActKind.PUSHED, "piege")
    seated.wait_for_url(f"**{UNIT}/piege")
    expect(note(seated)).to_have_text("Vous suivez l’animateur.", use_inner_text=True)
    assert seated.locator(".page").evaluate("e => getComputedStyle(e).animationName") == "led"
    assert seated.locator(".page").evaluate("e => getComputedStyle(e).animationDuration") == "0.15s"


def test_in_the_arrival_too_and_without_motion_for_who_wants_none(still: Page, origin: str, act: Act) -> None:
    listen(still, f"{origin}/parcours")
    act(RoomActKind.PUSHED, "piege")
    still.wait_for_url(f"**{UNIT}/piege")
    assert still.locator(".page").evaluate("e => getComputedStyle(e).animationName") == "none"


def test_who_goes_further_by_themselves_is_not_brought_back_but_follows_the_next_page(
    seated: Page, act: Act
) -> None:
    act(RoomActKind.PUSHED, "piege")
    seated.wait_for_url(f"**{UNIT}/piege")
    with seated.expect_response(lambda reply: "page=courrier" in reply.url):
        seated.get_by_role("link", name="Page suivante").click()
    expect(note(seated)).to_have_text("L’animateur est à la page\u00a02\u00a0: Reconnaître un message piégé")
    act(RoomActKind.HELP_ASKED, "", "tr4f2a")
    expect(note(seated)).to_contain_text("L’animateur est prévenu.")
    assert urlsplit(seated.url).path == f"{UNIT}/courrier"
    act(RoomActKind.PUSHED, "echanges")
    seated.wait_for_url(f"**{UNIT}/echanges")


def test_what_is_typed_is_not_lost_the_way_is_shown_instead(seated: Page, origin: str, act: Act) -> None:
    listen(seated, f"{origin}{UNIT}/quiz")
    cci = seated.get_by_role("radio", name="Cci", exact=True)
    cci.check()
    act(RoomActKind.PUSHED, "piege")
    link = note(seated).get_by_role("link", name="Reconnaître un message piégé")
    link.wait_for()
    assert cci.is_checked()
    seated.get_by_role("button", name="Valider ma réponse").first.click()
    seated.get_by_text("C’est juste.").wait_for()
    assert urlsplit(seated.url).path == f"{UNIT}/quiz"
    link.click()
    seated.wait_for_url(f"**{UNIT}/piege")


def test_ones_own_pace_lasts_for_the_session_until_one_follows_again(seated: Page, act: Act) -> None:
    act(RoomActKind.PUSHED, "adresse")
    expect(note(seated)).to_have_text("Vous suivez l’animateur.", use_inner_text=True)
    pace = seated.get_by_role("button", name="À mon rythme")
    pace.click()
    expect(pace).to_have_attribute("aria-pressed", "true")
    expect(note(seated)).to_have_text("L’animateur est à cette page.", use_inner_text=True)
    with seated.expect_response(lambda reply: "page=piege" in reply.url):
        seated.get_by_role("link", name="Page suivante").click()
    act(RoomActKind.PUSHED, "echanges")
    expect(note(seated)).to_contain_text("L’animateur est à la page\u00a05")
    assert urlsplit(seated.url).path == f"{UNIT}/piege"
    expect(pace).to_have_attribute("aria-pressed", "true")
    pace.click()
    seated.wait_for_url(f"**{UNIT}/echanges")
    expect(pace).to_have_attribute("aria-pressed", "false")


def test_an_open_quiz_leads_there_and_once_closed_still_takes_answers(seated: Page, act: Act) -> None:
    act(RoomActKind.QUIZ_OPENED, "messagerie")
    seated.wait_for_url(f"**{UNIT}/quiz")
    act(RoomActKind.QUIZ_CLOSED, "messagerie")
    expect(note(seated)).to_have_text("Le quiz est fermé\u00a0; vous pouvez encore répondre.")
    seated.get_by_role("radio", name="Cci", exact=True).check()
    seated.get_by_role("button", name="Valider ma réponse").first.click()
    seated.get_by_text("C’est juste.").wait_for()


def test_a_link_that_is_cut_says_so_and_that_it_is_back(
    page: Page, app: FastAPI, database: Database, act: Act
) -> None:
    with served(app) as origin:
        let_in(page, origin, database)
        listen(page, f"{origin}{UNIT}/adresse")
        cut = page.locator("[data-live-cut]")
        expect(cut).to_be_hidden()
    expect(cut).to_be_visible()
    assert cut.inner_text() == f"{CUT} Dernières nouvelles à 09:15:00."
    with served(app, urlsplit(origin).port or 0):
        expect(cut).to_be_hidden()
        act(RoomActKind.PUSHED, "piege")
        page.wait_for_url(f"**{UNIT}/piege")


def test_a_page_asked_for_while_the_link_is_cut_opens_when_it_is_back(
    page: Page, app: FastAPI, database: Database
) -> None:
    with served(app) as origin:
        let_in(page, origin, database)
        listen(page, f"{origin}{UNIT}/adresse")
    expect(page.locator("[data-live-cut]")).to_be_visible()
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("[data-held]")).to_have_text(
        "La page que vous avez demandée s’ouvrira dès que la liaison reviendra."
    )
    assert page.url == f"{origin}{UNIT}/adresse"
    with served(app, urlsplit(origin).port or 0):
        page.wait_for_url(lambda url: not url.endswith("/adresse"))
        expect(page.locator("h1")).to_be_visible()


def test_a_button_of_the_bar_does_not_move_the_page(still: Page, origin: str) -> None:
    listen(still, f"{origin}{UNIT}/adresse")
    still.evaluate("scrollTo(0, 100)")
    still.locator("#aide").evaluate("(button) => button.focus()")
    still.locator("#aide").click()
    expect(note(still)).to_contain_text("L’animateur est prévenu.")
    expect(still.locator("#aide")).to_be_focused()
    assert still.evaluate("scrollY") == 100


def test_after_a_restart_the_browsers_say_again_where_they_are(
    page: Page, app: FastAPI, database: Database
) -> None:
    with served(app) as origin:
        let_in(page, origin, database)
        listen(page, f"{origin}{UNIT}/piege")
    expect(page.locator("[data-live-cut]")).to_be_visible()  # or it would not be seen to open its link again
    app.state.site.whereabouts._seen.clear()
    with (
        page.expect_response(lambda reply: "/direct" in reply.url and reply.ok),
        served(app, urlsplit(origin).port or 0),
    ):
        expect(page.locator("[data-live-cut]")).to_be_hidden()
        seen = app.state.site.whereabouts.of(frozenset({"tr4f2a"}))
    assert seen == {"tr4f2a": Sighting("messagerie", "piege", NOW)}


def test_a_stream_ends_when_the_browser_leaves(seated: Page, app: FastAPI) -> None:
    watched = WebDriverWait(app.state.site.hub, PATIENCE_SECONDS, poll_frequency=0.05)
    watched.until(lambda hub: hub.watched("S1") == 1)
    seated.goto("about:blank")
    watched.until(lambda hub: hub.watched("S1") == 0)


def test_once_the_browsers_session_is_over_the_page_says_to_open_it_again(
    seated: Page, app: FastAPI, database: Database, clock: Clock
) -> None:
    seated.context.request.post(
        f"http://{urlsplit(seated.url).netloc}/sortir", headers={"sec-fetch-site": "same-origin"}
    )
    clock.now = NOW + timedelta(minutes=2)
    app.state.site.hub.changed("S1")
    over = seated.locator("[data-live-over]")
    expect(over).to_have_text("Cette page ne reçoit plus de nouvelles. Ouvrez-la de nouveau pour continuer.")
    assert seated.locator("[data-live-cut]").is_hidden()


def test_help_is_asked_for_by_the_keyboard_alone_without_leaving_the_page(
    seated: Page, origin: str, database: Database
) -> None:
    listen(seated, f"{origin}{UNIT}/quiz")
    cci = seated.get_by_role("radio", name="Cci", exact=True)
    cci.check()
    seated.locator("#aide").focus()
    seated.keyboard.press("Enter")
    expect(note(seated)).to_have_text("L’animateur est prévenu.")
    button = seated.get_by_role("button", name="Je n’ai plus besoin d’aide")
    expect(button).to_be_focused()
    seated.keyboard.press("Space")
    expect(seated.get_by_role("button", name="Besoin d’aide", exact=True)).to_be_focused()
    assert cci.is_checked()
    with database.reading() as records:
        made = [(one.kind, one.target) for one in records.room.of_session("S1")]
    assert made == [(RoomActKind.HELP_ASKED, "quiz"), (RoomActKind.HELP_DROPPED, "")]


def test_help_that_cannot_be_sent_says_to_raise_ones_hand(seated: Page) -> None:
    seated.route("**/aide", lambda route: route.abort())
    seated.locator("#aide").click()
    expect(seated.get_by_role("alert")).to_have_text("Votre demande n’est pas partie\u00a0: levez la main.")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_and_the_nu_checker_find_nothing_and_nothing_overflows(
    seated: Page,
    origin: str,
    act: Act,
    axe: Callable[[Page], list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
    width: int,
) -> None:
    seated.emulate_media(color_scheme="dark" if width == 320 else "light")
    seated.set_viewport_size({"width": width, "height": 640})
    act(RoomActKind.PUSHED, "piege")
    seated.wait_for_url(f"**{UNIT}/piege")  # or it would come in the middle of the next address
    act(RoomActKind.HELP_ASKED, "", "tr4f2a")
    files = []
    for address in ("/parcours", f"{UNIT}/adresse", f"{UNIT}/piege", f"{UNIT}/quiz"):
        listen(seated, origin + address)
        # Cut off in the words of the page, so that they are judged too.
        seated.locator("[data-live-cut]").evaluate("element => { element.hidden = false; }")
        assert axe(seated) == [], address
        small = seated.evaluate(
            """() => [...document.querySelectorAll('.page-foot a, .page-foot button')].filter((target) =>
                 target.checkVisibility() && target.getBoundingClientRect().height < 44).length"""
        )
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (small, seated.evaluate(overflow)) == (0, 0), address
        files.append(tmp_path / f"{len(files)}.html")
        files[-1].write_bytes(seated.context.request.get(origin + address).body())
    assert vnu(*files) == []


def test_in_firefox_a_pushed_page_arrives_and_what_is_typed_stays(
    firefox: webdriver.Firefox, origin: str, database: Database, act: Act, app: FastAPI
) -> None:
    firefox.get(f"{origin}/accessibilite")
    token = token_of(database, SessionHolder(trainee="tr4f2a"))
    firefox.add_cookie({"name": COOKIE, "value": token})
    # What is found may be replaced by what comes before it is read: it is then found again.
    changing = [StaleElementReferenceException]
    wait = WebDriverWait(firefox, PATIENCE_SECONDS, poll_frequency=0.05, ignored_exceptions=changing)
    firefox.get(f"{origin}{UNIT}/adresse")
    wait.until(lambda _driver: app.state.site.hub.watched("S1"))
    act(RoomActKind.QUIZ_OPENED, "messagerie")
    wait.until(lambda driver: urlsplit(driver.current_url).path == f"{UNIT}/quiz")
    wait.until(lambda driver: driver.find_element(By.CSS_SELECTOR, "[data-enhanced]"))
    firefox.find_element(By.CSS_SELECTOR, "[data-question=champ-cci] input[value=b]").click()
    act(RoomActKind.PUSHED, "piege")
    wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, f'[data-lead-link][href="{UNIT}/piege"]'))
    assert urlsplit(firefox.current_url).path == f"{UNIT}/quiz"
    assert firefox.find_element(By.CSS_SELECTOR, "[data-question=champ-cci] input[value=b]").is_selected()
    firefox.find_element(By.ID, "aide").click()
    said = "L’animateur est prévenu."
    wait.until(lambda driver: said in driver.find_element(By.CSS_SELECTOR, "[data-live=note]").text)
    firefox.get("about:blank")
