"""The order in which an animateur receives people for their debriefs, five minutes each, while the others practise."""

from datetime import datetime, timedelta

from msgspec import Struct

from course_engine.model.accounts import Account
from course_engine.model.course import Catalogue, PhaseKind
from course_engine.model.debrief import DebriefAuthor, DebriefNote
from course_engine.model.names import by_name
from course_engine.model.training import EnrolmentStatus, Trainee, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.agenda import session_in_scope
from course_engine.training.presence import standing
from course_engine.training.stand_time import in_utc

EACH = timedelta(minutes=5)
"""How long the animateur receives each person."""


class Passing(Struct, frozen=True):
    """Somebody whom the animateur receives.

    Attributes:
        at: when, if all goes as planned, in UTC.
        has_said: whether the person wrote down what they say.
        concluded: the animateur's note, once they have met.
    """

    trainee: Trainee
    at: datetime
    has_said: bool
    concluded: DebriefNote | None


def passing_order(
    database: Database, catalogue: Catalogue, account: Account, session: str
) -> tuple[TrainingSession, tuple[Passing, ...]]:
    """Return a session and whom its animateur receives, in order of name: who has a place in it or signed for it.

    Raises:
        NotFound: there is no such session where the account works.
    """
    with database.reading() as records:
        room, _stay = session_in_scope(records, account, session)
        forms = records.people.registrations(_present(records, session))
        notes = records.debriefs.standing(forms)
    people = sorted((Trainee.of(*form) for form in forms.values()), key=by_name)
    first = in_utc(room.day, room.begins) + _before_practice(catalogue, room)
    return room, tuple(
        Passing(
            trainee=person,
            at=first + rank * EACH,
            has_said=(person.id, DebriefAuthor.TRAINEE) in notes,
            concluded=notes.get((person.id, DebriefAuthor.ANIMATOR)),
        )
        for rank, person in enumerate(people)
    )


def _present(records: Records, session: str) -> set[str]:
    signed = {
        fact.trainee for fact in standing(records.attendance.of_session(session)).values() if fact.signed
    }
    placed = {
        place.trainee
        for place, fact in records.schedule.standing().items()
        if place.session == session and fact.status is EnrolmentStatus.CONFIRMED
    }
    return signed | placed


def _before_practice(catalogue: Catalogue, session: TrainingSession) -> timedelta:
    """Return how long a session lasts before its practice, during which people are received."""
    unit = catalogue.units.get(session.unit)
    minutes = 0
    for phase in unit.phases if unit else ():
        if phase.kind is PhaseKind.PRACTICE:
            break
        minutes += phase.minutes
    return timedelta(minutes=minutes)
