"""A trainee asks for help, or no longer needs it: a fact of the room, theirs to make."""

from datetime import datetime
from uuid import UUID

from course_engine.errors import ConflictingFact, DecisionRefused, InvalidResponse
from course_engine.i18n import translator
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.store.facts import later
from course_engine.training.journey import Journey
from course_engine.training.room.following import Reading, Seat, seat_of
from course_engine.training.room.state import state_of

_ = translator("training")

UUID_VERSION = 7


def ask_help(database: Database, journey: Journey, reading: Reading, *, act_id: UUID, now: datetime) -> Seat:
    """Record that a trainee asks for help; asked again while they wait, or sent twice, it changes nothing.

    Args:
        database: where to.
        journey: whose.
        reading: what they read; told where it is a page of the session's unit.
        act_id: UUIDv7 made with the button.
        now: when it reaches the server, aware.

    Returns:
        Their seat in the session that is held.

    Raises:
        DecisionRefused: they have no place in a session that is held now.
        InvalidResponse: the id is not a UUIDv7.
        ConflictingFact: another act has that id.
    """
    return _record(database, journey, RoomActKind.HELP_ASKED, reading, act_id=act_id, now=now)


def drop_help(database: Database, journey: Journey, *, act_id: UUID, now: datetime) -> Seat:
    """Record that a trainee no longer needs help; where they wait for none, it changes nothing.

    Arguments, result and errors are those of `ask_help`.
    """
    return _record(database, journey, RoomActKind.HELP_DROPPED, Reading(), act_id=act_id, now=now)


def _record(
    database: Database, journey: Journey, kind: RoomActKind, reading: Reading, *, act_id: UUID, now: datetime
) -> Seat:
    seat = seat_of(journey, now)
    if seat is None:
        raise DecisionRefused(_("Your session is over: nobody would see that you ask for help."))
    if act_id.version != UUID_VERSION:
        raise InvalidResponse(_("The identifier of this request is not valid: reload the page, ask again."))
    with database.writing() as records:
        acts = records.room.of_session(seat.session.id)
        act = RoomAct(
            id=act_id,
            session=seat.session.id,
            kind=kind,
            trainee=seat.trainee,
            target=seat.page_read(reading),
            by=seat.trainee,
            at=later(now, acts[-1].at if acts else None),
        )
        sent = next((known for known in acts if known.id == act_id), None)
        if sent is not None:
            _check_is_the_same(sent, act)
        elif (seat.trainee in state_of(acts).help) is not (kind is RoomActKind.HELP_ASKED):
            records.room.append(act)
    return seat


def _check_is_the_same(sent: RoomAct, act: RoomAct) -> None:
    if (sent.kind, sent.trainee) != (act.kind, act.trainee):
        raise ConflictingFact(_("Another request has this identifier: reload the page, ask again."))
