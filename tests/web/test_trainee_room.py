"""The room on the trainee's side, without JavaScript and in its events."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from led import act
from stand import NOW, Clock
from visitor import Visitor

from course_engine.exchange.csv_sheets import SHEET_COLUMNS, read_sheet
from course_engine.model.room import RoomActKind
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.record import import_sheets
from course_engine.web.hub import Sighting

ADDRESS, TRAP, QUIZ = (f"/unites/messagerie/{page}" for page in ("adresse", "piege", "quiz"))
DIRECT = "/direct?unite=messagerie&page=adresse"
ID = str(uuid7(NOW, Random(9)))
ASK = {"action": "demander", "id": ID, "unite": "messagerie", "page": "adresse"}
JSON = {"accept": "application/json"}


def asked(database: Database) -> list[tuple[RoomActKind, str]]:
    """Return what trainees did in the room."""
    with database.reading() as records:
        return [(one.kind, one.target) for one in records.room.of_session("S1") if one.trainee]


def text(page: httpx.Response) -> str:
    """Return the words of a page, between single spaces."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", page.text))


def events(reply: httpx.Response) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the events of a stream that was read whole."""
    assert reply.headers["content-type"].startswith("text/event-stream")
    return [
        (name, json.loads(data)) for name, data in re.findall(r"^event: (\w+)\ndata: (.*)$", reply.text, re.M)
    ]


def test_a_page_has_its_place_its_neighbours_and_help_in_one_bar(trainee: Visitor) -> None:
    page = trainee.get(TRAP)
    assert "page 2 sur 5" in page.text
    assert '<button type="submit" id="aide">Besoin d’aide</button>' in page.text
    assert 'data-live-from="/direct?unite=messagerie&amp;page=piege"' in page.text
    assert "following-screen.js" in page.text


def test_where_no_session_is_held_a_page_is_as_at_home(trainee: Visitor, clock: Clock) -> None:
    clock.now = NOW + timedelta(hours=5)
    page = trainee.get(TRAP).text
    assert "page 2 sur 5" in page
    assert [word for word in ("Besoin d’aide", "data-live", "following-screen.js") if word in page] == []


def test_without_script_where_the_animateur_is_is_a_link(trainee: Visitor, database: Database) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    assert (
        f'L’animateur est à la </span>page\u00a02\u00a0: <a href="{TRAP}" data-lead-link>Reconnaître un message piégé</a>'
        in trainee.get(ADDRESS).text
    )
    assert "Vous suivez l’animateur." in trainee.get(TRAP).text


def test_an_open_quiz_is_announced_and_a_closed_one_still_takes_answers(
    trainee: Visitor, database: Database
) -> None:
    act(database, RoomActKind.QUIZ_OPENED, "messagerie")
    assert "Un quiz est ouvert, page\u00a04\u00a0: Faisons le point" in text(trainee.get(ADDRESS))
    assert "Le quiz est ouvert\u00a0: prenez votre temps." in trainee.get(QUIZ).text
    act(database, RoomActKind.QUIZ_CLOSED, "messagerie", minute=1)
    assert "Le quiz est fermé\u00a0; vous pouvez encore répondre." in text(trainee.get(QUIZ))
    assert "quiz est" not in trainee.get(ADDRESS).text
    assert trainee.post("/reponses/messagerie/champ-cci", {"id": "", "answer": "b"}).status_code == 303


def test_a_page_of_another_level_is_not_shown_as_a_link(trainee: Visitor, database: Database) -> None:
    act(database, RoomActKind.PUSHED, "experts")
    page = trainee.get(ADDRESS).text
    assert "L’animateur montre une page qui n’est pas dans votre parcours" in page
    assert "/unites/messagerie/experts" not in page


def test_the_big_button_of_the_arrival_leads_where_everyone_is(trainee: Visitor, database: Database) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    home = trainee.get("/parcours")
    assert f'class="button main" href="{TRAP}">Commencer</a>' in home.text
    assert "L’animateur est à la page\u00a02\u00a0: Reconnaître un message piégé" in text(home)


def test_the_big_button_leads_back_to_where_one_stopped(trainee: Visitor) -> None:
    trainee.get(TRAP)
    for _refresh in range(2):
        assert f'class="button main" href="{TRAP}">Continuer</a>' in trainee.get("/parcours").text


def test_who_comes_late_and_who_moves_to_another_computer_find_everything(
    app: FastAPI, trainee: Visitor, database: Database, clock: Clock, code: str
) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    trainee.post("/reponses/messagerie/champ-cci", {"id": "", "answer": "b"})
    trainee.post("/aide", ASK)
    act(database, RoomActKind.QUIZ_OPENED, "messagerie", minute=30)
    clock.now = NOW + timedelta(hours=2, minutes=40)
    other = Visitor(app)
    other.enter(code)
    page = text(other.get(QUIZ))
    assert "L’animateur est prévenu." in page
    assert "Le quiz est ouvert\u00a0: prenez votre temps." in page
    assert "C’est juste." in page


def test_the_arrival_asks_for_a_signature_until_there_is_one(
    trainee: Visitor, database: Database, clock: Clock
) -> None:
    assert 'href="/emargement"' in trainee.get("/parcours").text
    sheet = f"{';'.join(SHEET_COLUMNS)}\nS1;tr4f2a;Exemple;Camille;9h;12h;oui".encode()
    import_sheets(database, [read_sheet(sheet, "sheet.csv")], entered_by="A", now=NOW, rng=Random(1))
    assert "/emargement" not in trainee.get("/parcours").text


def test_help_is_asked_for_and_dropped_by_a_plain_form(trainee: Visitor, database: Database) -> None:
    reply = trainee.post("/aide", ASK)
    assert (reply.status_code, reply.headers["location"]) == (303, ADDRESS)
    page = trainee.get(ADDRESS).text
    assert "L’animateur est prévenu." in page
    assert "Je n’ai plus besoin d’aide</button>" in page
    trainee.post("/aide", ASK)  # the browser sent it twice
    trainee.post("/aide", {**ASK, "action": "retirer", "id": ""})
    assert "Besoin d’aide</button>" in trainee.get(ADDRESS).text
    assert asked(database) == [(RoomActKind.HELP_ASKED, "adresse"), (RoomActKind.HELP_DROPPED, "")]


def test_for_the_script_help_gives_the_regions_of_the_page(trainee: Visitor) -> None:
    regions = trainee.post("/aide", ASK, **JSON).json()["regions"]
    assert "L’animateur est prévenu." in regions["note"]
    assert "Je n’ai plus besoin d’aide" in regions["help"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({**ASK, "action": "danser"}, 422),
        ({**ASK, "id": "x"}, 422),
        ({**ASK, "id": "00000000-0000-4000-8000-000000000000"}, 422),
        ({**ASK, "page": "experts"}, 404),
        ({**ASK, "unite": "secret"}, 404),
        ({}, 422),
    ],
)
def test_what_is_no_request_for_help_is_refused(
    trainee: Visitor, database: Database, fields: dict[str, str], status: int
) -> None:
    assert trainee.post("/aide", fields, **JSON).status_code == status
    assert asked(database) == []


def test_help_outside_a_session_says_so(trainee: Visitor, clock: Clock) -> None:
    clock.now = NOW + timedelta(hours=5)
    reply = trainee.post("/aide", ASK, **JSON)
    assert (reply.status_code, reply.json()["message"]) == (
        409,
        "Votre séance est terminée\u00a0: personne ne verrait votre demande d’aide.",
    )


def test_a_stream_begins_with_what_the_page_shows_and_where_everyone_is_led(
    trainee: Visitor, database: Database
) -> None:
    act(database, RoomActKind.PUSHED, "piege", minute=2)
    (first, news), (second, go), *_last = events(trainee.get(DIRECT))
    assert (first, news["hour"], sorted(news["regions"])) == ("regions", "09:15:00", ["help", "note"])
    assert "page\u00a02" in news["regions"]["note"]
    since = int((NOW + timedelta(minutes=2)).timestamp() * 1000)
    assert (second, go) == ("go", {"href": TRAP, "since": since})
    assert f'data-lead="{since}"' in trainee.get(ADDRESS).text


def test_a_stream_leads_nobody_to_a_page_that_they_do_not_have(trainee: Visitor, database: Database) -> None:
    act(database, RoomActKind.PUSHED, "experts")
    assert [name for name, _data in events(trainee.get(DIRECT))] == ["regions"]


def test_the_arrival_has_a_stream_of_its_own(trainee: Visitor, database: Database) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    (_name, news), *_rest = events(trainee.get("/direct"))
    assert f'href="{TRAP}">Commencer</a>' in news["regions"]["arrival"]


@pytest.mark.parametrize(
    "address", ["/direct?unite=messagerie&page=experts", "/direct?unite=secret&page=debut"]
)
def test_a_stream_is_of_a_page_of_ones_own(trainee: Visitor, address: str) -> None:
    assert trainee.get(address, **JSON).status_code == 404


def test_a_stream_is_not_found_where_no_session_is_held_nor_by_who_is_not_let_in(
    visitor: Visitor, trainee: Visitor, clock: Clock
) -> None:
    clock.now = NOW + timedelta(hours=5)
    assert trainee.get(DIRECT, **JSON).status_code == 404
    trainee.post("/sortir")
    assert visitor.get(DIRECT, **JSON).status_code == 401


@pytest.mark.parametrize("address", [ADDRESS, DIRECT])
def test_a_page_and_its_stream_say_where_a_trainee_is_in_memory_only(
    app: FastAPI, trainee: Visitor, database: Database, address: str
) -> None:
    trainee.get(address)
    seen = app.state.site.whereabouts.of(frozenset({"tr4f2a"}))
    assert seen == {"tr4f2a": Sighting("messagerie", "adresse", NOW)}
    assert asked(database) == []


def test_unsent_answers_leave_from_the_home_and_from_a_unit_too(trainee: Visitor) -> None:
    for path in ("/parcours", "/unites/messagerie", QUIZ):
        assert 'data-learner="tr4f2a"' in trainee.get(path).text, path
