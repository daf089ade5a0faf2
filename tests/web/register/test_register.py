"""The register on screens: a trainee signs once; an animateur copies the paper, corrects, countersigns, prints."""

import json
from datetime import timedelta

import pytest
from attended import ON_TIME, PEOPLE, drawn, signs
from fastapi import FastAPI
from msgspec.structs import replace
from stand import Clock, let_in, token_of
from territory import ANIMATOR, ELSEWHERE_ANIMATOR
from visitor import Visitor

from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.web.hub import Hub, Topic
from course_engine.web.site import Site

SHEET = "/seances/S1/emargement"
TRACE = {"trace": json.dumps(drawn().model_dump(mode="json")["strokes"])}
DOT = {"trace": "[[[500, 100]]]"}


class Witness(Hub):
    """A hub that remembers which rooms it was told of."""

    def __init__(self) -> None:
        super().__init__()
        self.woken: list[str] = []

    def changed(self, session: str, topic: Topic = Topic.ACTS) -> None:
        """Remember the room, and wake its screens."""
        self.woken.append(session)
        super().changed(session, topic)


@pytest.fixture
def served_site(served_site: Site) -> Site:
    """What the application works from, with a witness of the rooms that it wakes."""
    return replace(served_site, hub=Witness())


@pytest.fixture
def keeper(app: FastAPI, database: Database) -> Visitor:
    """An animateur of the territory, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, ANIMATOR, now=ON_TIME))
    return visitor


@pytest.fixture
def anne(app: FastAPI, database: Database) -> Visitor:
    """A trainee on their own computer."""
    visitor = Visitor(app)
    visitor.hold(token_of(database, SessionHolder(trainee="st-anne"), now=ON_TIME))
    return visitor


def facts(database: Database) -> list[tuple[str, int, bool]]:
    with database.reading() as records:
        return [(f.trainee, f.minutes, f.signed) for f in records.attendance.of_session("S1")]


def test_a_trainee_sees_what_they_sign_for_then_that_they_signed(anne: Visitor, database: Database) -> None:
    page = anne.get("/emargement").text
    assert "Anne Exemple" in page
    assert "Vous signez pour votre présence de 9\u00a0h à 12\u00a0h." in page
    assert "Signez la feuille de papier" in page
    done = anne.post("/emargement", TRACE)
    assert (done.status_code, done.headers["location"]) == (303, "/emargement")
    page = anne.get("/emargement").text
    assert "Vous avez signé à 9\u00a0h\u00a004." in page
    assert "data-signature" not in page
    assert facts(database) == [("st-anne", 180, True)]


def test_a_trainee_who_signs_again_is_told_when_they_signed(
    anne: Visitor, database: Database, clock: Clock
) -> None:
    anne.post("/emargement", TRACE)
    clock.now += timedelta(hours=1)
    assert anne.post("/emargement", TRACE).status_code == 303
    assert "Vous avez signé à 9\u00a0h\u00a004." in anne.get("/emargement").text
    assert facts(database) == [("st-anne", 180, True)]


@pytest.mark.parametrize("posted", [{}, {"trace": "n'importe quoi"}, DOT])
def test_what_is_no_signature_is_asked_again(
    anne: Visitor, database: Database, posted: dict[str, str]
) -> None:
    reply = anne.post("/emargement", posted)
    assert (reply.status_code, "Ce n’est pas possible" in reply.text) == (422, True)
    assert "data-signature" in reply.text
    assert facts(database) == []


def test_too_early_the_hour_is_said_and_nothing_is_asked(anne: Visitor, clock: Clock) -> None:
    clock.now -= timedelta(hours=1)
    page = anne.get("/emargement")
    assert "ouvre à 8\u00a0h\u00a030." in page.text
    assert "data-signature" not in page.text
    assert anne.post("/emargement", TRACE).status_code == 409


def test_a_screen_goes_from_hand_to_hand_and_shows_nothing_of_others(
    keeper: Visitor, database: Database
) -> None:
    names = keeper.get(f"{SHEET}/ici").text
    assert names.count(f'href="{SHEET}/ici/') == 3
    assert "Saint-Exemple" not in names
    assert "staff-nav" not in names
    box = keeper.get(f"{SHEET}/ici/st-bruno").text
    assert "Bruno Exemple" in box
    assert "Anne" not in box
    done = keeper.post(f"{SHEET}/ici/st-bruno", TRACE)
    assert (done.status_code, done.headers["location"]) == (303, f"{SHEET}/ici?signe=st-bruno")
    thanked = keeper.get(done.headers["location"]).text
    assert "Merci, Bruno Exemple." in thanked
    assert thanked.count(f'href="{SHEET}/ici/') == 2
    with database.reading() as records:
        (fact,) = records.attendance.of_session("S1")
    assert (fact.trainee, fact.entered_by) == ("st-bruno", "animatrice")


def test_thanks_are_for_who_signed_only(keeper: Visitor) -> None:
    assert "Merci" not in keeper.get(f"{SHEET}/ici?signe=st-carole").text
    assert "Merci" not in keeper.get(f"{SHEET}/ici?signe=<script>").text


def test_nobody_signs_here_without_a_place(keeper: Visitor) -> None:
    assert keeper.get(f"{SHEET}/ici/st-zoe1").status_code == 404
    assert keeper.post(f"{SHEET}/ici/st-zoe1", TRACE).status_code == 404


def test_twelve_lines_of_paper_are_copied_in_one_go(keeper: Visitor, database: Database) -> None:
    hours = {
        f"{name}-{who}": hour for who in PEOPLE for name, hour in (("arrivee", "09:00"), ("depart", "12:00"))
    }
    reply = keeper.post(SHEET, {**hours, "present": ["st-anne", "st-carole"], "arrivee-st-carole": "09:40"})
    assert "Signatures recopiées de la feuille de papier\u00a0: 2." in reply.text
    assert "2 sur 3" in reply.text
    assert facts(database) == [("st-anne", 180, True), ("st-carole", 140, True)]
    again = keeper.post(SHEET, {**hours, "present": ["st-anne", "st-carole"]})
    assert "Signatures recopiées de la feuille de papier\u00a0: 0." in again.text


def test_a_wrong_hour_is_shown_at_its_field_with_everything_still_ticked(
    keeper: Visitor, database: Database
) -> None:
    fields = {"present": ["st-anne", "st-bruno"], "arrivee-st-anne": "09:00", "depart-st-anne": "12:00"}
    reply = keeper.post(SHEET, {**fields, "arrivee-st-bruno": "18:00", "depart-st-bruno": "12:00"})
    assert reply.status_code == 422
    assert '<a href="#arrivee-st-bruno">18\u00a0h est trop loin de la séance' in reply.text
    assert reply.text.count(" checked>") == 2
    assert 'value="18:00"' in reply.text
    assert facts(database) == []


def test_a_line_is_corrected_and_its_history_shown(keeper: Visitor, database: Database) -> None:
    signs(database, "st-anne")
    form = {"trainee": "st-anne", "motif": "depart", "arrivee": "09:00", "depart": "11:10"}
    reply = keeper.post(f"{SHEET}/correction", form)
    assert "La ligne est corrigée" in reply.text
    assert (
        "Mardi 16\u00a0mars 2027, 9\u00a0h\u00a004, Dominique Exemple\u00a0: signé, de 9\u00a0h à 12\u00a0h."
        in reply.text
    )
    assert "Dominique Exemple\u00a0: corrigé, de 9\u00a0h à 11\u00a0h\u00a010." in reply.text
    assert "(une partie)" in reply.text
    assert "Rien n’a changé." in keeper.post(f"{SHEET}/correction", form).text
    wrong = keeper.post(f"{SHEET}/correction", {**form, "depart": "08:40"})
    assert (wrong.status_code, "#depart-st-anne" in wrong.text) == (422, True)
    nobody = keeper.post(f"{SHEET}/correction", {**form, "trainee": "st-bruno"})
    assert (nobody.status_code, "cochez d’abord sa ligne" in nobody.text) == (409, True)


def test_the_sheet_is_countersigned_and_says_when_it_changed_since(
    keeper: Visitor, database: Database
) -> None:
    refused = keeper.post(f"{SHEET}/contresignature", TRACE)
    assert (refused.status_code, "rien à contresigner" in refused.text) == (409, True)
    signs(database, "st-anne")
    assert "Présents\u00a0: 1." in keeper.get(f"{SHEET}/contresignature").text
    assert keeper.post(f"{SHEET}/contresignature", DOT).status_code == 422
    done = keeper.post(f"{SHEET}/contresignature", TRACE).text
    assert "La feuille est contresignée." in done
    assert "Contresignée par Dominique Exemple, mardi 16\u00a0mars 2027, 9\u00a0h\u00a004." in done
    signs(database, "st-bruno")
    assert "Modifié après la contresignature" in keeper.get(SHEET).text


def test_a_sheet_changed_behind_the_register_says_so(keeper: Visitor, database: Database) -> None:
    fact = signs(database, "st-anne").fact
    assert fact is not None
    with database.writing() as records:
        records.attendance.append(
            fact.model_copy(update={"id": fact.id.__class__(int=5), "trainee": "st-bruno"})
        )
    page = keeper.get(SHEET).text
    assert "Cette feuille a été modifiée hors du registre" in page
    assert (
        "Bruno Exemple, de 09:00 à 12:00\u00a0: cette présence a été ajoutée sans passer par le registre."
        in page
    )


@pytest.mark.parametrize("address", ["feuille.pdf", "feuille-a-signer.pdf"])
def test_the_sheet_is_printed(keeper: Visitor, database: Database, address: str) -> None:
    signs(database, "st-anne")
    reply = keeper.get(f"{SHEET}/{address}")
    assert (reply.headers["content-type"], reply.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_sheet_of_elsewhere_is_as_if_it_were_not(app: FastAPI, database: Database) -> None:
    stranger = Visitor(app)
    stranger.hold(let_in(database, ELSEWHERE_ANIMATOR, now=ON_TIME))
    for address in (
        SHEET,
        f"{SHEET}/ici",
        f"{SHEET}/ici/st-anne",
        f"{SHEET}/contresignature",
        f"{SHEET}/feuille.pdf",
    ):
        assert stranger.get(address).status_code == 404, address


def test_every_change_wakes_who_watches_the_room(keeper: Visitor, anne: Visitor, served_site: Site) -> None:
    form = {"trainee": "st-anne", "motif": "pas-signe"}
    copied = {"present": "st-carole", "arrivee-st-carole": "9h", "depart-st-carole": "12h"}
    anne.post("/emargement", TRACE)
    keeper.post(f"{SHEET}/ici/st-bruno", TRACE)
    keeper.post(SHEET, copied)
    keeper.post(f"{SHEET}/correction", form)
    keeper.post(f"{SHEET}/contresignature", TRACE)
    assert isinstance(served_site.hub, Witness)
    assert served_site.hub.woken == ["S1"] * 5
