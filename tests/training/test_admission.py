"""What is decided of a registration: facts, one table of what is allowed, and the seats that come free."""

from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from referent import ANIMATOR, REFERENT, STRANGER, open_desk, seat, seen, status
from stand import NOW

from course_engine.errors import DecisionRefused, NotFound
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus, Channel
from course_engine.model.training import EnrolmentStatus
from course_engine.store import Database
from course_engine.training.admission import ALLOWED, Decided, DecisionAsked, decide

RECEIVED, ACCEPTED, REFUSED = AdmissionStatus.RECEIVED, AdmissionStatus.ACCEPTED, AdmissionStatus.REFUSED
WITHDRAWN, DUPLICATE = AdmissionStatus.WITHDRAWN, AdmissionStatus.DUPLICATE
CAMILLE = "st-camille"
RNG = Random(5)


@pytest.fixture
def desk(database: Database) -> Database:
    """The records of a référent's territory."""
    open_desk(database)
    return database


def ask(
    desk: Database,
    wanted: AdmissionStatus,
    reason: str = "",
    *,
    by: Account = REFERENT,
    trainee: str = CAMILLE,
    at: UUID | None = None,
) -> Decided:
    asked = DecisionAsked(trainee, wanted, at or seen(desk, trainee), reason)
    return decide(desk, by, asked, now=NOW, rng=RNG)


def test_a_registration_is_accepted_and_keeps_what_brought_it(desk: Database) -> None:
    admission = ask(desk, ACCEPTED).admission
    assert (admission.status, admission.channel, admission.decided_by) == (
        ACCEPTED,
        Channel.LINK,
        "referente",
    )
    assert status(desk, CAMILLE) is ACCEPTED
    with desk.reading() as records:
        assert [one.status for one in records.admissions.history(CAMILLE)] == [RECEIVED, ACCEPTED]


def test_refusing_takes_a_reason(desk: Database) -> None:
    with pytest.raises(DecisionRefused, match=r"^Dites pourquoi vous refusez"):
        ask(desk, REFUSED, "  ")
    assert ask(desk, REFUSED, " hors du territoire ").admission.reason == "hors du territoire"


def test_a_reason_has_its_length(desk: Database) -> None:
    with pytest.raises(DecisionRefused, match="501 caractères, 500 au plus"):
        ask(desk, REFUSED, "x" * 501)


ways = {RECEIVED: [], ACCEPTED: [ACCEPTED], REFUSED: [REFUSED], WITHDRAWN: [WITHDRAWN]}


@pytest.mark.parametrize("wanted", AdmissionStatus)
@pytest.mark.parametrize("start", ways)
def test_what_the_table_does_not_allow_is_refused_by_a_sentence(
    desk: Database, start: AdmissionStatus, wanted: AdmissionStatus
) -> None:
    for way in ways[start]:
        ask(desk, way, "motif")
    if wanted in ALLOWED[start]:
        assert ask(desk, wanted, "motif").admission.status is wanted
    else:
        with pytest.raises(DecisionRefused, match="Cette inscription est"):
            ask(desk, wanted, "motif")
        assert status(desk, CAMILLE) is start


def test_withdrawing_frees_the_seats_to_come_and_moves_nobody(desk: Database) -> None:
    for session in ("S0", "S1"):
        seat(desk, session, CAMILLE)
    seat(desk, "S2", CAMILLE, EnrolmentStatus.WAITING)
    seat(desk, "S1", "st-ines", EnrolmentStatus.WAITING)
    freed = ask(desk, WITHDRAWN).freed
    assert [(one.session.id, one.waiting) for one in freed] == [("S1", 1)]
    with desk.reading() as records:
        standing = {
            (place.trainee, place.session): fact.status for place, fact in records.schedule.standing().items()
        }
    assert standing == {
        (CAMILLE, "S0"): EnrolmentStatus.CONFIRMED,
        (CAMILLE, "S1"): EnrolmentStatus.CANCELLED,
        (CAMILLE, "S2"): EnrolmentStatus.CANCELLED,
        ("st-ines", "S1"): EnrolmentStatus.WAITING,
    }


def test_coming_back_is_to_be_read_again_without_the_places(desk: Database) -> None:
    seat(desk, "S1", CAMILLE)
    ask(desk, WITHDRAWN, "déménage")
    assert ask(desk, RECEIVED).freed == ()
    with desk.reading() as records:
        assert records.schedule.sessions_of(CAMILLE) == ()


def test_the_same_form_sent_twice_changes_nothing_more(desk: Database) -> None:
    before = seen(desk, CAMILLE)
    first = ask(desk, WITHDRAWN, "déménage", at=before)
    assert ask(desk, WITHDRAWN, "déménage", at=before).admission == first.admission
    with desk.reading() as records:
        assert len(records.admissions.history(CAMILLE)) == 2


def test_of_two_people_at_once_the_second_is_told_who_decided_what(desk: Database) -> None:
    before = seen(desk, CAMILLE)
    ask(desk, ACCEPTED, by=ANIMATOR, at=before)
    with pytest.raises(DecisionRefused) as refused:
        ask(desk, REFUSED, "hors du territoire", at=before)
    assert str(refused.value) == (
        "Entre-temps, Alix Modèle a décidé de cette inscription\u00a0: acceptée. Relisez-la, puis décidez."
    )
    assert status(desk, CAMILLE) is ACCEPTED


@pytest.mark.parametrize(
    ("by", "trainee"), [(STRANGER, CAMILLE), (REFERENT, "st-loin"), (REFERENT, "st-nobody")]
)
def test_people_of_other_territories_are_as_if_nobody(desk: Database, by: Account, trainee: str) -> None:
    with pytest.raises(
        NotFound, match=f"^Personne, dans vos territoires, n’a l’identifiant «\u00a0{trainee}\u00a0»"
    ):
        ask(desk, ACCEPTED, by=by, trainee=trainee, at=UUID(int=1))


def test_a_decision_is_dated_after_what_it_supersedes_whatever_the_clock(desk: Database) -> None:
    ask(desk, ACCEPTED)
    asked = DecisionAsked(CAMILLE, WITHDRAWN, seen(desk, CAMILLE))
    decide(desk, REFERENT, asked, now=NOW - timedelta(days=1), rng=RNG)
    assert status(desk, CAMILLE) is WITHDRAWN
