"""What taking a place back would do, told before it is done."""

from datetime import datetime

from msgspec import Struct

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.registration import Registration
from course_engine.model.training import Enrolment
from course_engine.store import Database
from course_engine.training.agenda import Expected, SessionLine, check_place_in_scope, session_sheet
from course_engine.training.enrolment import refusal_of
from course_engine.training.room.attending import is_held
from course_engine.training.seating import CANCELLED, Seating

_ = translator("training")


class CancellationAhead(Struct, frozen=True):
    """A place that somebody is about to take back.

    Attributes:
        line: the session.
        person: who has the place, or waits for one.
        rank: theirs on the waiting list, from 1; 0 for somebody who has a place.
        next_waiting: the first of those who wait and would be asked next; None where nobody waits.
        is_held: whether the session is held now.
        refusal: why it cannot be taken back, one sentence; empty where it can.
    """

    line: SessionLine
    person: Expected
    rank: int
    next_waiting: Registration | None
    is_held: bool
    refusal: str


def cancellation_ahead(
    database: Database, account: Account, place: Enrolment, *, now: datetime
) -> CancellationAhead:
    """Return what taking a place back would do.

    Args:
        database: read once.
        account: who asks.
        place: of whom, in which session.
        now: when, aware.

    Raises:
        NotFound: there is no such session or person where `account` works.
        DecisionRefused: the person has no place in the session, and waits for none.
    """
    check_place_in_scope(database, account, place)
    sheet = session_sheet(database, account, place.session, now=now)
    people = {one.registration.id: one for one in (*sheet.confirmed, *sheet.waiting)}
    if place.trainee not in people:
        raise DecisionRefused(
            _("This person has no place in this session any more, and does not wait for one.")
        )
    waiting = [one.registration.id for one in sheet.waiting]
    with database.reading() as records:
        refusal = refusal_of(Seating.of(records), place, CANCELLED)
    return CancellationAhead(
        line=sheet.line,
        person=people[place.trainee],
        rank=waiting.index(place.trainee) + 1 if place.trainee in waiting else 0,
        next_waiting=next(
            (one.registration for one in sheet.waiting if one.registration.id != place.trainee), None
        ),
        is_held=is_held(sheet.line.session, now),
        refusal=refusal,
    )
