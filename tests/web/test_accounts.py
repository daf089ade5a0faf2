"""The accounts' screens: added, issued again, closed, opened, given territories."""

import re

import pytest
from fastapi import FastAPI
from stand import account, let_in, territory
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database

FORM = {"name": "Claude Exemple", "id": "claude", "role": "animateur", "territories": "saint-exemple"}
SECRET = re.compile(r'<code class="secret">([0-9A-Z-]+)</code>')


@pytest.fixture
def region(app: FastAPI, database: Database) -> Visitor:
    """Somebody of the Region's team, signed in; two territories."""
    with database.writing() as records:
        for name in ("ailleurs", "saint-exemple"):
            records.places.save_territory(territory(name))
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("region", AccountRole.REGION)))
    return visitor


def issued(text: str) -> str:
    (password,) = SECRET.findall(text)
    return str(password)


def test_an_account_that_is_added_lets_in_with_the_password_shown_once(app: FastAPI, region: Visitor) -> None:
    reply = region.post("/comptes", FORM)
    assert reply.status_code == 200
    claude = Visitor(app)
    assert claude.post("/connexion", {"login": "claude", "password": issued(reply.text)}).status_code == 303
    assert claude.get("/").headers["location"] == "/animateur"
    page = region.get("/comptes/claude").text
    assert "Communauté de communes de Saint-Exemple (fictive)" in page
    assert "secret" not in page
    assert 'href="/comptes/claude"' in region.get("/comptes").text


def test_what_is_wrong_is_said_at_its_field_and_kept_as_typed(region: Visitor) -> None:
    reply = region.post("/comptes", {"name": "Claude <b>", "id": "É", "role": "maire"})
    assert reply.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', reply.text) == ["id", "role"]
    assert 'value="Claude &lt;b&gt;"' in reply.text
    assert 'aria-describedby="id-aide id-erreur" aria-invalid="true"' in reply.text
    taken = region.post("/comptes", FORM | {"id": "region"})
    assert "est déjà pris" in taken.text
    assert 'value="animateur" checked' in taken.text
    assert 'value="saint-exemple" checked' in taken.text


def test_a_forgotten_password_is_issued_again(app: FastAPI, region: Visitor) -> None:
    first = issued(region.post("/comptes", FORM).text)
    again = issued(region.post("/comptes/claude/mot-de-passe").text)
    claude = Visitor(app)
    assert claude.post("/connexion", {"login": "claude", "password": first}).status_code == 422
    assert claude.post("/connexion", {"login": "claude", "password": again}).status_code == 303


def test_an_account_is_closed_and_opened_again(region: Visitor) -> None:
    region.post("/comptes", FORM)
    assert region.post("/comptes/claude/fermeture").headers["location"] == "/comptes/claude"
    assert "Rouvrir ce compte" in region.get("/comptes/claude").text
    assert region.post("/comptes/claude/mot-de-passe").status_code == 403
    assert region.post("/comptes/claude/reouverture").headers["location"] == "/comptes/claude"
    assert "Fermer ce compte" in region.get("/comptes/claude").text


def test_the_last_account_of_the_region_stays_open(region: Visitor) -> None:
    reply = region.post("/comptes/region/fermeture")
    assert reply.status_code == 403
    assert "est le dernier compte ouvert de la Région" in reply.text
    assert region.get("/comptes").status_code == 200


def test_territories_are_changed_and_one_is_needed(region: Visitor) -> None:
    region.post("/comptes", FORM)
    region.post("/comptes/claude/territoires", {"territories": ["ailleurs", "saint-exemple"]})
    assert "de Ailleurs (fictive), Communauté" in region.get("/comptes/claude").text
    reply = region.post("/comptes/claude/territoires")
    assert (reply.status_code, "Choisissez le territoire où travaille" in reply.text) == (422, True)


@pytest.mark.parametrize("path", ["/comptes/personne", "/comptes/..%2Fetc", "/comptes/Été"])
def test_an_account_that_is_not_there_is_not_found(region: Visitor, path: str) -> None:
    assert region.get(path).status_code == 404
