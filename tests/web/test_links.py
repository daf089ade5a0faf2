"""A référent's links on screen: made, shown once, listed with their state, stopped."""

import re

import pytest
from fastapi import FastAPI
from office import ELSEWHERE, TERRITORY
from stand import account, let_in
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database

ASKED = {
    "territoire": "pays-exemple",
    "destinataires": "mairie de Saint-Exemple",
    "nombre": "2",
    "jours": "30",
}
MADE = re.compile(r'<code class="secret">http://127\.0\.0\.1:8000(/inscription/[\w-]{22})</code>')


@pytest.fixture
def database(database: Database) -> Database:
    """Records with two territories."""
    with database.writing() as records:
        for territory in (TERRITORY, ELSEWHERE):
            records.places.save_territory(territory)
    return database


@pytest.fixture
def referent(app: FastAPI, database: Database) -> Visitor:
    """A référent of one territory."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("referent", AccountRole.REFERENT, territories=("pays-exemple",))))
    return visitor


def states(referent: Visitor) -> list[str]:
    return re.findall(r'<span class="state \w+">([^<]+)</span>', referent.get("/liens").text)


def test_a_link_is_shown_once_and_opens_the_questionnaire(referent: Visitor, visitor: Visitor) -> None:
    shown = referent.post("/liens", ASKED).text
    (address,) = MADE.findall(shown)
    assert "Lien pour : mairie de Saint-Exemple" in shown.replace("\u00a0", " ")
    assert visitor.get(address).status_code == 200
    assert address not in referent.get("/liens").text


def test_links_are_listed_with_what_they_brought(referent: Visitor) -> None:
    assert "Aucun lien pour l’instant" in referent.get("/liens").text
    referent.post("/liens", ASKED)
    shown = referent.get("/liens").text.replace("\u00a0", " ")
    for said in ("mairie de Saint-Exemple", "Pays d’Exemple (fictif)", "0 sur 2", "lundi 12 avril 2027"):
        assert said in shown
    assert states(referent) == ["Ouvert"]


def test_a_link_is_stopped_by_hand(referent: Visitor, visitor: Visitor) -> None:
    shown = referent.post("/liens", ASKED).text
    (address,) = MADE.findall(shown)
    (stop,) = re.findall(r'action="(/liens/[^"]+/arret)"', shown)
    assert referent.post(stop).status_code == 303
    assert states(referent) == ["Arrêté"]
    assert visitor.get(address).status_code == 404
    assert "/arret" not in referent.get("/liens").text


def test_what_was_typed_wrong_is_said_in_place_and_kept(referent: Visitor) -> None:
    reply = referent.post("/liens", {**ASKED, "destinataires": "", "nombre": "cent", "jours": "400"})
    assert reply.status_code == 422
    for name, sentence in (
        ("destinataires", "Remplissez ce champ."),
        ("nombre", "Écrivez un nombre entier, en chiffres."),
        ("jours", "Écrivez un nombre entier, 120 ou moins."),
    ):
        assert f"– {sentence}</a>" in reply.text
        assert f'<a href="#{name}">' in reply.text
    assert 'value="cent"' in reply.text
    assert states(referent) == []


def test_nobody_makes_a_link_to_a_territory_that_is_not_theirs(referent: Visitor) -> None:
    assert referent.post("/liens", {**ASKED, "territoire": "ailleurs"}).status_code == 404


def test_somebody_who_works_nowhere_makes_no_link(app: FastAPI, database: Database) -> None:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("nulle-part", AccountRole.REFERENT)))
    assert visitor.get("/liens").status_code == 200
    assert visitor.post("/liens", ASKED).status_code == 404


def test_whoever_works_in_several_territories_chooses_one(app: FastAPI, database: Database) -> None:
    visitor = Visitor(app)
    both = account("les-deux", AccountRole.REFERENT, territories=("ailleurs", "pays-exemple"))
    visitor.hold(let_in(database, both))
    assert '<option value="ailleurs">Ailleurs (fictif)</option>' in visitor.get("/liens").text
    reply = visitor.post("/liens", {**ASKED, "territoire": ""})
    assert reply.status_code == 422
    assert '<a href="#territoire">Territoire – Choisissez parmi les réponses proposées.</a>' in reply.text
    assert "Lien pour" in visitor.post("/liens", {**ASKED, "territoire": "ailleurs"}).text
