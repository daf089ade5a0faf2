"""A place is taken back once it was read what will happen and for whom, and confirmed."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import httpx
import pytest
import territory
from attended import signs
from fastapi import FastAPI
from stand import Clock, application, let_in
from territory import ANIMATOR, SESSIONS, form
from visitor import Visitor

from course_engine.model.training import Enrolment, EnrolmentStatus
from course_engine.store import Database, open_database
from course_engine.training.enrolment import Ruling, enrol, put_on_waiting_list
from course_engine.training.stand_time import in_utc
from course_engine.web.hub import Topic

BEGINS = in_utc(SESSIONS[0].day, SESSIONS[0].begins)
NOW = BEGINS - timedelta(days=3)
ANNE, CAROLE = "/seances/S1/annulation/st-anne", "/seances/S1/annulation/st-carole"


@pytest.fixture
def clock() -> Clock:
    """Three days before the session."""
    return Clock(NOW)


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A session in which Anne has a place; Bruno and Carole wait for one, in this order."""
    with open_database(empty_records) as opened:
        territory.settle(opened, [form("st-anne"), form("st-bruno"), form("st-carole")])
        enrol(opened, place("st-anne"), ruling())
        for minute, trainee in enumerate(("st-bruno", "st-carole"), 1):
            put_on_waiting_list(opened, place(trainee), ruling(minute))
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(territory.site_with_the_course(database, tmp_path / "course", clock))


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    """An animateur of the territory, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, ANIMATOR, now=BEGINS))
    return visitor


def place(trainee: str) -> Enrolment:
    return Enrolment(session="S1", trainee=trainee)


def ruling(minute: int = 0) -> Ruling:
    return Ruling("animatrice", NOW + timedelta(minutes=minute), Random(minute))


def status(database: Database, trainee: str) -> tuple[EnrolmentStatus, str]:
    """Return what stands of a place, with its reason."""
    with database.reading() as records:
        fact = records.schedule.standing()[place(trainee)]
    return fact.status, fact.reason


def text(page: httpx.Response) -> str:
    """Return the words of a page, between single spaces; no-break ones as others."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def seen_in(page: httpx.Response) -> str:
    return page.text.split('name="vu" value="')[1].split('"')[0]


def test_the_list_leads_to_the_question_and_takes_nothing_back_by_itself(
    animator: Visitor, database: Database
) -> None:
    assert f'href="{ANNE}">Annuler la place' in animator.get("/seances/S1").text
    assert animator.post("/seances/S1", {"action": "annuler", "trainee": "st-anne"}).status_code == 422
    assert animator.post(ANNE).status_code == 422
    animator.get(ANNE)
    assert status(database, "st-anne") == (EnrolmentStatus.CONFIRMED, "")


def test_what_will_happen_and_for_whom_is_read_then_done(
    app: FastAPI, animator: Visitor, database: Database
) -> None:
    page = animator.get(ANNE)
    words = text(page)
    assert "Annuler la place de Exemple Anne" in words
    assert "la première personne à qui la proposer est Exemple Bruno" in words
    assert "dites-le à Exemple Anne" in words
    assert "La demi-journée reste dans son parcours" in words
    assert "La séance a lieu en ce moment" not in words
    done = animator.post(ANNE, {"vu": seen_in(page), "motif": "malade"})
    assert done.status_code == 200
    assert "la liste d’attente montre à qui la proposer d’abord" in done.text
    assert status(database, "st-anne") == (EnrolmentStatus.CANCELLED, "malade")
    assert app.state.site.hub.changes_of("S1", Topic.ACTS) == 1


def test_who_waits_is_told_to_lose_their_rank(animator: Visitor, database: Database) -> None:
    page = animator.get(CAROLE)
    assert "Retirer Exemple Carole de la liste d’attente" in text(page)
    assert "perdra son rang, 2 sur 2" in text(page)
    animator.post(CAROLE, {"vu": seen_in(page)})
    assert status(database, "st-carole") == (EnrolmentStatus.CANCELLED, "")


def test_what_a_colleague_decided_meanwhile_is_not_undone_unseen(
    animator: Visitor, database: Database
) -> None:
    page = animator.get(CAROLE)
    enrol(database, place("st-carole"), ruling(5))
    refused = animator.post(CAROLE, {"vu": seen_in(page)})
    assert (refused.status_code, "entre-temps" in refused.text) == (409, True)
    assert status(database, "st-carole") == (EnrolmentStatus.CONFIRMED, "")


def test_a_place_that_is_gone_already_shows_the_list(animator: Visitor) -> None:
    page = animator.get(ANNE)
    animator.post(ANNE, {"vu": seen_in(page)})
    for again in (animator.get(ANNE), animator.post(ANNE, {"vu": seen_in(page)})):
        assert (again.status_code, "n’a plus de place dans cette séance" in again.text) == (409, True)
        assert "Les personnes attendues" in again.text


def test_who_signed_keeps_their_place_and_nothing_is_asked(
    animator: Visitor, database: Database, clock: Clock
) -> None:
    clock.now = BEGINS + timedelta(minutes=20)
    assert "La séance a lieu en ce moment" in text(animator.get(ANNE))
    signs(database, "st-anne")
    page = animator.get(ANNE)
    assert "la place reste" in page.text
    assert 'name="vu"' not in page.text
