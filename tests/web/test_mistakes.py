"""The mistakes of people in a hurry in a room: each is a French sentence and a 4xx, and nothing is recorded."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
import the_room
from fastapi import FastAPI
from msgspec.structs import replace
from stand import Clock, account, application, everything_in, let_in, site, token_of
from territory import ANIMATOR, catalogue
from the_room import NOW, SESSION
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.model.training import Enrolment
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.enrolment import Ruling, cancel
from course_engine.training.library import Library

ANNE, REGION = "st-anne", "region"
ROOM, SHEET, DEBRIEF = "/salle/S1", "/seances/S1/emargement", f"/seances/S1/bilans/{ANNE}"
SIGNED = {"trace": "[[[100, 100], [900, 300]]]"}
NEW, OLD = str(the_room.new_id()), "6c7b9b3e-3f1a-4c6a-9d3e-111111111111"
UNREAD = "remplissez-la de nouveau"
UNSIGNED = "Rien n’est dessiné dans le cadre"
HOLDERS = {
    ANNE: SessionHolder(trainee=ANNE),
    ANIMATOR.id: SessionHolder(account=ANIMATOR.id),
    REGION: SessionHolder(account=REGION),
}
Enter = Callable[[str], Visitor]
WRONG = [
    (ANIMATOR.id, ROOM, {"id": OLD, "action": "debut"}, 409, "n’est pas de cet écran"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "danser"}, 422, UNREAD),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "page", "about": "x" * 41}, 422, UNREAD),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "temps", "about": "-1"}, 409, "n’a pas de temps"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "quiz-ferme", "about": ""}, 409, "n’est pas ouvert"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "aide-donnee", "about": "../x"}, 409, "n’attend plus d’aide"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "aide-demandee"}, 409, "Seul un stagiaire"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "note", "text": " \t"}, 409, "Écrivez d’abord la note"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "note", "text": "a\0b"}, 422, "ne peut pas être gardé"),
    (ANIMATOR.id, ROOM, {"id": NEW, "action": "note", "text": "é" * 9000}, 413, "trop long"),
    (ANNE, "/aide", {}, 422, UNREAD),
    (ANNE, "/aide", {"action": "crier"}, 422, UNREAD),
    (ANNE, "/aide", {"action": "demander", "id": OLD}, 422, "identifiant"),
    (ANNE, "/aide", {"action": "demander", "unite": "A B"}, 422, UNREAD),
    (ANNE, "/aide", {"action": "demander", "unite": "zz", "page": "zz"}, 404, "n’existe pas"),
    (ANNE, "/bilan", {"id": NEW}, 409, "Votre bilan s’ouvre"),
    *(
        (ANNE, "/emargement", {"trace": trace}, 422, UNSIGNED)
        for trace in (
            "",
            "x",
            "null",
            "{}",
            "[[]]",
            "[[[1]]]",
            "[[[NaN, 1], [900, 900]]]",
            "[[[1e400, 1], [900, 900]]]",
            "[[[-1, 0], [900, 900]]]",
            "[[[0, 0], [1001, 0]]]",
            "[" * 5000,
            f"[[[{'9' * 5000}, 1]]]",
            f"[{','.join(['[[1,1],[900,900]]'] * 61)}]",
        )
    ),
    (ANNE, "/emargement", {"trace": "[[[0, 0], [1, 1]]]"}, 422, "trop petit"),
    (ANNE, "/emargement", {"trace": "\0"}, 422, "ne peut pas être gardé"),
    (ANIMATOR.id, SHEET, {"present": "st-zoe"}, 409, "n’a plus de place"),
    (ANIMATOR.id, SHEET, {"present": "x" * 5000}, 409, "n’a plus de place"),
    (ANIMATOR.id, SHEET, {"present": ANNE, f"arrivee-{ANNE}": "25:99"}, 422, "Écrivez une heure"),
    (ANIMATOR.id, f"{SHEET}/correction", {"trainee": ANNE, "motif": "x"}, 422, UNREAD),
    (ANIMATOR.id, f"{SHEET}/correction", {"trainee": ANNE, "motif": "saisie"}, 409, "n’a pas signé"),
    (ANIMATOR.id, f"{SHEET}/contresignature", SIGNED, 409, "rien à contresigner"),
    (ANIMATOR.id, f"{SHEET}/contresignature", {}, 422, UNSIGNED),
    (ANIMATOR.id, f"{SHEET}/ici/{ANNE}", {}, 422, UNSIGNED),
    (ANIMATOR.id, f"{SHEET}/ici/st-zoe", SIGNED, 404, "n’a plus de place"),
    (ANIMATOR.id, DEBRIEF, {"id": OLD}, 422, "rouvrez le bilan"),
    (ANIMATOR.id, DEBRIEF, {"id": NEW, "axe1": "zz"}, 422, "rouvrez le bilan"),
    (ANIMATOR.id, DEBRIEF, {"id": NEW, "acquis": ["a"] * 101}, 422, UNREAD),
    (REGION, "/conflits", {"nature": "danse"}, 422, UNREAD),
    (REGION, "/conflits", {"nature": "plans", "conflit": "x" * 201, "garder": "y"}, 422, UNREAD),
]


@pytest.fixture
def clock() -> Clock:
    """Fifty minutes after the session's first hour."""
    return Clock(NOW)


@pytest.fixture(scope="module")
def settled(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with four people, made once."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("settled") / "records.db"))
    with open_database(path) as opened:
        the_room.settle(opened)
        for one in (ANIMATOR, account(REGION, AccountRole.REGION)):
            let_in(opened, one)
    return path


@pytest.fixture
def database(settled: Path, tmp_path: Path) -> Iterator[Database]:
    """Those records."""
    with open_database(shutil.copy(settled, tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=Library(catalogue())))


@pytest.fixture
def enter(app: FastAPI, database: Database, clock: Clock) -> Enter:
    """Let somebody in."""

    def let(who: str) -> Visitor:
        visitor = Visitor(app)
        visitor.hold(token_of(database, HOLDERS[who], now=clock.now))
        return visitor

    return let


@pytest.mark.parametrize(("who", "address", "form", "status", "sentence"), WRONG)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    database: Database, enter: Enter, who: str, address: str, form: dict[str, str], status: int, sentence: str
) -> None:
    visitor = enter(who)
    before = everything_in(database)
    reply = visitor.post(address, form)
    assert (reply.status_code, sentence in reply.text) == (status, True), reply.text
    assert everything_in(database) == before


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (ANNE, "/direct?unite=x y&page=z"),
        (ANNE, "/direct?unite=messagerie&page=zz"),
        (ANIMATOR.id, "/salle/S 1/direct"),
        (ANIMATOR.id, f"/salle/{'x' * 300}"),
        (ANIMATOR.id, f"{ROOM}/projection?question=0"),
        (ANIMATOR.id, f"{ROOM}/projection/direct?question=x"),
        (ANIMATOR.id, f"{SHEET}/ici/st-zoe"),
        (ANIMATOR.id, "/seances/S1/bilans?fait=encore-une-fois-et-une-autre"),
        (REGION, "/besoins?lecture=zz"),
        (REGION, f"/besoins?territoire={'x' * 41}"),
    ],
)
def test_an_address_typed_wrongly_is_refused_for_a_person_and_for_a_script(
    enter: Enter, who: str, address: str
) -> None:
    visitor = enter(who)
    page, told = visitor.get(address), visitor.get(address, accept="application/json")
    assert {page.status_code, told.status_code} <= {404, 422}
    assert told.json()["message"] in page.text


@pytest.mark.parametrize(
    ("who", "address", "form"),
    [
        (ANNE, "/aide", {"action": "demander", "id": NEW}),
        (ANNE, "/emargement", SIGNED),
        (ANIMATOR.id, ROOM, {"id": NEW, "action": "debut"}),
        (ANIMATOR.id, SHEET, {"present": ANNE, f"arrivee-{ANNE}": "9h", f"depart-{ANNE}": "12h"}),
        (ANIMATOR.id, f"{SHEET}/ici/{ANNE}", SIGNED),
        (ANIMATOR.id, DEBRIEF, {"id": NEW, "axe1": "projet"}),
    ],
)
def test_a_form_sent_again_with_the_back_button_changes_nothing_more(
    database: Database, enter: Enter, who: str, address: str, form: dict[str, str]
) -> None:
    visitor = enter(who)
    first = visitor.post(address, form)
    once = everything_in(database)
    assert (first.status_code, visitor.post(address, form).status_code) == (first.status_code,) * 2
    assert first.status_code in {200, 303}
    assert everything_in(database) == once


@pytest.mark.parametrize(
    ("who", "address", "form", "sentence"),
    [
        (ANNE, "/aide", {"action": "demander", "id": NEW}, "Votre séance est terminée"),
        (ANNE, "/emargement", SIGNED, "Vous n’avez pas de place dans une séance en ce moment"),
        (ANIMATOR.id, ROOM, {"id": NEW, "action": "debut"}, "est fermée depuis"),
    ],
)
def test_a_form_of_yesterday_is_refused_in_a_sentence(
    database: Database,
    enter: Enter,
    clock: Clock,
    who: str,
    address: str,
    form: dict[str, str],
    sentence: str,
) -> None:
    clock.now = NOW + timedelta(days=1)
    visitor = enter(who)
    before = everything_in(database)
    reply = visitor.post(address, form)
    assert (reply.status_code, sentence in reply.text) == (409, True), reply.text
    assert everything_in(database) == before


def test_who_draws_while_their_place_is_taken_back_is_told_so(database: Database, enter: Enter) -> None:
    anne, animator = enter(ANNE), enter(ANIMATOR.id)
    cancel(database, Enrolment(session=SESSION.id, trainee=ANNE), Ruling("referente", NOW, Random(1)))
    before = everything_in(database)
    own, here = anne.post("/emargement", SIGNED), animator.post(f"{SHEET}/ici/{ANNE}", SIGNED)
    assert (own.status_code, "pas de place dans une séance" in own.text) == (409, True)
    assert (here.status_code, "n’a plus de place" in here.text) == (404, True)
    assert everything_in(database) == before


def test_what_was_ticked_beside_somebody_who_left_stays_ticked(database: Database, enter: Enter) -> None:
    animator = enter(ANIMATOR.id)
    cancel(database, Enrolment(session=SESSION.id, trainee="st-bruno"), Ruling("referente", NOW, Random(1)))
    ticked = {"present": [ANNE, "st-bruno"], f"arrivee-{ANNE}": "9:10", f"depart-{ANNE}": "12:00"}
    reply = animator.post(SHEET, ticked)
    assert (reply.status_code, "n’a plus de place" in reply.text) == (409, True)
    assert 'value="9:10"' in reply.text
