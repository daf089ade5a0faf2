"""Conducting a session: what an animateur does in its room. Each deed is one act appended, or one refusal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import ConflictingFact, DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.course import Catalogue
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import TrainingSession
from course_engine.rendering.wording import day_in_words
from course_engine.store import Database
from course_engine.store.facts import later
from course_engine.training.agenda import session_in_scope
from course_engine.training.identity import uuid7
from course_engine.training.room.advice import hour_of
from course_engine.training.room.attending import EARLY, LINGER, is_held
from course_engine.training.room.standing import Room, room_of
from course_engine.training.stand_time import in_utc

_ = translator("training")

UUID_VERSION = 7
MOST_WORDS = 500


class Deed(Struct, frozen=True):
    """What an animateur asks for.

    Attributes:
        id: UUIDv7 that the screen carries: the same deed asked twice is done once.
        target: as `RoomActKind` says.
        trainee: to whom help was given.
        text: of a note: about the session, never about a person.
    """

    id: UUID
    kind: RoomActKind
    target: str = ""
    trainee: str | None = None
    text: str = ""


def room_in_scope(database: Database, catalogue: Catalogue, account: Account, session: str) -> Room:
    """Return the room of a session as it stands.

    Raises:
        NotFound: there is no such session where `account` works.
    """
    with database.reading() as records:
        found, _stay = session_in_scope(records, account, session)
        return room_of(records, catalogue, found)


def conduct(
    database: Database, catalogue: Catalogue, account: Account, session: str, deed: Deed, *, now: datetime
) -> RoomAct:
    """Do what an animateur asks for in a room, once.

    Args:
        database: the records.
        catalogue: the course, for the pages and quizzes of the session's unit.
        account: who asks; their right to run a room is checked by the door.
        session: whose room.
        deed: what is asked for.
        now: when, aware; the act is dated after every other of the room, whatever the clock.

    Returns:
        The act; the one recorded before, where this deed was done already.

    Raises:
        NotFound: there is no such session where `account` works.
        DecisionRefused: the room is not open at `now`, or does not stand so that this can be done.
        ConflictingFact: another deed has that id.
    """
    with database.writing() as records:
        found, _stay = session_in_scope(records, account, session)
        room = room_of(records, catalogue, found)
        known = next((act for act in room.acts if act.id == deed.id), None)
        if known is not None:
            return _same(known, deed)
        check_held(found, now)
        _check(room, deed)
        act = RoomAct(
            id=deed.id,
            session=session,
            kind=deed.kind,
            trainee=deed.trainee,
            target=deed.target,
            text=deed.text.strip(),
            by=account.id,
            at=later(now, room.acts[-1].at if room.acts else None),
        )
        records.room.append(act)
    return act


def deed_id(room: Room, kind: RoomActKind, about: str = "") -> UUID:
    """Return the id that every screen which shows a room as it stands gives to a deed.

    Pressed twice, or on two screens at once, it is one act.

    Args:
        room: as it stands.
        kind: what the button does.
        about: its target, or its trainee.
    """
    begins = in_utc(room.session.day, room.session.begins)
    at, after = (room.acts[-1].at, room.acts[-1].id) if room.acts else (begins, None)
    return uuid7(at, Random(f"{room.session.id}/{after}/{kind}/{about}"))  # noqa: S311 - names, hides nothing


def check_held(session: TrainingSession, now: datetime) -> None:
    """Refuse what is asked of a room that is not open.

    Raises:
        DecisionRefused: it is too early or too late; says when the room opens.
    """
    if is_held(session, now):
        return
    opens, closes = in_utc(session.day, session.begins) - EARLY, in_utc(session.day, session.ends) + LINGER
    sentence = (
        _("The room of this session opens on {day} at {hour}.")
        if now < opens
        else _("The room of this session has been closed since {day}, {hour}: what was done in it stays.")
    )
    hour = hour_of(opens if now < opens else closes)
    raise DecisionRefused(sentence.format(day=day_in_words(session.day), hour=hour))


def _same(known: RoomAct, deed: Deed) -> RoomAct:
    asked = (deed.kind, deed.target, deed.trainee, deed.text.strip())
    if (known.kind, known.target, known.trainee, known.text) != asked:
        raise ConflictingFact(_("Something else was recorded from this screen: open it again."))
    return known


def _check(room: Room, deed: Deed) -> None:
    if deed.id.version != UUID_VERSION:
        raise DecisionRefused(_("This button is not of this screen: open it again."))
    _NEEDS[deed.kind](room, deed)


def _begin(room: Room, _deed: Deed) -> None:
    _refuse(_("The session has begun."), when=room.state.begun_at is not None and room.state.ended_at is None)


def _going_on(room: Room, _deed: Deed) -> None:
    _refuse(
        _("The session has not begun: press “Begin the session” first."), when=room.state.begun_at is None
    )
    _refuse(_("The session is over: resume it first."), when=room.state.ended_at is not None)


def _go_to_time(room: Room, deed: Deed) -> None:
    _refuse(_("The session is over: resume it first."), when=room.state.ended_at is not None)
    ranks = [str(rank) for rank in range(1, len(room.phases) + 1)]
    _refuse(_("This session has no time {rank}.").format(rank=deed.target), when=deed.target not in ranks)
    _refuse(_("This time is the one that is going on."), when=deed.target == str(room.state.phase))


def _push(room: Room, deed: Deed) -> None:
    _going_on(room, deed)
    unknown = _("This session has no page “{page}”.").format(page=deed.target)
    _refuse(unknown, when=deed.target not in room.pages)


def _let_go(room: Room, deed: Deed) -> None:
    _going_on(room, deed)
    _refuse(_("Everyone goes at their own pace already."), when=not room.state.page)


def _open_quiz(room: Room, deed: Deed) -> None:
    _going_on(room, deed)
    unknown = _("This session has no quiz “{quiz}”.").format(quiz=deed.target)
    _refuse(unknown, when=deed.target not in room.quizzes)
    _refuse(_("This quiz is open already."), when=deed.target in room.together(room.state.open_quiz))


def _close_quiz(room: Room, deed: Deed) -> None:
    _refuse(_("This quiz is not open."), when=deed.target != room.state.open_quiz)


def _show_results(room: Room, deed: Deed) -> None:
    _going_on(room, deed)
    unknown = _("This session has no quiz “{quiz}”.").format(quiz=deed.target)
    _refuse(unknown, when=deed.target not in room.quizzes)
    _refuse(
        _("Close the quiz first: results would whisper answers."),
        when=deed.target in room.together(room.state.open_quiz),
    )


def _hide_results(room: Room, _deed: Deed) -> None:
    _refuse(_("No results are shown."), when=not room.state.results)


def _give_help(room: Room, deed: Deed) -> None:
    _refuse(_("This person no longer waits for help."), when=deed.trainee not in room.state.help)


def _note(_room: Room, deed: Deed) -> None:
    words = len(deed.text.strip())
    _refuse(_("Write the note first."), when=not words)
    _refuse(_("This note is too long: {most} characters.").format(most=MOST_WORDS), when=words > MOST_WORDS)


def _of_a_trainee(_room: Room, _deed: Deed) -> None:
    raise DecisionRefused(_("Only a trainee asks for help, or no longer wants it."))


def _refuse(sentence: str, *, when: bool) -> None:
    if when:
        raise DecisionRefused(sentence)


_NEEDS: Mapping[RoomActKind, Callable[[Room, Deed], None]] = {
    RoomActKind.BEGUN: _begin,
    RoomActKind.PHASE: _go_to_time,
    RoomActKind.PUSHED: _push,
    RoomActKind.LET_GO: _let_go,
    RoomActKind.QUIZ_OPENED: _open_quiz,
    RoomActKind.QUIZ_CLOSED: _close_quiz,
    RoomActKind.RESULTS_SHOWN: _show_results,
    RoomActKind.RESULTS_HIDDEN: _hide_results,
    RoomActKind.HELP_ASKED: _of_a_trainee,
    RoomActKind.HELP_DROPPED: _of_a_trainee,
    RoomActKind.HELP_GIVEN: _give_help,
    RoomActKind.NOTE: _note,
    RoomActKind.ENDED: _going_on,
}
"""What must hold of a room for each deed."""
