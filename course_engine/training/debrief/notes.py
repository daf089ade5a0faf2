"""The debrief of a path: what the trainee says of it, what the animateur concludes with them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from course_engine.errors import ConflictingFact, DecisionRefused, InvalidResponse
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.course import Catalogue
from course_engine.model.debrief import DebriefAuthor, DebriefNote, DebriefView
from course_engine.model.training import TrainingSession
from course_engine.store import Database, Records
from course_engine.training.agenda import session_in_scope
from course_engine.training.answers import UUID_VERSION
from course_engine.training.debrief.facts import DebriefFacts, debrief_facts
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library
from course_engine.training.room.attending import EARLY, session_now
from course_engine.training.scope import check_in_scope
from course_engine.training.stand_time import in_utc

_ = translator("training")


class SentView(Struct, frozen=True):
    """What a form of the debrief sent.

    Attributes:
        id: UUIDv7 that the form was given, the same however often it is sent.
    """

    id: UUID
    view: DebriefView


class Debrief(Struct, frozen=True):
    """What stands of the debrief of one person.

    Attributes:
        said: the trainee's own note; None where they have said nothing yet.
        concluded: the animateur's; None where they have not met yet.
    """

    journey: Journey
    facts: DebriefFacts
    said: DebriefNote | None
    concluded: DebriefNote | None


def is_time(journey: Journey, now: datetime) -> bool:
    """Return whether a path is at its debrief: its closing session is held or done, or all its sessions are over."""
    closing = journey.library.catalogue.programme.closing
    ends = [in_utc(session.day, session.ends) for session in journey.planned]
    return (bool(ends) and max(ends) <= now) or any(
        closing is not None
        and session.unit == closing.unit
        and in_utc(session.day, session.begins) - EARLY <= now
        for session in journey.planned
    )


def debrief(database: Database, journey: Journey, *, now: datetime) -> Debrief:
    """Return what the facts, the trainee and the animateur say of one path."""
    trainee = journey.trainee.id
    with database.reading() as records:
        notes = records.debriefs.standing([trainee])
    return Debrief(
        journey=journey,
        facts=debrief_facts(database, journey, now=now),
        said=notes.get((trainee, DebriefAuthor.TRAINEE)),
        concluded=notes.get((trainee, DebriefAuthor.ANIMATOR)),
    )


def debrief_of(
    database: Database, library: Library, account: Account, session: str, trainee: str, *, now: datetime
) -> tuple[Debrief, TrainingSession]:
    """Return the debrief of somebody, and the session in which an account that works there receives them.

    Raises:
        NotFound: no such session or person where the account works.
    """
    with database.reading() as records:
        room, _stay = session_in_scope(records, account, session)
        check_in_scope(records, account, trainee)
    return debrief(database, journey(database, library, trainee), now=now), room


def say(database: Database, journey: Journey, sent: SentView, *, now: datetime) -> DebriefNote:
    """Record what a trainee says of their own path; the same form sent twice is one fact.

    Args:
        database: where to.
        journey: whose it is.
        sent: what they say.
        now: when, aware.

    Returns:
        The note that is recorded under that id.

    Raises:
        DecisionRefused: it is too early.
        InvalidResponse: an objective is not one of the course, or the id is no UUIDv7.
        ConflictingFact: another note has that id.
    """
    if not is_time(journey, now):
        raise DecisionRefused(_("Your debrief opens at the last half-day of your path."))
    catalogue, trainee = journey.library.catalogue, journey.trainee.id
    closing, room = catalogue.programme.closing, session_now(journey.planned, now)
    note = DebriefNote(
        id=sent.id,
        trainee=trainee,
        session=room.id if room and closing and room.unit == closing.unit else None,
        author=DebriefAuthor.TRAINEE,
        view=sent.view,
        by=trainee,
        at=now,
    )
    _check(note, catalogue)
    with database.writing() as records:
        return _recorded(records, note)


def conclude(
    database: Database,
    catalogue: Catalogue,
    account: Account,
    session: str,
    trainee: str,
    sent: SentView,
    *,
    now: datetime,
) -> DebriefNote:
    """Record what an animateur concludes with a person; the latest stands, the same form sent twice is one fact.

    Args:
        database: where to.
        catalogue: the course, whose objectives may be named.
        account: who receives the person, and works where the session is held and the person comes from.
        session: in which.
        trainee: whom it is about.
        sent: what they concluded.
        now: when, aware.

    Returns:
        The note that is recorded under that id.

    Raises:
        NotFound: no such session or person where the account works.
        InvalidResponse: an objective is not one of the course, or the id is no UUIDv7.
        ConflictingFact: another note has that id.
    """
    note = DebriefNote(
        id=sent.id,
        trainee=trainee,
        session=session,
        author=DebriefAuthor.ANIMATOR,
        view=sent.view,
        by=account.id,
        at=now,
    )
    with database.writing() as records:
        session_in_scope(records, account, session)
        check_in_scope(records, account, trainee)
        _check(note, catalogue)
        return _recorded(records, note)


def _check(note: DebriefNote, catalogue: Catalogue) -> None:
    """Refuse a note that names what the course does not have.

    Raises:
        InvalidResponse: an objective is unknown, or the id is no UUIDv7.
    """
    named = dict.fromkeys((*note.view.acquired, *note.view.hard, *note.view.wanted))
    unknown = [objective for objective in named if objective not in catalogue.programme.objectives]
    if unknown:
        sentence = _("The course has no objective “{objective}”: open the debrief again.")
        raise InvalidResponse(" ".join(sentence.format(objective=objective) for objective in unknown))
    if note.id.version != UUID_VERSION:
        raise InvalidResponse(_("This form has no valid identifier: open the debrief again."))


def _recorded(records: Records, note: DebriefNote) -> DebriefNote:
    known = records.debriefs.find(note.id)
    if known is None:
        records.debriefs.append(note)
        return note
    if _said(known) != _said(note):
        raise ConflictingFact(
            _("This form was already recorded with other answers: open the debrief again, then change it.")
        )
    return known


def _said(note: DebriefNote) -> tuple[str, DebriefAuthor, str, DebriefView]:
    return note.trainee, note.author, note.by, note.view
