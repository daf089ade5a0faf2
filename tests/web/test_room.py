"""The room that an animateur conducts: its screen, its deeds, the projector, their events."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import the_room
from fastapi import FastAPI
from msgspec.structs import replace
from quiz_samples import QUESTIONS, RIGHT_VALUES
from stand import Clock, application, let_in, site
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, catalogue
from the_room import NOW, QUIZ
from visitor import Visitor

from course_engine.grading.judging import read_response
from course_engine.model.room import RoomActKind
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.browser_session import open_browser_session
from course_engine.training.library import Library
from course_engine.web.hub import Sighting

ROOM = "/salle/S1"
BUTTON = re.compile(
    r'name="id" value="(?P<id>[^"]+)">\s*<input type="hidden" name="action" value="(?P<action>[^"]+)">\s*'
    r'<input type="hidden" name="about" value="(?P<about>[^"]*)">\s*<button id="(?P<element>[^"]+)"'
)


@pytest.fixture
def clock() -> Clock:
    """Fifty minutes after the session's first hour."""
    return Clock(NOW)


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A session with four people."""
    with open_database(empty_records) as opened:
        the_room.settle(opened)
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=Library(catalogue())))


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    """An animateur of the territory, signed in."""
    let_in(database, ANIMATOR)
    return signed_in(app, database, ANIMATOR.id)


def signed_in(app: FastAPI, database: Database, account: str) -> Visitor:
    """Return the browser of an account, on the session's day."""
    with database.writing() as records:
        opened = open_browser_session(
            records,
            SessionHolder(account=account),
            now=NOW,
            ends_at=NOW + timedelta(days=60),
            rng=app.state.site.rng,
        )
    visitor = Visitor(app)
    visitor.hold(opened.token)
    return visitor


def button(page: str, element: str) -> dict[str, str]:
    """Return what a button of the page posts."""
    return next(
        {name: found[name] for name in ("id", "action", "about")}
        for found in BUTTON.finditer(page)
        if found["element"] == element
    )


def press(visitor: Visitor, element: str) -> None:
    """Press a button of the room."""
    reply = visitor.post(ROOM, button(visitor.get(ROOM).text, element))
    assert reply.status_code == 303
    assert reply.headers["location"].startswith(f"{ROOM}#")


def regions(visitor: Visitor, address: str = f"{ROOM}/direct") -> dict[str, str]:
    """Return the regions of the first event that a screen is sent."""
    reply = visitor.get(address)
    assert reply.headers["content-type"].startswith("text/event-stream")
    data = reply.text.split("event: regions\ndata: ")[1].split("\n")[0]
    return json.loads(data)["regions"]


def test_the_room_is_reached_from_the_home_and_from_the_session(animator: Visitor, clock: Clock) -> None:
    assert (
        f'href="{ROOM}">Communiquer par messagerie, 9\xa0h\xa0: ouvrir la salle'
        in animator.get("/animateur").text
    )
    assert f'href="{ROOM}">Ouvrir la salle' in animator.get("/seances/S1").text
    clock.now = NOW + timedelta(days=1)
    assert ROOM not in animator.get("/animateur").text


def test_a_session_is_conducted_by_its_buttons(animator: Visitor) -> None:
    late = animator.get(ROOM).text
    assert "Pas encore commencée. Prévue à 9\xa0h." in late
    assert "50 minutes de retard" in late
    for element in ("etat-seance", "temps-1", "page-bienvenue", f"quiz-ouvert-{QUIZ}"):
        press(animator, {f"quiz-ouvert-{QUIZ}": f"quiz-{QUIZ}"}.get(element, element))
    page = animator.get(ROOM).text
    assert "Trois heures pour le courrier de la mairie" in page
    assert "Le quiz «\xa0Faire le point\xa0» est ouvert." in page
    assert "niveau\xa0: Mes premiers messages\xa0; La messagerie au quotidien" in page
    assert "Ce qui peut être raccourci" in page


def test_the_page_and_its_events_show_the_very_same(animator: Visitor) -> None:
    press(animator, "etat-seance")
    page = animator.get(ROOM).text
    sent = regions(animator)
    tiles = [name for name in sent if name.startswith("personne-")]
    assert list(sent) == ["annonce", "ordre", "centre", "compte", "salle", "notes", *tiles]
    assert "personne-st-anne" in tiles
    assert all(html in page for html in sent.values())
    assert 'data-live-from="/salle/S1/direct"' in page
    assert "La salle à <span data-live-hour>09:50:00</span>" in page


def test_a_button_pressed_twice_is_one_act(animator: Visitor, database: Database) -> None:
    asked = button(animator.get(ROOM).text, "etat-seance")
    for _ in range(2):
        assert animator.post(ROOM, asked).status_code == 303
    with database.reading() as records:
        assert len(records.room.of_session("S1")) == 1


def test_what_one_animateur_does_the_other_sees(app: FastAPI, animator: Visitor, database: Database) -> None:
    other = ANIMATOR.model_copy(update={"id": "collegue"})
    let_in(database, other)
    colleague = signed_in(app, database, other.id)
    press(animator, "etat-seance")
    assert "Commencée à 9\xa0h\xa050." in regions(colleague)["ordre"]


def test_help_is_announced_shown_first_and_given(animator: Visitor, app: FastAPI, database: Database) -> None:
    the_room.act(database, 41, RoomActKind.HELP_ASKED, "bienvenue", "st-david")
    app.state.site.whereabouts.seen("st-anne", Sighting("messagerie", "bienvenue", NOW))
    found = regions(animator)
    assert found["annonce"] == "Attend de l’aide\xa0: Exemple David."
    assert found["salle"].index("Exemple David") < found["salle"].index("Exemple Anne")
    assert "attend de l’aide depuis 9\xa0h\xa041" in found["salle"]
    assert "vu à 9\xa0h\xa050" in found["salle"]
    press(animator, "aide-st-david")
    assert regions(animator)["annonce"] == "Personne n’attend d’aide."


def test_a_note_is_kept_and_one_that_is_too_long_is_given_back(animator: Visitor) -> None:
    page = animator.get(ROOM).text
    note = re.search(r'name="id" value="([^"]+)">\s*<input type="hidden" name="action" value="note">', page)
    assert note is not None
    asked = {"id": note[1], "action": "note", "text": "x" * 501}
    refused = animator.post(ROOM, asked)
    assert (refused.status_code, "500 caractères" in refused.text, "x" * 501 in refused.text) == (
        409,
        True,
        True,
    )
    assert (
        animator.post(ROOM, {**asked, "text": "Fermer les rideaux."}).headers["location"] == f"{ROOM}#notes"
    )
    assert "Fermer les rideaux." in animator.get(ROOM).text


def test_a_refusal_is_a_sentence_for_the_script_too(animator: Visitor) -> None:
    asked = {"id": str(the_room.new_id()), "action": "page", "about": "bienvenue"}
    reply = animator.post(ROOM, asked, accept="application/json")
    assert (reply.status_code, reply.json()["error"]) == (409, "conflict")
    assert reply.json()["message"].startswith("La séance n’est pas commencée.")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"id": "x", "action": "debut"},
        {"action": "debut"},
        {"id": str(the_room.new_id()), "action": "danser"},
    ],
)
def test_what_no_button_posts_is_refused_in_words(animator: Visitor, asked: dict[str, str]) -> None:
    assert animator.post(ROOM, asked).status_code == 422


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "La salle de cette séance ouvre"), (1, "est fermée depuis")]
)
def test_a_room_of_another_day_is_shown_without_buttons(
    animator: Visitor, clock: Clock, days: int, sentence: str
) -> None:
    clock.now = NOW + timedelta(days=days)
    page = animator.get(ROOM).text
    assert sentence in page
    assert (BUTTON.search(page), "data-live-from" in page) == (None, False)


def test_an_empty_room_says_how_people_come_in(animator: Visitor) -> None:
    assert "Personne n’a de place dans cette séance." in animator.get("/salle/S6").text


def test_a_room_elsewhere_is_as_if_it_were_not(app: FastAPI, database: Database) -> None:
    let_in(database, ELSEWHERE_ANIMATOR)
    stranger = signed_in(app, database, ELSEWHERE_ANIMATOR.id)
    for address in (ROOM, f"{ROOM}/direct", f"{ROOM}/projection", f"{ROOM}/projection/direct"):
        assert stranger.get(address).status_code == 404


def test_the_projector_shows_one_thing_at_a_time_and_never_a_name(
    animator: Visitor, database: Database
) -> None:
    shown = f"{ROOM}/projection"
    assert "Bienvenue" in animator.get(shown).text
    press(animator, "etat-seance")
    press(animator, "temps-1")
    assert "Apport" in regions(animator, f"{shown}/direct")["projection"]
    press(animator, "page-bienvenue")
    assert "Trois heures pour le courrier" in animator.get(shown).text
    press(animator, f"quiz-{QUIZ}")
    assert "Réponses reçues\xa0: 0. Ont terminé\xa0: 0 sur 4." in animator.get(shown).text
    question = next(one.id for one in catalogue().quizzes[QUIZ].questions if one.type == "single-choice")
    for trainee in the_room.PEOPLE:
        the_room.answer(database, trainee, question, late=trainee == "st-anne")
    press(animator, f"quiz-{QUIZ}")
    press(animator, f"resultats-{QUIZ}")
    pages = [animator.get(f"{shown}?question={number}").text for number in range(1, 9)]
    assert "Question 1 sur" in pages[0]
    assert f'href="{shown}?question=2"' in pages[0]
    results = next(page for page in pages if "Réponses reçues\xa0: 4, dont en retard\xa0: 1" in page)
    assert '<svg class="bar"' in results
    assert "Exemple" not in "".join(pages)
    press(animator, "etat-seance")
    assert "La séance est terminée" in animator.get(shown).text


def test_the_results_of_every_type_are_shown_with_what_was_right(
    app: FastAPI, animator: Visitor, database: Database
) -> None:
    app.state.site = replace(app.state.site, library=the_room.asking_every_type())
    press(animator, "etat-seance")
    for question in QUESTIONS:
        for trainee in the_room.PEOPLE:
            response = read_response(question, RIGHT_VALUES[question.id])
            the_room.answer(database, trainee, question.id, response=response)
    press(animator, f"resultats-{QUIZ}")
    pages = [animator.get(f"{ROOM}/projection?question={rank}") for rank in range(1, 12)]
    assert {page.status_code for page in pages} == {200}
    said = {question.id: page.text for question, page in zip(QUESTIONS, pages, strict=True)}
    assert ("entre 9,5 et 10,5\xa0Mo" in said["poids"], "Canari &amp; arobase" in said["arobase"]) == (
        True,
        True,
    )
    assert "<li>À\xa0: destinataire principal de tout le message</li>" in said["roles"]
    assert "<li><p>Ouvrir la messagerie</p></li><li>Écrire" in said["etapes"]
    assert "je clique sur (1)\xa0…… puis" in said["repondre"]
    assert ("juste" in said["corbeille"], "La bonne réponse" in said["corbeille"]) == (True, False)
    assert "Ce que chacun a écrit reste à lui." in said["demain"]


def test_every_question_is_looked_back_on_and_the_most_missed_comes_first(
    animator: Visitor, database: Database
) -> None:
    shown = f"{ROOM}/questions"
    assert "Aucun quiz n’a encore été ouvert" in animator.get(shown).text
    press(animator, "etat-seance")
    press(animator, f"quiz-{QUIZ}")
    assert f'href="{shown}"' in animator.get(ROOM).text
    ids = [one.id for one in catalogue().quizzes[QUIZ].questions if one.type == "single-choice"]
    for trainee in the_room.PEOPLE:
        the_room.answer(database, trainee, ids[0], right=True)
        the_room.answer(database, trainee, ids[1], right=trainee == "st-anne")
    page = animator.get(shown).text
    assert "Le quiz est ouvert\xa0: fermez-le" in page
    assert f"{ROOM}/projection?question=" not in page
    press(animator, f"quiz-{QUIZ}")
    press(animator, f"resultats-{QUIZ}")
    page = animator.get(shown).text
    worth = page.split('<ul class="worth">')[1].split("</ul>")[0]
    assert (worth.count("<li>"), "justes\xa0: 1 (25\xa0%)" in worth) == (1, True)
    rank = int(re.search(r"Question (\d+)", worth)[1])  # type: ignore[index] - found, or the test fails
    assert f'href="{ROOM}/projection?question={rank}" target="projecteur"' in worth
    assert f"Question {rank} sur" in animator.get(f"{ROOM}/projection?question={rank}").text
    assert ("4 (100\xa0%)" in page, "Exemple" in page.split("<main")[1]) == (True, False)
    assert regions(animator, f"{shown}/direct")["questions"].strip() in page
    press(animator, "etat-seance")
    assert f"{ROOM}/projection?question=" not in animator.get(shown).text


def test_too_few_answers_are_counted_but_not_shown(animator: Visitor, database: Database) -> None:
    press(animator, "etat-seance")
    press(animator, f"resultats-{QUIZ}")
    page = animator.get(f"{ROOM}/projection").text
    assert ("Trop peu de réponses" in page, '<svg class="bar"' in page) == (True, False)
