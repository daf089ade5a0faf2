"""In and out with an account: one strict cookie, one refusal, a limit; a password of one's own."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from stand import NOW, PASSWORD, Clock, account, let_in, site, token_of
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.attempts import LOGIN_MOST, LOGIN_WINDOW
from course_engine.web.app import create_app
from course_engine.web.site import DemoLogin
from course_engine.web.staff import HOMES

JSON = {"accept": "application/json"}
CHOSEN = "Vélo-rouge42"


@pytest.fixture(autouse=True)
def designer(database: Database) -> None:
    """A designer's account, whose password is `PASSWORD`."""
    let_in(database, account("conceptrice", AccountRole.DESIGNER))


def sign_in(visitor: Visitor, password: str = PASSWORD, login: str = "conceptrice") -> int:
    return visitor.post("/connexion", {"login": login, "password": password}).status_code


def test_a_login_and_its_password_open_the_home_of_the_role(visitor: Visitor) -> None:
    reply = visitor.post("/connexion", {"login": "Conceptrice", "password": PASSWORD})
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    cookie = reply.headers["set-cookie"]
    assert re.fullmatch(
        r"session=[0-9a-f]{64}; expires=Sat, 13 Mar 2027 22:59:00 GMT; HttpOnly; Path=/; SameSite=strict",
        cookie,
    )
    assert visitor.get("/").headers["location"] == "/concepteur"
    assert visitor.get("/connexion").headers["location"] == "/"


def test_in_a_demonstration_the_door_shows_its_accounts_and_elsewhere_none(
    visitor: Visitor, database: Database, tmp_path: Path, clock: Clock
) -> None:
    logins = (DemoLogin("Conceptrice", "conceptrice", PASSWORD),)
    demo = replace(site(database, tmp_path / "course", clock), demo_logins=logins)
    page = Visitor(create_app(demo)).get("/connexion").text
    assert "<h2>Démonstration</h2>" in page
    assert f'<input type="hidden" name="password" value="{PASSWORD}">' in page
    assert "Démonstration" not in visitor.get("/connexion").text


@pytest.mark.parametrize("role", AccountRole)
def test_each_role_has_its_home(app: FastAPI, database: Database, role: AccountRole) -> None:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("dominique", role)))
    assert visitor.get("/").headers["location"] == HOMES[role]


def test_a_wrong_password_is_asked_again_with_the_login_that_was_typed(visitor: Visitor) -> None:
    reply = visitor.post("/connexion", {"login": "a<b>", "password": "secret-tape"})
    assert reply.status_code == 422
    assert "ne vont pas ensemble" in reply.text
    assert 'value="a&lt;b&gt;"' in reply.text
    assert "secret-tape" not in reply.text
    refusal = visitor.post("/connexion", {"login": "a", "password": "b"}, **JSON)
    assert (refusal.status_code, refusal.json()) == (
        422,
        {
            "error": "invalid",
            "message": "Cet identifiant et ce mot de passe ne vont pas ensemble. "
            "Vérifiez les deux, majuscules comprises.",
        },
    )


def test_guessing_is_stopped_with_the_time_to_wait(visitor: Visitor, clock: Clock) -> None:
    assert [sign_in(visitor, "faux") for _attempt in range(LOGIN_MOST)] == [422] * LOGIN_MOST
    stopped = visitor.post("/connexion", {"login": "conceptrice", "password": PASSWORD})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "60")
    assert "Attendez 1\u00a0min" in stopped.text
    clock.now += LOGIN_WINDOW
    assert sign_in(visitor) == 303


def test_signing_out_ends_the_session(visitor: Visitor) -> None:
    sign_in(visitor)
    token = visitor.cookies["session"]
    assert visitor.post("/deconnexion").headers["location"] == "/connexion"
    visitor.hold(token)
    assert visitor.get("/concepteur").headers["location"] == "/connexion?suite=/concepteur"


def test_whoever_enters_on_a_browser_replaces_who_was_there(visitor: Visitor, code: str) -> None:
    sign_in(visitor)
    token = visitor.cookies["session"]
    visitor.enter(code)
    assert visitor.get("/concepteur").status_code == 403
    visitor.hold(token)
    assert visitor.get("/concepteur").headers["location"] == "/connexion?suite=/concepteur"


def test_each_is_told_that_a_page_is_not_theirs(visitor: Visitor, code: str) -> None:
    visitor.enter(code)
    trainee = visitor.get("/concepteur", **JSON)
    assert (trainee.status_code, trainee.json()) == (
        403,
        {
            "error": "forbidden",
            "message": "Cette page est réservée à ceux qui organisent la formation. Revenez à votre parcours.",
        },
    )
    sign_in(visitor)
    assert (
        visitor.get("/parcours", **JSON).json()["message"].startswith("Cette page est celle des stagiaires")
    )
    assert visitor.get("/comptes", **JSON).json()["message"].startswith("Votre compte ne permet pas cela.")
    assert Visitor.get(visitor, "/comptes").status_code == 403


def test_an_issued_password_leads_to_the_choice_of_another_and_nowhere_else(
    app: FastAPI, database: Database
) -> None:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("region", AccountRole.REGION), temporary=True))
    assert visitor.get("/comptes").headers["location"] == "/mot-de-passe?suite=/comptes"
    assert visitor.get("/comptes", **JSON).status_code == 403
    page = visitor.get("/mot-de-passe").text
    assert "Choisissez votre mot de passe" in page
    assert 'name="current"' not in page
    assert 'href="/comptes"' not in page
    refused = visitor.post("/mot-de-passe", {"chosen": "court", "repeated": "court"})
    assert refused.status_code == 422
    assert '<a href="#chosen">Au moins 12 caractères' in refused.text
    assert visitor.post("/mot-de-passe", {"chosen": CHOSEN, "repeated": CHOSEN}).headers["location"] == "/"
    assert visitor.get("/comptes").status_code == 200


def test_a_chosen_password_keeps_this_browser_in_and_the_others_out(
    visitor: Visitor, database: Database
) -> None:
    sign_in(visitor)
    elsewhere = token_of(database, SessionHolder(account="conceptrice"))
    fields = {"current": PASSWORD, "chosen": CHOSEN, "repeated": CHOSEN}
    assert visitor.post("/mot-de-passe", fields).status_code == 303
    assert visitor.get("/concepteur").status_code == 200
    visitor.hold(elsewhere)
    assert visitor.get("/concepteur").headers["location"] == "/connexion?suite=/concepteur"
    assert sign_in(visitor) == 422
    assert sign_in(visitor, CHOSEN) == 303


def test_a_session_is_over_at_the_end_of_the_day(visitor: Visitor, clock: Clock) -> None:
    sign_in(visitor)
    clock.now = NOW.replace(hour=23)
    assert visitor.get("/concepteur").headers["location"] == "/connexion?suite=/concepteur"
    assert visitor.get("/concepteur", **JSON).json() == {
        "error": "signed-out",
        "message": "Votre session est terminée\u00a0: entrez à nouveau.",
    }
