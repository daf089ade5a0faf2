"""In and out: a code, a cookie, a limit."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from stand import Clock, application, site
from visitor import Visitor

from course_engine.store import Database
from course_engine.training.attempts import CLIENT_MOST, CLIENT_WINDOW
from course_engine.web import DemoCode


@pytest.fixture
def trainee(visitor: Visitor, code: str) -> Visitor:
    """The sample trainee, who has just typed the code."""
    visitor.enter(code)
    return visitor


def test_the_door_asks_for_a_code(visitor: Visitor) -> None:
    page = visitor.get("/").text
    assert '<label for="code">Votre code personnel</label>' in page
    assert "Démonstration" not in page


def test_a_code_opens_the_path(visitor: Visitor, code: str) -> None:
    reply = visitor.post("/entrer", {"code": code.lower()})
    assert (reply.status_code, reply.headers["location"]) == (303, "/parcours")
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith("session=")
    assert cookie.endswith("; expires=Sat, 13 Mar 2027 22:59:00 GMT; HttpOnly; Path=/; SameSite=strict")
    assert "Bonjour Camille Exemple" in visitor.get("/parcours").text
    assert visitor.get("/").headers["location"] == "/parcours"


def test_a_wrong_code_is_asked_again_with_what_was_typed(visitor: Visitor) -> None:
    reply = visitor.post("/entrer", {"code": "ABCD <b>"})
    assert reply.status_code == 422
    assert "Un code compte 12 caractères, et vous en avez tapé 5." in reply.text
    assert 'value="ABCD &lt;b&gt;"' in reply.text
    assert 'aria-invalid="true" autofocus>' in reply.text


def test_in_a_demonstration_the_door_shows_its_codes(
    database: Database, code: str, tmp_path: Path, clock: Clock
) -> None:
    demo = replace(site(database, tmp_path / "course", clock), demo_codes=(DemoCode("Camille", code),))
    page = Visitor(application(demo)).get("/").text
    assert "<h2>Démonstration</h2>" in page
    assert f'<input type="hidden" name="code" value="{code}">' in page


def test_leaving_lets_the_next_person_in(trainee: Visitor) -> None:
    token = trainee.cookies["session"]
    assert trainee.post("/sortir").headers["location"] == "/"
    assert "session" not in trainee.cookies
    trainee.cookies.set("session", token)
    assert trainee.get("/parcours").headers["location"] == "/?suite=/parcours"


def test_a_session_is_over_at_the_end_of_the_day(trainee: Visitor, clock: Clock) -> None:
    clock.now += timedelta(hours=15)
    assert trainee.get("/parcours").headers["location"] == "/?suite=/parcours"
    assert trainee.get("/parcours", accept="application/json").status_code == 401


def test_guessing_is_stopped_and_forgiven_after_a_while(visitor: Visitor, code: str, clock: Clock) -> None:
    for _attempt in range(CLIENT_MOST):
        assert visitor.post("/entrer", {"code": "ABCD"}).status_code == 422
    stopped = visitor.post("/entrer", {"code": code})
    assert stopped.status_code == 429
    assert "Attendez 5\u00a0min avant le prochain, ou demandez de l’aide." in stopped.text
    assert stopped.headers["retry-after"] == "300"
    clock.now += CLIENT_WINDOW
    assert visitor.post("/entrer", {"code": code}).status_code == 303


@pytest.mark.parametrize("path", ["/parcours", "/unites/messagerie", "/unites/messagerie/adresse"])
def test_without_a_session_pages_send_to_the_door(visitor: Visitor, path: str) -> None:
    reply = visitor.get(path)
    assert (reply.status_code, reply.headers["location"]) == (303, f"/?suite={path}")
