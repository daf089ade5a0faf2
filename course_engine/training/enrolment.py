"""Enrolment: giving a place, letting somebody wait for one, taking one back. Each is a fact, with who and why.

Nothing happens by itself: a seat that becomes free is offered by a person, to whom the waiting list shows first.
"""

from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import DecisionRefused, NotFound
from course_engine.i18n import translator
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7
from course_engine.training.seating import CANCELLED, CONFIRMED, WAITING, Seating
from course_engine.training.stand_time import in_utc

_ = translator("training")


class Ruling(Struct, frozen=True):
    """Who decides, when, and why.

    Attributes:
        decided_by: the account, or the file that says so.
        now: when, aware.
        rng: for the ids of the facts.
        reason: said by whoever decides; may be empty.
    """

    decided_by: str
    now: datetime
    rng: Random
    reason: str = ""

    def decision(self, place: Enrolment, status: EnrolmentStatus) -> EnrolmentDecision:
        """Return the fact that it makes of one person and one session."""
        return EnrolmentDecision(
            id=uuid7(self.now, self.rng),
            session=place.session,
            trainee=place.trainee,
            status=status,
            reason=self.reason,
            decided_by=self.decided_by,
            decided_at=self.now,
        )


def enrol(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Give a person a place in a session, whether or not they were waiting for it.

    Raises:
        NotFound: no such session or trainee.
        DecisionRefused: the session is full, or the person has a place elsewhere at the same time.
    """
    with database.writing() as records:
        decide(records, place, CONFIRMED, ruling)


def put_on_waiting_list(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Let a person wait for a place in a session, after those who wait already.

    Raises:
        NotFound: no such session or trainee.
        DecisionRefused: the person has a place in it.
    """
    with database.writing() as records:
        decide(records, place, WAITING, ruling)


def cancel(database: Database, place: Enrolment, ruling: Ruling, *, seen: UUID | None = None) -> None:
    """Take a place back, or take somebody off the waiting list. Who waits is not moved by it.

    Args:
        database: where it is recorded.
        place: of whom, in which session.
        ruling: who decides, when, and why.
        seen: the decision that stood on the screen that it is taken from, if it is taken from one.

    Raises:
        NotFound: no such session or trainee.
        DecisionRefused: the person has no place in it, or has signed for it; or another decision stands by now.
    """
    with database.writing() as records:
        stands = records.schedule.standing(trainee=place.trainee).get(place)
        if seen is not None and (stands is None or stands.id != seen):
            raise DecisionRefused(
                _("Somebody decided of this place meanwhile: read the list as it is now, then decide.")
            )
        decide(records, place, CANCELLED, ruling)


def move(database: Database, place: Enrolment, into: str, ruling: Ruling) -> None:
    """Give a person a place in another session in exchange for theirs, once they agreed. Both or neither.

    Raises:
        NotFound: no such session or trainee.
        DecisionRefused: the person has no place in the first, or the reasons of `enrol`.
    """
    with database.writing() as records:
        decide(records, place, CANCELLED, ruling)
        decide(records, Enrolment(session=into, trainee=place.trainee), CONFIRMED, ruling)


def decide(records: Records, place: Enrolment, status: EnrolmentStatus, ruling: Ruling) -> bool:
    """Record a decision inside the caller's transaction; return whether it changed anything.

    Args:
        records: of a writing transaction.
        place: of whom, in which session.
        status: what is decided.
        ruling: who decides, when, and why.

    Raises:
        NotFound: no such session or trainee.
        DecisionRefused: the rules of `Seating` forbid it.
    """
    if place.session not in records.schedule.sessions():
        raise NotFound(_("No session is called “{id}”.").format(id=place.session))
    if records.people.trainee(place.trainee) is None:
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=place.trainee))
    seating = Seating.of(records)
    refusal = refusal_of(seating, place, status)
    if refusal:
        raise DecisionRefused(refusal)
    if seating.status(place) is status:
        return False
    records.schedule.decide(ruling.decision(place, status))
    return True


def refusal_of(seating: Seating, place: Enrolment, status: EnrolmentStatus) -> str:
    """Return why a decision would be refused, one sentence; empty where it would not."""
    for objection in seating.objections(place, status):
        if objection.forbids:
            sentence = _("{message}: {hint}.").format(message=objection.message, hint=objection.hint)
            return sentence[0].upper() + sentence[1:]
    return ""


def give_up_places(records: Records, trainee: str, ruling: Ruling) -> tuple[EnrolmentDecision, ...]:
    """Take back, in the caller's transaction, what somebody has or waits for in sessions to come.

    Returns:
        The decisions that stood until then.
    """
    sessions = records.schedule.sessions()
    stood = []
    for place, fact in records.schedule.standing(trainee=trainee).items():
        session = sessions[place.session]
        if fact.status is not CANCELLED and in_utc(session.day, session.begins) > ruling.now:
            records.schedule.decide(ruling.decision(place, CANCELLED))
            stood.append(fact)
    return tuple(stood)
