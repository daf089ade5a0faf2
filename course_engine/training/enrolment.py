"""Enrolment: giving a place, letting somebody wait for one, taking one back. Each is a fact, with who and why.

Nothing happens by itself: a seat that becomes free is offered by a person, to whom the waiting list shows first.
"""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from course_engine.errors import EnrolmentRefused, NotFound
from course_engine.i18n import translator
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7
from course_engine.training.seating import CANCELLED, CONFIRMED, WAITING, Seating

_ = translator("training")


@dataclass(frozen=True, slots=True)
class Ruling:
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


@dataclass(frozen=True, slots=True)
class SessionList:
    """A session and its people.

    Attributes:
        confirmed: who has a place, first confirmed first.
        waiting: who waits for one, first come first.
        free: how many seats are left.
    """

    session: TrainingSession
    confirmed: tuple[EnrolmentDecision, ...]
    waiting: tuple[EnrolmentDecision, ...]
    free: int


def enrol(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Give a person a place in a session, whether or not they were waiting for it.

    Raises:
        NotFound: no such session or trainee.
        EnrolmentRefused: the session is full, or the person has a place elsewhere at the same time.
    """
    with database.writing() as records:
        decide(records, place, CONFIRMED, ruling)


def put_on_waiting_list(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Let a person wait for a place in a session, after those who wait already.

    Raises:
        NotFound: no such session or trainee.
        EnrolmentRefused: the person has a place in it.
    """
    with database.writing() as records:
        decide(records, place, WAITING, ruling)


def cancel(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Take a place back, or take somebody off the waiting list. Who waits is not moved by it.

    Raises:
        NotFound: no such session or trainee.
        EnrolmentRefused: the person has no place in it, or has signed for it.
    """
    with database.writing() as records:
        decide(records, place, CANCELLED, ruling)


def promote(database: Database, place: Enrolment, ruling: Ruling) -> None:
    """Give a place to somebody who waits for it, once they were asked.

    Raises:
        NotFound: no such session or trainee.
        EnrolmentRefused: the person does not wait for it, or the reasons of `enrol`.
    """
    with database.writing() as records:
        decision = records.schedule.standing(trainee=place.trainee).get(place)
        if decision is None or decision.status is CANCELLED:
            sentence = _("“{trainee}” does not wait for a place in “{id}”: show the list again.")
            raise EnrolmentRefused(sentence.format(trainee=place.trainee, id=place.session))
        decide(records, place, CONFIRMED, ruling)


def move(database: Database, place: Enrolment, into: str, ruling: Ruling) -> None:
    """Give a person a place in another session in exchange for theirs, once they agreed. Both or neither.

    Raises:
        NotFound: no such session or trainee.
        EnrolmentRefused: the person has no place in the first, or the reasons of `enrol`.
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
        EnrolmentRefused: the rules of `Seating` forbid it.
    """
    if place.session not in records.schedule.sessions():
        raise NotFound(_("No session is called “{id}”.").format(id=place.session))
    if records.people.trainee(place.trainee) is None:
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=place.trainee))
    seating = Seating.of(records)
    for objection in seating.objections(place, status):
        if objection.forbids:
            sentence = _("{message}: {hint}.").format(message=objection.message, hint=objection.hint)
            raise EnrolmentRefused(sentence[0].upper() + sentence[1:])
    if seating.status(place) is status:
        return False
    records.schedule.decide(ruling.decision(place, status))
    return True


def session_list(database: Database, session: str) -> SessionList:
    """Return who has a place in a session, and who waits for one in which order.

    Raises:
        NotFound: no such session.
    """
    with database.reading() as records:
        found = records.schedule.sessions().get(session)
        if found is None:
            raise NotFound(_("No session is called “{id}”.").format(id=session))
        # A later decision comes after: who was put back on the list waits behind the others.
        decisions = [one for one in records.schedule.standing().values() if one.session == session]
    confirmed = tuple(one for one in decisions if one.status is CONFIRMED)
    waiting = tuple(one for one in decisions if one.status is WAITING)
    return SessionList(found, confirmed, waiting, found.capacity - len(confirmed))
