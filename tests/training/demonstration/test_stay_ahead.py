"""The demonstration's stay ahead: laid out from the first day on, completed, never laid out again."""

from datetime import date, timedelta
from random import SystemRandom

import pytest
from stand import NOW, account
from territory import TERRITORY, catalogue

from course_engine.model.accounts import AccountRole
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database
from course_engine.training.agenda import stays
from course_engine.training.demonstration.sample import sample
from course_engine.training.demonstration.stay_ahead import PUBLIC_HOLIDAYS, STAY, StayAhead, working_weeks
from course_engine.training.invitation import links_of
from course_engine.training.library import Library
from course_engine.training.people import people_of
from course_engine.training.placement import PlacementDesk, PlacementPolicy
from course_engine.training.twins import twins_of

REFERENT = account("referente", AccountRole.REFERENT, territories=(TERRITORY.id,))
ANIMATOR = account("animatrice", AccountRole.ANIMATOR, territories=(TERRITORY.id,))
LIBRARY = Library(catalogue())


@pytest.fixture
def ahead(database: Database) -> StayAhead:
    """What the stay is laid out from, in a territory without people."""
    with database.writing() as records:
        records.places.save_territory(TERRITORY)
        records.accounts.add_account(REFERENT)
    return StayAhead(database, LIBRARY, REFERENT, ANIMATOR, sample() / "waiting.json")


def counted(ahead: StayAhead) -> dict[AdmissionStatus, int]:
    states = [line.admission.status for line in people_of(ahead.database, LIBRARY, REFERENT)]
    return {state: states.count(state) for state in AdmissionStatus if state in states}


def test_every_session_is_ahead_and_in_the_stay(ahead: StayAhead) -> None:
    assert ahead.lay_out(now=NOW, rng=SystemRandom()) == 20
    [stay] = stays(ahead.database, ANIMATOR, now=NOW)
    assert (stay.deployment.id, stay.deployment.begins) == (STAY, date(2027, 3, 15))
    assert len(stay.sessions) == 20
    assert not [line for line in stay.sessions if line.is_over]
    assert {line.session.unit for line in stay.sessions} == set(catalogue().programme.unit_order)
    assert {line.session.half_day for line in stay.sessions} == {"matin", "soir", "samedi-matin"}


def test_each_screen_of_the_referente_has_something_to_do(ahead: StayAhead) -> None:
    ahead.lay_out(now=NOW, rng=SystemRandom())
    assert counted(ahead) == {AdmissionStatus.RECEIVED: 2, AdmissionStatus.ACCEPTED: 12}
    [pair] = twins_of(ahead.database, LIBRARY, REFERENT)
    assert pair.ruling is None
    [link] = links_of(ahead.database, REFERENT, now=NOW)
    assert (link.brought, link.link.most) == (2, 12)


def test_a_proposal_places_them_all_but_who_has_only_saturdays(ahead: StayAhead) -> None:
    ahead.lay_out(now=NOW, rng=SystemRandom())
    desk = PlacementDesk(ahead.database, catalogue(), ANIMATOR, STAY, PlacementPolicy())
    proposal = desk.propose(now=NOW, rng=SystemRandom()).proposal
    names = {line.registration.id: line.name for line in people_of(ahead.database, LIBRARY, REFERENT)}
    left = {names[one.trainee] for one in proposal.unplaced}
    assert left == {"Samedi-Fictif Joseph"}


def test_later_it_stays_as_it_was(ahead: StayAhead) -> None:
    ahead.lay_out(now=NOW, rng=SystemRandom())
    before = stays(ahead.database, ANIMATOR, now=NOW), people_of(ahead.database, LIBRARY, REFERENT)
    assert ahead.lay_out(now=NOW + timedelta(weeks=3), rng=SystemRandom()) == 20
    assert (stays(ahead.database, ANIMATOR, now=NOW), people_of(ahead.database, LIBRARY, REFERENT)) == before


def test_no_session_falls_in_the_week_of_a_public_holiday() -> None:
    weeks = working_weeks(date(2026, 12, 14))
    assert [next(weeks) for _week in range(3)] == [date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 11)]
    assert (12, 25) in PUBLIC_HOLIDAYS
