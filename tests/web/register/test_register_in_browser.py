"""Signing in real browsers, with a finger and with a mouse; every screen judged by axe and the Nu checker."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attended import ON_TIME, signs
from browsers import PATIENCE_SECONDS, fresh_context
from pages import PHONE_AND_DESK
from playwright.sync_api import Browser, Page, expect
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait
from stand import let_in, token_of
from territory import ANIMATOR

from course_engine.model.register import Signature
from course_engine.store import Database
from course_engine.store.access import SessionHolder

pytestmark = pytest.mark.browser

SHEET = "/seances/S1/emargement"
SCREENS = [SHEET, f"{SHEET}/ici", f"{SHEET}/ici/st-bruno", f"{SHEET}/ici/st-anne", f"{SHEET}/contresignature"]
DRAWN = "Votre signature est dans le cadre."


@pytest.fixture
def keeper(page: Page, origin: str, database: Database) -> Page:
    """An animateur's tab, signed in."""
    token = let_in(database, ANIMATOR, now=ON_TIME)
    page.context.add_cookies([{"name": "session", "value": token, "url": origin}])
    return page


def trainee_token(database: Database, trainee: str = "st-anne") -> str:
    return token_of(database, SessionHolder(trainee=trainee), now=ON_TIME)


def draw(page: Page) -> None:
    """Draw two lines with the mouse, once nothing moves the frame any more."""
    frame = page.locator(".signature-box")
    frame.wait_for()
    page.wait_for_load_state()
    box = frame.bounding_box()
    assert box is not None
    for height in (0.3, 0.7):
        page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + height * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + height * box["height"], steps=8)
        page.mouse.up()


def signature(database: Database) -> Signature:
    with database.reading() as records:
        (how,) = records.register.signed("S1").values()
    assert how.signature is not None
    return how.signature


def reach(drawn: Signature) -> tuple[int, int]:
    """Return how far a drawing goes across, in thousandths, and how many lines it has."""
    across = [x for stroke in drawn.strokes for x, _y in stroke]
    return max(across) - min(across), len(drawn.strokes)


def test_a_trainee_signs_with_the_mouse(page: Page, origin: str, database: Database) -> None:
    page.context.add_cookies([{"name": "session", "value": trainee_token(database), "url": origin}])
    page.goto(origin + "/emargement")
    page.get_by_role("button", name="Signer").click()
    expect(page.get_by_role("status").get_by_text("Le cadre est vide")).to_be_visible()
    draw(page)
    expect(page.get_by_role("status").get_by_text(DRAWN)).to_be_visible()
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".signature-box path")).to_have_count(0)
    draw(page)
    page.get_by_role("button", name="Signer").click()
    expect(page.get_by_text("Vous avez signé à 9\u00a0h\u00a004.")).to_be_visible()
    across, strokes = reach(signature(database))
    assert (790 < across < 810, strokes) == (True, 2)


def test_a_trainee_signs_with_a_finger(chromium: Browser, origin: str, database: Database) -> None:
    phone = {"width": 390, "height": 700}
    with fresh_context(chromium, viewport=phone, has_touch=True) as context:
        context.add_cookies([{"name": "session", "value": trainee_token(database), "url": origin}])
        page = context.new_page()
        page.goto(origin + "/emargement")
        box = page.locator(".signature-box").bounding_box()
        assert box is not None
        screen = context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            there = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in points]
            screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})

        touch("touchStart", (0.1, 0.5))
        for step in range(1, 9):
            touch("touchMove", (0.1 + step / 10, 0.5))
        touch("touchEnd")
        page.get_by_text(DRAWN).wait_for()
        assert page.evaluate("scrollY") == 0
        page.get_by_role("button", name="Signer").click()
        page.get_by_text("Vous avez signé à 9\u00a0h\u00a004.").wait_for()
        assert 780 < reach(signature(database))[0] < 820


@pytest.mark.parametrize("pointer", ["mouse", "touch"])
def test_a_trainee_signs_in_firefox(
    firefox: webdriver.Firefox, origin: str, database: Database, pointer: str
) -> None:
    firefox.get(origin + "/rien")
    firefox.add_cookie({"name": "session", "value": trainee_token(database), "path": "/"})
    firefox.get(origin + "/emargement")
    box = firefox.find_element(By.CSS_SELECTOR, ".signature-box")
    firefox.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
    half = box.size["width"] * 2 // 5
    hand = ActionBuilder(firefox, mouse=PointerInput(pointer, "hand"))
    hand.pointer_action.move_to(box, -half, 0).pointer_down().move_to(box, 0, 10).move_to(
        box, half, 0
    ).pointer_up()
    hand.perform()
    state = firefox.find_element(By.CSS_SELECTOR, "[data-signature-state]")
    wait = WebDriverWait(firefox, PATIENCE_SECONDS)
    wait.until(lambda _driver: state.text == DRAWN)
    ActionChains(firefox).click(firefox.find_element(By.CSS_SELECTOR, "button.main")).perform()
    done = (By.CSS_SELECTOR, ".message.success")
    wait.until(expected_conditions.presence_of_element_located(done))
    assert 770 < reach(signature(database))[0] < 830
    firefox.delete_all_cookies()


def test_a_long_signature_is_thinned_until_it_can_be_sent(
    page: Page, origin: str, database: Database
) -> None:
    page.context.add_cookies([{"name": "session", "value": trainee_token(database), "url": origin}])
    page.goto(origin + "/emargement")
    box = page.locator(".signature-box").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    for turn in range(18):
        end = box["width"] - 10 if turn % 2 == 0 else 10
        page.mouse.move(box["x"] + end, box["y"] + 10 + 8 * turn, steps=40)
    page.mouse.up()
    page.get_by_role("button", name="Signer").click()
    expect(page.get_by_text("Vous avez signé")).to_be_visible()
    assert 300 < len(signature(database).strokes[0]) <= 601


def test_without_the_script_the_paper_sheet_is_the_way(
    chromium: Browser, origin: str, database: Database
) -> None:
    with fresh_context(chromium, java_script_enabled=False) as context:
        context.add_cookies([{"name": "session", "value": trainee_token(database), "url": origin}])
        page = context.new_page()
        page.goto(origin + "/emargement")
        assert page.get_by_text("n’a pas pu s’ouvrir").is_visible()
        assert page.get_by_text("Signez la feuille de papier").is_visible()
        assert not page.get_by_role("button", name="Signer").is_visible()


def test_a_screen_goes_round_three_people_then_the_sheet_is_countersigned(keeper: Page, origin: str) -> None:
    keeper.goto(origin + SHEET)
    keeper.get_by_role("link", name="Faire signer ici").click()
    for name in ("Anne", "Bruno", "Carole"):
        keeper.get_by_role("link", name=f"Exemple {name}").click()
        draw(keeper)
        keeper.get_by_role("button", name="Signer").click()
        keeper.get_by_text(f"Merci, {name} Exemple.").wait_for()
    keeper.get_by_text("Tout le monde a signé.").wait_for()
    keeper.get_by_text("Pour l’animateur").click()
    keeper.get_by_role("link", name="Revenir à la feuille").click()
    keeper.get_by_text("3 sur 3").wait_for()
    keeper.get_by_role("link", name="Contresigner").click()
    draw(keeper)
    keeper.get_by_role("button", name="Signer").click()
    keeper.get_by_text("La feuille est contresignée.").wait_for()


def test_the_paper_sheet_is_ticked_back_by_keyboard(keeper: Page, origin: str) -> None:
    keeper.goto(origin + SHEET)
    first = keeper.get_by_role("checkbox", name="Exemple Anne")
    first.focus()
    keeper.keyboard.press("Space")
    keeper.get_by_label("Arrivée (Exemple Anne)").fill("09:40")
    keeper.get_by_role("checkbox", name="Exemple Carole").press("Space")
    keeper.get_by_role("button", name="Enregistrer les présences cochées").press("Enter")
    keeper.get_by_text("2 sur 3").wait_for()
    keeper.get_by_text("de 9\u00a0h\u00a040 à 12\u00a0h", exact=False).first.wait_for()


def test_every_screen_is_in_order(
    keeper: Page,
    origin: str,
    database: Database,
    flaws: Callable[..., list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    signs(database, "st-anne")
    files = []
    for number, address in enumerate(SCREENS):
        keeper.goto(origin + address)
        keeper.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert flaws(keeper, PHONE_AND_DESK) == [], address
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(keeper.context.request.get(origin + address).body())
    assert vnu(*files) == []
