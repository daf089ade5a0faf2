"""Two registrations of one person: shown, settled by somebody, and settled otherwise later."""

from random import Random

import pytest
from referent import LIBRARY, REFERENT, STRANGER, form, open_desk, receive, seat, status
from stand import NOW

from course_engine.errors import DecisionRefused, NotFound
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database
from course_engine.training.admission import DecisionAsked, decide
from course_engine.training.twins import Ruled, RulingAsked, Twins, rule, twins_of

RNG = Random(6)


@pytest.fixture
def desk(database: Database) -> Database:
    """The records of a territory where one person registered twice."""
    open_desk(database)
    return database


def pairs(desk: Database, account: Account = REFERENT) -> tuple[Twins, ...]:
    return twins_of(desk, LIBRARY, account)


def say(desk: Database, keep: str, version: str = "") -> Ruled:
    (pair,) = pairs(desk)
    asked = RulingAsked("st-camille", "st-camile", keep, version or pair.version)
    return rule(desk, REFERENT, asked, now=NOW, rng=RNG)


def test_a_person_registered_twice_is_shown_with_what_is_alike(desk: Database) -> None:
    (pair,) = pairs(desk)
    assert (pair.one.registration.id, pair.other.registration.id) == ("st-camile", "st-camille")
    assert pair.why == "Même nom, prénoms à une faute de frappe près, même collectivité."
    assert pair.ruling is None
    assert status(desk, "st-camille") is status(desk, "st-camile") is AdmissionStatus.RECEIVED


def test_of_one_person_the_one_kept_stays_and_the_other_gives_up_its_places(desk: Database) -> None:
    seat(desk, "S1", "st-camile")
    ruled = say(desk, "st-camille")
    assert [one.session.id for one in ruled.freed] == ["S1"]
    assert status(desk, "st-camille") is AdmissionStatus.RECEIVED
    with desk.reading() as records:
        left = records.admissions.history("st-camile")[-1]
        assert records.schedule.sessions_of("st-camille") == ()
    assert (left.status, left.same_as) == (AdmissionStatus.DUPLICATE, "st-camille")
    assert [pair.why for pair in pairs(desk)] == [""]


def test_two_people_are_not_shown_as_alike_again(desk: Database) -> None:
    assert say(desk, "").ruling.same is False
    (settled,) = pairs(desk)
    assert (settled.why, settled.ruling) == ("", say(desk, "").ruling)
    assert status(desk, "st-camile") is AdmissionStatus.RECEIVED


def test_the_opposite_said_later_undoes_it_even_when_the_clock_stands_still(desk: Database) -> None:
    say(desk, "st-camille")
    say(desk, "")
    assert status(desk, "st-camile") is AdmissionStatus.RECEIVED
    assert say(desk, "st-camile").ruling.same is True
    assert status(desk, "st-camille") is AdmissionStatus.DUPLICATE


def test_the_same_said_again_changes_nothing(desk: Database) -> None:
    (pair,) = pairs(desk)
    first = say(desk, "st-camille")
    assert say(desk, "st-camille", pair.version) == Ruled(first.ruling)
    with desk.reading() as records:
        assert len(records.admissions.history("st-camile")) == 2


def test_said_from_a_screen_that_is_no_longer_true_it_is_refused(desk: Database) -> None:
    (pair,) = pairs(desk)
    say(desk, "st-camille")
    with pytest.raises(DecisionRefused, match="Entre-temps"):
        say(desk, "", pair.version)


def test_somebody_who_withdrew_is_nobody_s_twin(desk: Database) -> None:
    say(desk, "")
    with desk.reading() as records:
        seen = records.admissions.history("st-camile")[-1].id
    decide(desk, REFERENT, DecisionAsked("st-camile", AdmissionStatus.WITHDRAWN, seen), now=NOW, rng=RNG)
    with pytest.raises(DecisionRefused, match="L’une de ces inscriptions est «\u00a0désistement\u00a0»"):
        say(desk, "st-camille")


@pytest.mark.parametrize("keep", ["st-ines", "st-loin"])
def test_the_one_to_keep_is_one_of_the_two(desk: Database, keep: str) -> None:
    with pytest.raises(NotFound, match="revenez à la liste des doublons"):
        say(desk, keep)


def test_a_pair_of_two_territories_is_nobody_s_who_works_in_one(desk: Database) -> None:
    receive(desk, [form("st-exile", "Exemple", "Inès")], territory="pays-fiction")
    assert len(pairs(desk)) == 1
    assert pairs(desk, STRANGER) == ()
    both = REFERENT.model_copy(update={"territories": ("pays-exemple", "pays-fiction")})
    assert len(pairs(desk, both)) == 2
    asked = RulingAsked("st-camille", "st-camile", "", "")
    with pytest.raises(NotFound):
        rule(desk, STRANGER, asked, now=NOW, rng=RNG)
