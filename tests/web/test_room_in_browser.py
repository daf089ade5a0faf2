"""The room in a real browser: two animateurs on two screens, a link that is cut, each screen judged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import the_room
from browsers import fresh_context
from fastapi import FastAPI
from msgspec.structs import replace
from pages import PHONE_AND_DESK
from playwright.sync_api import Browser, Page, expect
from served import served
from stand import Clock, application, let_in, site
from territory import ANIMATOR, catalogue
from the_room import NOW, QUIZ

from course_engine.model.room import RoomActKind
from course_engine.store import Database, open_database
from course_engine.training.library import Library

pytestmark = pytest.mark.browser

COLLEAGUE = ANIMATOR.model_copy(update={"id": "collegue"})


@pytest.fixture
def clock() -> Clock:
    """Fifty minutes after the session's first hour."""
    return Clock(NOW)


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A session with four people, one of whom waits for help."""
    with open_database(empty_records) as opened:
        the_room.settle(opened)
        the_room.act(opened, 41, RoomActKind.HELP_ASKED, "bienvenue", "st-david")
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=Library(catalogue())))


@pytest.fixture
def screens(chromium: Browser, database: Database) -> Iterator[tuple[Page, Page]]:
    """The tabs of two animateurs of the territory, signed in."""
    wide = {"width": 1280, "height": 900}
    with fresh_context(chromium, viewport=wide) as first, fresh_context(chromium, viewport=wide) as second:
        for context, animator in ((first, ANIMATOR), (second, COLLEAGUE)):
            token = let_in(database, animator, now=NOW)
            context.add_cookies([{"name": "session", "value": token, "url": "http://127.0.0.1"}])
        yield first.new_page(), second.new_page()


def test_what_one_does_the_other_sees_and_a_cut_link_is_said(
    app: FastAPI, screens: tuple[Page, Page]
) -> None:
    first, second = screens
    with served(app) as origin:
        for screen in screens:
            screen.goto(f"{origin}/salle/S1")
            expect(screen.get_by_role("status")).to_have_text("Attend de l’aide\xa0: Exemple David.")
        begin = first.get_by_role("button", name="Commencer la séance")
        begin.focus()
        first.keyboard.press("Enter")
        expect(second.get_by_text("Commencée à 9\xa0h\xa050.")).to_be_visible()
        expect(first.get_by_role("button", name="Terminer la séance")).to_be_focused()
        second.get_by_role("button", name="Aide donnée (Exemple David)").click()
        expect(first.get_by_role("status")).to_have_text("Personne n’attend d’aide.")
        first.get_by_role("button", name="Ouvrir le quiz (Faire le point)").click()
        expect(second.get_by_text("Le quiz «\xa0Faire le point\xa0» est ouvert.")).to_be_visible()
        assert first.url == second.url == f"{origin}/salle/S1"
        expect(first.get_by_text("La liaison est coupée")).to_be_hidden()
    for screen in screens:
        expect(screen.get_by_text("La liaison est coupée")).to_be_visible()
        expect(screen.locator("[data-stale]")).to_have_count(1)
    first.get_by_role("button", name="Fermer le quiz").click()
    expect(first.get_by_text("L’ordinateur du stand n’a pas répondu.")).to_be_visible()
    assert first.url == f"{origin}/salle/S1", "the room stays on the screen"


def test_the_focus_stays_where_a_button_did_its_work(app: FastAPI, screens: tuple[Page, Page]) -> None:
    page, _other = screens
    with served(app) as origin:
        page.goto(f"{origin}/salle/S1")

        def press(button: str) -> None:
            page.get_by_role("button", name=button).first.focus()
            page.keyboard.press("Enter")

        press("Aide donnée (Exemple David)")
        expect(page.locator("#personne-st-david")).to_be_focused()
        press("Commencer la séance")
        expect(page.get_by_role("button", name="Terminer la séance")).to_be_focused()
        press("Passer à ce temps (Expérimentation)")
        expect(page.locator("#moment-2")).to_be_focused()
        press("Y amener tout le monde")
        expect(page.locator("[id^=pages-]:focus")).to_contain_text("tous y sont amenés")
        press("Laisser chacun à son rythme")
        expect(page.locator("#maintenant")).to_be_focused()


def test_what_is_being_written_is_not_disturbed(app: FastAPI, screens: tuple[Page, Page]) -> None:
    first, second = screens
    with served(app) as origin:
        for screen in screens:
            screen.goto(f"{origin}/salle/S1")
        note = first.get_by_label("Une note sur la séance")
        note.fill("Fermer les ri")
        second.get_by_role("button", name="Commencer la séance").click()
        expect(first.get_by_text("Commencée à 9\xa0h\xa050.")).to_be_visible()
        expect(note).to_be_focused()
        first.keyboard.type("deaux.")
        first.get_by_role("button", name="Garder cette note").click()
        expect(second.get_by_text("Fermer les rideaux.")).to_be_visible()


def test_every_screen_is_in_order_in_both_themes_and_at_both_widths(
    app: FastAPI,
    database: Database,
    screens: tuple[Page, Page],
    flaws: Callable[..., list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    page, _other = screens
    files = []
    with served(app) as origin:

        def judge(name: str, address: str) -> None:
            page.goto(origin + address)
            assert flaws(page, PHONE_AND_DESK) == [], name
            files.append(tmp_path / f"{name}.html")
            files[-1].write_bytes(page.context.request.get(origin + address).body())

        judge("before", "/salle/S1")
        judge("welcome", "/salle/S1/projection")
        judge("empty", "/salle/S6")
        for kind, target in (
            (RoomActKind.BEGUN, ""),
            (RoomActKind.PHASE, "1"),
            (RoomActKind.PUSHED, "bienvenue"),
            (RoomActKind.QUIZ_OPENED, QUIZ),
        ):
            the_room.act(database, 42, kind, target)
        quiz = catalogue().quizzes[QUIZ]
        for trainee in the_room.PEOPLE:
            for question in quiz.questions:
                if question.type == "single-choice":
                    the_room.answer(database, trainee, question.id, right=False)
        judge("going-on", "/salle/S1")
        judge("quiz", "/salle/S1/projection")
        the_room.act(database, 45, RoomActKind.QUIZ_CLOSED, QUIZ)
        the_room.act(database, 46, RoomActKind.RESULTS_SHOWN, QUIZ)
        judge("results", "/salle/S1/projection")
        judge("questions", "/salle/S1/questions")
        the_room.act(database, 47, RoomActKind.ENDED)
        judge("ended", "/salle/S1")
    assert vnu(*files) == []
