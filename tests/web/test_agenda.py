"""An animateur's screens: what is ahead, who is expected, who is placed; nobody is moved without being asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import territory
from fastapi import FastAPI
from stand import Clock, application, let_in
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, STAY, form
from visitor import Visitor

from course_engine.model.training import EnrolmentStatus
from course_engine.store import Database, open_database
from course_engine.web.hub import Topic


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A territory with a stay, six sessions, and three people."""
    with open_database(empty_records) as opened:
        people = [form("st-anne", "en-journee"), form("st-bruno", "samedi-matin"), form("st-carole")]
        territory.settle(opened, people)
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(territory.site_with_the_course(database, tmp_path / "course", clock))


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    """An animateur of the territory, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, ANIMATOR))
    return visitor


def proposal_in(page: str) -> str:
    return page.split('name="proposal" value="')[1].split('"')[0]


def decided(database: Database, trainee: str) -> dict[str, EnrolmentStatus]:
    with database.reading() as records:
        return {p.session: d.status for p, d in records.schedule.standing(trainee=trainee).items()}


def test_the_home_shows_the_stays_and_what_is_ahead(animator: Visitor) -> None:
    page = animator.get("/animateur").text
    assert "Stand 1, Pays d’Exemple (fictif)" in page
    assert "personnes à placer\xa0: 3 ; à qui il manque une place\xa0: 3" in page.replace("\xa0;", " ;")
    assert page.count('href="/seances/') == 5


def test_places_are_proposed_read_and_confirmed(animator: Visitor, app: FastAPI, database: Database) -> None:
    empty = animator.get(f"/placement/{STAY.id}").text
    assert "Proposer des places" in empty
    proposed = animator.post(f"/placement/{STAY.id}").text
    assert "Ce qui n’a pas de place" in proposed
    fields = {"proposal": proposal_in(proposed), "sessions": [f"S{n}" for n in range(1, 7)]}
    reply = animator.post(f"/placement/{STAY.id}/confirmer", fields)
    assert (reply.status_code, "C’est fait" in reply.text) == (200, True)
    assert EnrolmentStatus.CONFIRMED in decided(database, "st-anne").values()
    given = decided(database, "st-anne")
    assert all(app.state.site.hub.changes_of(session, Topic.ACTS) == 1 for session in given), (
        "their rooms are told"
    )
    again = animator.post(f"/placement/{STAY.id}/confirmer", fields)
    assert (again.status_code, "ont changé depuis cette proposition" in again.text) == (409, True)


def test_a_place_is_given(animator: Visitor, database: Database) -> None:
    give = animator.post("/seances/S1", {"action": "confirmer", "trainee": "st-anne"})
    assert (give.status_code, "La place est donnée" in give.text) == (200, True)
    assert decided(database, "st-anne") == {"S1": EnrolmentStatus.CONFIRMED}


def test_nobody_changes_session_without_agreeing(animator: Visitor, database: Database) -> None:
    animator.post("/seances/S1", {"action": "confirmer", "trainee": "st-anne"})
    asked = {"action": "deplacer", "trainee": "st-anne", "into": "S6"}
    refused = animator.post("/seances/S1", asked)
    assert (refused.status_code, "Demandez d’abord à la personne" in refused.text) == (409, True)
    assert decided(database, "st-anne") == {"S1": EnrolmentStatus.CONFIRMED}
    moved = animator.post("/seances/S1", {**asked, "agreed": "true"})
    assert moved.status_code == 200
    assert decided(database, "st-anne") == {
        "S1": EnrolmentStatus.CANCELLED,
        "S6": EnrolmentStatus.CONFIRMED,
    }


def test_what_is_elsewhere_is_as_if_it_were_not(app: FastAPI, database: Database) -> None:
    visitor = Visitor(app)
    visitor.hold(let_in(database, ELSEWHERE_ANIMATOR))
    for address in (f"/sejours/{STAY.id}", "/seances/S1", f"/placement/{STAY.id}"):
        assert visitor.get(address).status_code == 404
    reply = visitor.post("/seances/S1", {"action": "confirmer", "trainee": "st-anne"})
    assert reply.status_code == 404
    assert decided(database, "st-anne") == {}


@pytest.mark.parametrize(("into", "status"), [("S9", 404), ("s 9", 422)])
def test_nobody_is_moved_into_a_session_that_one_does_not_see(
    animator: Visitor, database: Database, into: str, status: int
) -> None:
    animator.post("/seances/S1", {"action": "confirmer", "trainee": "st-anne"})
    asked = {"action": "deplacer", "trainee": "st-anne", "into": into, "agreed": "true"}
    assert animator.post("/seances/S1", asked).status_code == status
    assert decided(database, "st-anne") == {"S1": EnrolmentStatus.CONFIRMED}


def test_somebody_who_is_not_of_the_territory_is_given_no_place(
    animator: Visitor, database: Database
) -> None:
    reply = animator.post("/seances/S1", {"action": "confirmer", "trainee": "st-nobody"})
    assert reply.status_code == 404
