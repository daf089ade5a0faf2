"""Typing in what came on paper: one screen a form, kept as a draft, registered on purpose, then the next."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from office import ELSEWHERE, PERSON, TERRITORY
from stand import Clock, account, application, let_in, site
from visitor import Visitor

from course_engine.content import load_course
from course_engine.model.accounts import AccountRole
from course_engine.model.admission import AdmissionStatus, Channel
from course_engine.rendering.questionnaire import numbered
from course_engine.store import Database
from course_engine.training.library import Library

LIBRARY = Library(load_course(Path(__file__).parents[1] / "courses" / "ten_units"))
NAMED = {name: values[0] for name, values in PERSON.items()}
REGISTER = {"faire": "inscrire"}


@pytest.fixture
def database(database: Database) -> Database:
    """Records with two territories."""
    with database.writing() as records:
        for territory in (TERRITORY, ELSEWHERE):
            records.places.save_territory(territory)
    return database


@pytest.fixture
def clock() -> Clock:
    """The clock of the application."""
    return Clock()


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the course of ten units."""
    return application(replace(site(database, tmp_path / "course", clock), library=LIBRARY))


def signed_in(app: FastAPI, database: Database, role: AccountRole, login: str, *territories: str) -> Visitor:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account(login, role, territories=territories)))
    return visitor


@pytest.fixture
def referent(app: FastAPI, database: Database) -> Visitor:
    """A référent of one territory."""
    return signed_in(app, database, AccountRole.REFERENT, "referent", "pays-exemple")


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    """An animateur of two territories."""
    return signed_in(app, database, AccountRole.ANIMATOR, "animateur", "ailleurs", "pays-exemple")


def goes_to(reply: httpx.Response) -> str:
    assert reply.status_code == 303
    return str(reply.headers["location"])


def begin(visitor: Visitor, **fields: str) -> str:
    return goes_to(visitor.post("/saisie", {"territoire": "pays-exemple", **fields}))


def test_every_question_is_there_with_the_number_and_the_letters_of_the_sheet(referent: Visitor) -> None:
    shown = referent.get(begin(referent)).text
    for section in numbered(LIBRARY.catalogue.questionnaire):
        for question in section.questions:
            assert f'<span class="number">{question.number}.</span> {question.item.text}' in shown
    assert '<option value="jamais">a – jamais</option>' in shown
    assert '<option value="oui">o – Oui</option>' in shown
    assert shown.count("<h1") == 1


def test_the_enter_key_keeps_a_draft_and_registers_nobody(referent: Visitor, database: Database) -> None:
    address = begin(referent)
    shown = referent.get(address).text
    assert re.findall(r'<button class="button[^>]*name="faire" value="(\w+)"', shown) == [
        "garder",
        "inscrire",
    ]
    kept = referent.post(address, {**NAMED, "reponse.role": "elu", "faire": "garder"})
    assert goes_to(kept) == address
    assert '<option value="elu" selected>' in referent.get(address).text
    with database.reading() as records:
        assert records.admissions.standing(territory="pays-exemple") == {}


def test_a_draft_is_found_again_in_the_list(referent: Visitor, clock: Clock) -> None:
    address = begin(referent)
    clock.now += timedelta(hours=1)
    referent.post(address, NAMED)
    shown = referent.get("/saisie").text.replace("\u00a0", " ")
    assert f'<a href="{address}">Camille Exemple</a>' in shown
    assert "samedi 13 mars 2027, 10 h 15" in shown


def test_a_person_is_registered_and_the_next_form_keeps_the_collectivite(
    referent: Visitor, database: Database
) -> None:
    address = begin(referent)
    assert goes_to(referent.post(address, {**NAMED, **REGISTER})) == f"{address}/inscrit"
    shown = referent.get(f"{address}/inscrit").text
    assert "Camille Exemple, Saint-Exemple" in shown
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    assert fields == {"territoire": "pays-exemple", "collectivite": "Saint-Exemple"}
    following = begin(referent, **fields)
    assert re.search(r'<input id="collectivite"[^>]*value="Saint-Exemple"', referent.get(following).text)
    with database.reading() as records:
        (admission,) = records.admissions.standing(territory="pays-exemple").values()
    assert (admission.channel, admission.status, admission.decided_by) == (
        Channel.PAPER,
        AdmissionStatus.ACCEPTED,
        "referent",
    )


def test_what_is_wrong_is_kept_said_in_place_and_registers_nobody(referent: Visitor) -> None:
    address = begin(referent)
    typed = {**NAMED, "prenom": "", "reponse.demi-journees.nombre": "trois"}
    reply = referent.post(address, {**typed, **REGISTER})
    assert reply.status_code == 422
    assert '<a href="#prenom">Prénom – Remplissez ce champ.</a>' in reply.text
    assert (
        '<a href="#reponse.demi-journees.nombre">Question 2 – Écrivez un nombre entier, en chiffres.</a>'
        in reply.text
    )
    assert 'value="trois"' in referent.get(address).text


def test_registering_twice_registers_once(referent: Visitor, database: Database) -> None:
    address = begin(referent)
    for _twice in range(2):
        assert goes_to(referent.post(address, {**NAMED, **REGISTER})) == f"{address}/inscrit"
    assert goes_to(referent.get(address)) == f"{address}/inscrit"
    with database.reading() as records:
        assert len(records.admissions.standing(territory="pays-exemple")) == 1


def test_whoever_works_in_several_territories_chooses_one(animator: Visitor, database: Database) -> None:
    shown = animator.get("/saisie").text
    assert '<option value="ailleurs">' in shown
    address = goes_to(animator.post("/saisie", {"territoire": "ailleurs"}))
    animator.post(address, {**NAMED, **REGISTER})
    with database.reading() as records:
        assert list(records.admissions.standing(territory="pays-exemple")) == []
        (admission,) = records.admissions.standing(territory="ailleurs").values()
        registered = records.people.registration(admission.trainee)
    assert registered is not None
    assert (registered[0].employer, registered[0].commune) == ("saint-exemple", None)


@pytest.mark.parametrize("territory", ["ailleurs", "", "zz"])
def test_nobody_types_in_for_a_territory_that_is_not_theirs(referent: Visitor, territory: str) -> None:
    assert referent.post("/saisie", {"territoire": territory}).status_code == 404


def test_nobody_sees_what_somebody_else_types_in(referent: Visitor, animator: Visitor) -> None:
    address = begin(referent)
    for reply in (
        animator.get(address),
        animator.post(address, NAMED),
        animator.get(f"{address}/inscrit"),
        animator.post(f"{address}/abandon"),
    ):
        assert reply.status_code == 404
    assert referent.get(address).status_code == 200


def test_a_draft_can_be_erased(referent: Visitor) -> None:
    address = begin(referent)
    assert goes_to(referent.post(f"{address}/abandon")) == "/saisie"
    assert referent.get(address).status_code == 404


def test_a_draft_that_never_was_is_not_found(referent: Visitor) -> None:
    assert referent.get(f"/saisie/{UUID(int=1)}").status_code == 404
    assert referent.get("/saisie/brouillon").status_code == 404


def test_the_whole_of_a_long_questionnaire_fits(referent: Visitor) -> None:
    longest = {"nom": "é" * 100, "prenom": "é" * 100, "collectivite": "é" * 200, "amenagement": "é" * 200}
    words = {f"reponse.{item.id}": "a" * 40 for item in LIBRARY.catalogue.questionnaire.items}
    assert referent.post(begin(referent), {**longest, **words}).status_code == 303
