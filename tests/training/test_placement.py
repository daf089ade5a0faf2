"""Placement: proposed, read, confirmed; what is confirmed is what was read, and nobody is moved."""

from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
import territory
from stand import NOW
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, STAY, form

from course_engine.errors import ConflictingFact, NotFound
from course_engine.model.training import Enrolment, EnrolmentStatus
from course_engine.store import Database
from course_engine.training.enrolment import Ruling, cancel
from course_engine.training.placement import Confirmation, PlacementDesk, PlacementPolicy


def desk(database: Database, account=ANIMATOR, **policy: int) -> PlacementDesk:
    return PlacementDesk(database, territory.catalogue(), account, STAY.id, PlacementPolicy(**policy))


def places(database: Database) -> set[tuple[str, str]]:
    with database.reading() as records:
        return {(place.trainee, place.session) for place in records.schedule.enrolments()}


def confirm_all(where: PlacementDesk, rng: Random) -> Confirmation:
    kept = where.propose(now=NOW, rng=rng)
    sessions = {place.session for place in kept.proposal.places}
    return where.confirm(kept.id, sessions, now=NOW, rng=rng)


def test_everybody_who_can_come_is_placed_in_the_order_of_their_path(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee"), form("st-bruno", "samedi-matin")])
    done = confirm_all(desk(database), Random(1))
    assert (done.places, done.waiting) == (4, 0)
    assert done.sessions == {session for _trainee, session in places(database)}
    assert places(database) == {
        ("st-anne", "S1"),
        ("st-anne", "S3"),
        ("st-anne", "S5"),
        ("st-bruno", "S2"),
    }


def test_who_has_no_place_is_told_why(database: Database) -> None:
    territory.settle(database, [form("st-bruno", "samedi-matin"), form("st-carole", "samedi-matin")])
    proposal = desk(database).propose(now=NOW, rng=Random(1)).proposal
    (first, *_others) = proposal.explanations
    assert first.trainees == ("st-bruno", "st-carole")
    assert first.sentence == (
        "Deux personnes sans place pour «\xa0Le bilan de votre parcours\xa0»\xa0: seules disponibilités le"
        " samedi matin, sans séance à ce moment."
    )


def test_a_place_given_up_is_not_proposed_again(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    confirm_all(where, rng)
    cancel(database, Enrolment(session="S1", trainee="st-anne"), Ruling("animatrice", NOW, rng))
    kept = where.propose(now=NOW + timedelta(minutes=1), rng=rng)
    assert [place.session for place in kept.proposal.places] == []
    assert places(database) == {("st-anne", "S3"), ("st-anne", "S5")}


def test_a_confirmed_place_is_never_moved(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    confirm_all(where, rng)
    territory.accept(database, [form(f"st-new{number}", "en-journee") for number in range(12)])
    confirm_all(where, rng)
    assert {("st-anne", "S1"), ("st-anne", "S3"), ("st-anne", "S5")} <= places(database)


def test_a_proposal_that_no_longer_holds_is_not_confirmed(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    kept = where.propose(now=NOW, rng=rng)
    territory.accept(database, [form("st-bruno")])
    read = where.latest(now=NOW)
    assert read is not None
    assert not read.is_current
    with pytest.raises(ConflictingFact, match="ont changé"):
        where.confirm(kept.id, {"S1"}, now=NOW, rng=rng)
    assert places(database) == set()


def test_a_proposal_confirmed_twice_gives_its_places_once(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    kept = where.propose(now=NOW, rng=rng)
    where.confirm(kept.id, {"S1", "S3", "S5"}, now=NOW, rng=rng)
    with pytest.raises(ConflictingFact):
        where.confirm(kept.id, {"S1", "S3", "S5"}, now=NOW, rng=rng)
    assert len(places(database)) == 3


def test_another_proposal_is_not_the_one_that_was_read(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    where.propose(now=NOW, rng=rng)
    with pytest.raises(ConflictingFact):
        where.confirm(UUID(int=1), {"S1"}, now=NOW, rng=rng)


def test_places_that_cannot_stand_alone_are_refused_with_the_rule(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    where, rng = desk(database), Random(1)
    kept = where.propose(now=NOW, rng=rng)
    with pytest.raises(ConflictingFact, match="bilan"):
        where.confirm(kept.id, {"S5"}, now=NOW, rng=rng)
    assert places(database) == set()


def test_who_finds_no_seat_waits_in_the_order_that_was_shown(database: Database) -> None:
    people = [form(f"st-p{number:02}", "en-journee", number=1) for number in range(20)]
    territory.settle(database, people)
    where, rng = desk(database), Random(1)
    kept = where.propose(now=NOW, rng=rng)
    done = where.confirm(kept.id, {"S1", "S6"}, now=NOW, rng=rng)
    waiting = {queue.session: queue.trainees for queue in kept.proposal.waiting}
    for session in ("S1", "S6"):
        shown = waiting.get(session, ())
        with database.reading() as records:
            listed = records.schedule.standing().items()
        assert shown == tuple(
            place.trainee
            for place, fact in listed
            if (place.session, fact.status) == (session, EnrolmentStatus.WAITING)
        )
    everyone = sum(map(len, waiting.values()))
    assert done == Confirmation(places=18, waiting=everyone, sessions=frozenset({"S1", "S6"}))


def test_sessions_that_have_begun_receive_nobody(database: Database) -> None:
    territory.settle(database, [form("st-anne", "en-journee")])
    later = NOW + timedelta(days=4)  # after S1
    kept = desk(database).propose(now=later, rng=Random(1))
    assert [place.session for place in kept.proposal.places] == ["S6", "S5"]


def test_a_stay_elsewhere_is_as_if_it_were_not(database: Database) -> None:
    territory.settle(database, [])
    with pytest.raises(NotFound):
        desk(database, ELSEWHERE_ANIMATOR).propose(now=NOW, rng=Random(1))
    with pytest.raises(NotFound):
        desk(database, ELSEWHERE_ANIMATOR).latest(now=NOW)
