"""Answers in both real browsers, while the link is cut, the server killed, the page read again."""

import signal
import socket
from pathlib import Path

import httpx
import pytest
from browsers import Tab
from playwright.sync_api import Page, expect
from stand_process import stand_process

from course_engine.store import Database, open_database

pytestmark = pytest.mark.browser

QUIZ = "/unites/messagerie/quiz"
KEPT = "Réponse gardée, sera envoyée dès que la liaison revient."

ANSWER = """([question, value]) => {
    const form = document.querySelector(`form[data-question=${question}]`);
    form.querySelector(`[value="${value}"]`).checked = true;
    form.requestSubmit();
}"""
SHOWN = """([question, words]) => new Promise((resolve) => {
    const outcome = () => document.querySelector(`form[data-question=${question}] [data-outcome]`).textContent;
    const look = () => outcome().includes(words) ? resolve(outcome().trim()) : setTimeout(look, 50);
    look();
})"""


@pytest.fixture
def port() -> int:
    """A port of the loopback that nobody listens on, the same before and after the server is killed."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def enter(tab: Tab, origin: str, code: str) -> None:
    tab.open(origin)
    tab.evaluate(
        """(code) => fetch("/entrer", { method: "POST", body: new URLSearchParams({ code }) })
            .then(({ url }) => url)""",
        code,
    )


def open_quiz(page: Page, origin: str, code: str) -> None:
    """Enter as a trainee does, and open a quiz."""
    page.goto(origin)
    page.get_by_label("Votre code personnel").fill(code)
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url(f"{origin}/parcours")
    page.goto(origin + QUIZ)


def fractions(records: Path) -> list[tuple[str, float]]:
    with open_database(records) as database, database.reading() as facts:
        return [(one.question, one.score.fraction) for one in facts.answers.of_trainee("tr4f2a")]


def test_a_server_that_is_killed_loses_no_answer_and_nobody_has_to_do_anything(
    tab: Tab, tmp_path: Path, database: Database, code: str, port: int
) -> None:
    records, origin = tmp_path / "records.db", f"http://127.0.0.1:{port}"
    database.close()
    with stand_process(records, tmp_path / "course", port) as server:
        enter(tab, origin, code)
        tab.open(origin + QUIZ)
        tab.evaluate(ANSWER, ["champ-cci", "a"])
        tab.evaluate(SHOWN, ["champ-cci", "Ce champ, tous le voient."])
        server.send_signal(signal.SIGKILL)
        server.wait()
        tab.evaluate(ANSWER, ["piece-jointe", "true"])
        assert tab.evaluate(SHOWN, ["piece-jointe", "gardée"]) == KEPT
    assert fractions(records) == [("champ-cci", 0.0)]
    with stand_process(records, tmp_path / "course", port):
        tab.evaluate(SHOWN, ["piece-jointe", "C’est juste."])
        assert fractions(records) == [("champ-cci", 0.0), ("piece-jointe", 1.0)]
        assert tab.evaluate("() => Object.keys(localStorage)") == []
        with httpx.Client(base_url=origin, headers={"origin": origin}, timeout=60) as elsewhere:
            elsewhere.post("/entrer", data={"code": code})
            assert "Ce champ, tous le voient." in elsewhere.get(QUIZ).text
        tab.open("about:blank")


def test_a_page_read_again_while_the_server_is_away_sends_what_it_kept_when_it_is_back(
    page: Page, tmp_path: Path, database: Database, code: str, port: int
) -> None:
    records, origin = tmp_path / "records.db", f"http://127.0.0.1:{port}"
    database.close()
    with stand_process(records, tmp_path / "course", port):
        open_quiz(page, origin, code)
    page.evaluate(ANSWER, ["champ-cci", "b"])
    outcome = page.locator("form[data-question=champ-cci] [data-outcome]")
    expect(outcome).to_have_text(KEPT)
    with stand_process(records, tmp_path / "course", port):
        page.reload()
        expect(outcome).to_contain_text("C’est juste.")
        assert fractions(records) == [("champ-cci", 1.0)]


def test_while_the_link_is_cut_an_answer_is_kept_and_leaves_once_when_it_is_back(
    page: Page, origin: str, code: str, database: Database
) -> None:
    open_quiz(page, origin, code)
    page.context.set_offline(True)
    page.evaluate(ANSWER, ["champ-cci", "b"])
    outcome = page.locator("form[data-question=champ-cci] [data-outcome]")
    expect(outcome).to_have_text(KEPT)
    page.context.set_offline(False)
    expect(outcome).to_contain_text("C’est juste.")
    with database.reading() as records:
        assert len(records.answers.of_trainee("tr4f2a")) == 1


def test_a_page_that_was_made_before_an_answer_was_recorded_shows_it_all_the_same(
    page: Page, tmp_path: Path, database: Database, code: str, port: int
) -> None:
    """As when its HTML is on its way while the page that still stands is answered."""
    records, origin = tmp_path / "records.db", f"http://127.0.0.1:{port}"
    database.close()
    with stand_process(records, tmp_path / "course", port):
        open_quiz(page, origin, code)
        before = page.context.request.get(origin + QUIZ)
        page.evaluate(ANSWER, ["champ-cci", "b"])
        outcome = page.locator("form[data-question=champ-cci] [data-outcome]")
        expect(outcome).to_contain_text("C’est juste.")
        page.route(origin + QUIZ, lambda route: route.fulfill(response=before))
        page.reload()
        expect(outcome).to_contain_text("C’est juste.")
        assert fractions(records) == [("champ-cci", 1.0)]
