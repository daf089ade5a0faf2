"""Registering by a référent's link, screen by screen, without JavaScript."""

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from office import NOW, PERSON, REFERENT, TERRITORY, furnish
from stand import Clock, application, site
from visitor import Visitor

from course_engine.content import load_course
from course_engine.model.admission import AdmissionStatus, Channel
from course_engine.store import Database
from course_engine.training.codes import check_character
from course_engine.training.invitation import NewLink, make_link, revoke_link
from course_engine.training.library import Library
from course_engine.web import Site

TEN_UNITS = Path(__file__).parents[1] / "courses" / "ten_units"
LIBRARY = Library(load_course(TEN_UNITS))
LAST = LIBRARY.form.steps + 1
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
NAMED = {name: values[0] for name, values in PERSON.items()}


@pytest.fixture
def database(database: Database) -> Database:
    """Records with territories and accounts."""
    furnish(database)
    return database


@pytest.fixture
def clock() -> Clock:
    """The clock of the application, at the day when the link is made."""
    return Clock(NOW)


@pytest.fixture
def office(database: Database, tmp_path: Path, clock: Clock) -> Site:
    """What the application works from: the course of ten units."""
    return replace(site(database, tmp_path / "course", clock), library=LIBRARY)


@pytest.fixture
def app(office: Site) -> FastAPI:
    """The application."""
    return application(office)


@pytest.fixture
def link(database: Database) -> NewLink:
    """A link to two registrations for ten days."""
    asked = {"territoire": "pays-exemple", "destinataires": "mairie", "nombre": "2", "jours": "10"}
    return make_link(database, REFERENT, asked, now=NOW, rng=Random(1))


@pytest.fixture
def address(visitor: Visitor, link: NewLink) -> str:
    """The address of a questionnaire just begun."""
    return urlsplit(visitor.post(f"/inscription/{link.token}").headers["location"]).path.rsplit("/", 1)[0]


def fill(visitor: Visitor, address: str) -> None:
    """Go through every step, and give who one is only."""
    for number in range(1, LAST):
        reply = visitor.post(f"{address}/{number}", NAMED if number == 1 else {})
        assert reply.headers["location"] == f"{address}/{number + 1}"


def goes_to(reply: httpx.Response) -> str:
    assert reply.status_code == 303
    return str(reply.headers["location"])


def test_a_link_says_what_it_is_how_long_it_takes_and_what_is_collected(
    visitor: Visitor, link: NewLink
) -> None:
    reply = visitor.get(f"/inscription/{link.token}")
    assert reply.status_code == 200
    asked = len(LIBRARY.catalogue.questionnaire.items)
    for said in (
        "Pays d’Exemple (fictif)",
        f"{asked} questions, 15 minutes environ",
        "jeudi 11 mars 2027",
        "Vos données personnelles",
        "mission d’intérêt public",
        "Ni adresse électronique, ni téléphone, ni date de naissance.",
    ):
        assert said in reply.text.replace("\u00a0", " ")


def test_opening_a_link_begins_nothing(visitor: Visitor, link: NewLink, database: Database) -> None:
    visitor.get(f"/inscription/{link.token}")
    with database.reading() as records:
        assert records.invitations.drafts_begun(link.link.id) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_opens_nothing_says_what_to_do(visitor: Visitor, method: str) -> None:
    reply = visitor.request(method, "/inscription/AAAA")
    assert reply.status_code == 404
    assert "demandez à votre référent un autre lien" in reply.text


def test_a_step_is_kept_and_the_next_one_comes(visitor: Visitor, address: str) -> None:
    assert goes_to(visitor.post(f"{address}/1", NAMED)) == f"{address}/2"
    assert 'value="saint-exemple"' in visitor.get(f"{address}/1").text
    assert f"Étape 2 sur {LAST}" in visitor.get(f"{address}/2").text


def test_what_is_wrong_is_kept_said_in_place_and_linked_from_the_top(visitor: Visitor, address: str) -> None:
    reply = visitor.post(f"{address}/1", {**NAMED, "nom": "", "amenagement": "<b>" * 100})
    assert reply.status_code == 422
    assert "<title>À corriger – " in reply.text
    assert '<li><a href="#nom">Nom – Remplissez ce champ.</a></li>' in reply.text
    assert '<li><a href="#amenagement">' in reply.text
    assert re.search(r'<input id="nom"[^>]*aria-describedby="nom-erreur"\s+aria-invalid="true"', reply.text)
    assert "&lt;b&gt;" in reply.text
    assert "<b><b>" not in reply.text
    assert 'value="Camille"' in visitor.get(f"{address}/1").text
    assert goes_to(visitor.get(address)) == f"{address}/1"


def test_going_back_keeps_what_is_on_the_screen(visitor: Visitor, address: str) -> None:
    visitor.post(f"{address}/1", NAMED)
    back = visitor.post(f"{address}/2", {"reponse.role": "elu", "vers": "retour"})
    assert goes_to(back) == f"{address}/1"
    assert re.search(r'value="elu" checked', visitor.get(f"{address}/2").text)


def test_stopping_keeps_even_what_is_wrong_and_shows_the_code(visitor: Visitor, address: str) -> None:
    assert goes_to(visitor.post(f"{address}/1", {"nom": "Exemple", "vers": "pause"})) == f"{address}/pause"
    shown = visitor.get(f"{address}/pause").text
    (code,) = set(CODE.findall(shown.split("<main")[1].replace(address, "")))
    assert address.endswith(code)
    assert "http://127.0.0.1:8000/reprendre" in shown
    assert "mercredi 31 mars 2027" in shown.replace("\u00a0", " ")
    assert goes_to(visitor.get(address)) == f"{address}/1"


def test_the_code_resumes_on_another_computer(app: FastAPI, visitor: Visitor, address: str) -> None:
    visitor.post(f"{address}/1", NAMED)
    code = address.rsplit("/", 1)[1]
    another = Visitor(app)
    assert goes_to(another.post("/reprendre", {"code": code.lower().replace("-", " ")})) == address
    assert goes_to(another.get(address)) == f"{address}/2"


def test_a_code_that_opens_nothing_is_said_where_it_is_typed(visitor: Visitor) -> None:
    reply = visitor.post("/reprendre", {"code": "ABCD"})
    assert reply.status_code == 422
    assert 'aria-describedby="code-aide code-erreur" aria-invalid="true"' in reply.text
    assert "vous en avez tapé 4" in reply.text


def unknown(number: int) -> str:
    body = f"{'2' * 9}{'23456789ABCDEFGHJKMNPQRSTUVWXYZ'[number % 31]}2"
    return body + check_character(body)


def test_codes_cannot_be_guessed_by_the_thousand(visitor: Visitor, address: str, clock: Clock) -> None:
    for number in range(20):
        assert visitor.get(f"/questionnaire/{unknown(number)}").status_code == 404
    assert visitor.get(f"{address}/1").status_code == 429
    clock.now += timedelta(minutes=5)
    assert visitor.get(f"{address}/1").status_code == 200


def test_the_last_look_shows_each_answer_with_the_way_to_change_it(visitor: Visitor, address: str) -> None:
    fill(visitor, address)
    shown = visitor.get(f"{address}/{LAST}").text
    assert shown.count(">Modifier<") == sum(len(LIBRARY.form.fields(step)) for step in range(LAST - 1))
    assert f'<a href="{address}/1#collectivite">' in shown
    assert "saint-exemple" in shown


def test_a_change_made_from_the_last_look_comes_back_to_it(visitor: Visitor, address: str) -> None:
    fill(visitor, address)
    changed = visitor.post(f"{address}/1", {**NAMED, "prenom": "Dominique"})
    assert goes_to(changed) == f"{address}/{LAST}"
    assert "Dominique" in visitor.get(f"{address}/{LAST}").text


def test_what_is_missing_is_said_at_the_last_look_and_nothing_is_sent(
    visitor: Visitor, address: str, database: Database
) -> None:
    reply = visitor.post(f"{address}/{LAST}")
    assert reply.status_code == 422
    assert '<a href="#nom">Nom – Remplissez ce champ.</a>' in reply.text
    assert 'id="nom"' in reply.text
    with database.reading() as records:
        assert records.admissions.standing(territory="pays-exemple") == {}


def test_a_questionnaire_that_is_sent_shows_the_path_and_what_would_change_it(
    visitor: Visitor, address: str, database: Database
) -> None:
    fill(visitor, address)
    assert goes_to(visitor.post(f"{address}/{LAST}")) == f"{address}/envoye"
    shown = visitor.get(f"{address}/envoye").text
    for said in (
        "Merci Camille Exemple",
        "Mon parcours",
        "Ce qui changerait ce parcours",
        "Avec moins de temps",
    ):
        assert said in shown
    assert 'href="/unites/' not in shown
    with database.reading() as records:
        (admission,) = records.admissions.standing(territory="pays-exemple").values()
    assert (admission.channel, admission.status) == (Channel.LINK, AdmissionStatus.RECEIVED)


def test_sending_again_going_back_and_reloading_all_lead_to_the_same_end(
    visitor: Visitor, address: str, database: Database
) -> None:
    fill(visitor, address)
    visitor.post(f"{address}/{LAST}")
    end = f"{address}/envoye"
    assert goes_to(visitor.post(f"{address}/{LAST}")) == end
    assert goes_to(visitor.post(f"{address}/1", {"nom": "Autre"})) == end
    assert [goes_to(visitor.get(one)) for one in (address, f"{address}/1", f"{address}/{LAST}")] == [end] * 3
    with database.reading() as records:
        assert len(records.admissions.standing(territory="pays-exemple")) == 1


def test_what_was_typed_can_be_erased_by_whoever_typed_it(visitor: Visitor, address: str) -> None:
    visitor.post(f"{address}/1", NAMED)
    assert goes_to(visitor.post(f"{address}/pause")) == "/reprendre?efface=1"
    assert "Ce que vous aviez tapé est effacé." in visitor.get("/reprendre?efface=1").text
    assert visitor.get(f"{address}/1").status_code == 404


def test_nothing_goes_on_once_the_link_is_stopped(
    visitor: Visitor, address: str, link: NewLink, database: Database
) -> None:
    revoke_link(database, REFERENT, link.link.id, now=NOW)
    for reply in (visitor.get(f"{address}/1"), visitor.post(f"{address}/1", NAMED)):
        assert reply.status_code == 404
        assert "Le lien par lequel vous avez commencé est terminé" in reply.text


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_a_step_that_is_not_there_is_not_found(visitor: Visitor, address: str, number: str) -> None:
    assert visitor.get(f"{address}/{number}").status_code == 404
    assert visitor.post(f"{address}/{number}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"nom=a&nom=b",
        b"inconnu=a",
        b"reponse.role=elu",
        b"nom=%ff",
        b"nom=%ed%a0%80",
        b"\xff\xfe",
        b"&".join(b"a%d=1" % number for number in range(1000)),
    ],
)
def test_what_no_page_of_ours_would_send_is_refused_politely(
    visitor: Visitor, address: str, body: bytes
) -> None:
    headers = {"content_type": "application/x-www-form-urlencoded"}
    reply = visitor.request("POST", f"{address}/1", content=body, headers=headers)
    assert reply.status_code == 422
    assert "ouvrez la page" in reply.text


def test_a_body_longer_than_any_form_is_refused(visitor: Visitor, address: str) -> None:
    assert visitor.post(f"{address}/1", {"nom": "a" * 20_000}).status_code == 413


def test_control_characters_are_not_kept(visitor: Visitor, address: str) -> None:
    visitor.post(f"{address}/1", {**NAMED, "nom": "Ex\x07em\u202eple"})
    assert 'value="Exemple"' in visitor.get(f"{address}/1").text


def test_the_code_in_the_address_goes_nowhere_else(visitor: Visitor, address: str, link: NewLink) -> None:
    for one in (f"/inscription/{link.token}", f"{address}/1", f"{address}/pause", "/reprendre"):
        headers = visitor.get(one).headers
        assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "same-origin")
        assert "set-cookie" not in headers


def test_the_communes_of_the_territory_are_proposed(visitor: Visitor, address: str) -> None:
    shown = visitor.get(f"{address}/1").text
    for commune in TERRITORY.communes:
        assert f'<option value="{commune.name}"></option>' in shown
