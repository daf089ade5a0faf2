"""What an animateur does with the sheet: copies it from paper, corrects a line, countersigns the whole."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from random import Random

from msgspec import Struct

from course_engine.errors import DecisionRefused, InvalidForm
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.register import Countersignature, Signature, SignedBy, SigningMeans
from course_engine.model.trail import TrailAction
from course_engine.model.training import TrainingSession
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.store import Database
from course_engine.training.agenda import session_in_scope
from course_engine.training.identity import uuid7
from course_engine.training.presence import standing
from course_engine.training.register.chain import enter, enter_countersignature
from course_engine.training.register.digests import signature_digest
from course_engine.training.register.entry import Entry
from course_engine.training.register.hours import Hours, typed_hours
from course_engine.training.register.sheet import sheet_of, standing_digest
from course_engine.training.room.attending import EARLY
from course_engine.training.stand_time import in_utc
from course_engine.training.trail import trace

_ = translator("training")


class CorrectionReason(StrEnum):
    """Why a line is corrected: chosen in a list, since what is typed might say more of somebody than it should."""

    ARRIVED_LATE = "arrivee"
    LEFT_EARLY = "depart"
    MISTYPED = "saisie"
    DID_NOT_SIGN = "pas-signe"


REASONS = {
    CorrectionReason.ARRIVED_LATE: mark("arrived at another hour"),
    CorrectionReason.LEFT_EARLY: mark("left at another hour"),
    CorrectionReason.MISTYPED: mark("typed wrongly"),
    CorrectionReason.DID_NOT_SIGN: mark("did not sign after all"),
}


def reason_in_words(reason: CorrectionReason) -> str:
    """Return a reason as the trail and the screens say it."""
    return _(REASONS[reason])


class Tick(Struct, frozen=True):
    """A line ticked on the sheet: who signed on paper, with the hours as typed."""

    trainee: str
    arrives: str
    leaves: str


class Correction(Struct, frozen=True):
    """What a line becomes; the hours, as typed, are not read where the person did not sign."""

    trainee: str
    reason: CorrectionReason
    arrives: str = ""
    leaves: str = ""


def check_not_ahead(session: TrainingSession, now: datetime) -> None:
    """Refuse signatures for a session whose room has not opened yet: it is the sheet of another day.

    Raises:
        DecisionRefused: it is ahead; says when it is.
    """
    begins = in_utc(session.day, session.begins)
    if now < begins - EARLY:
        day, hour = day_in_words(session.day), time_in_words(session.begins)
        raise DecisionRefused(
            _("This session is ahead, on {day} at {hour}: nobody can have signed for it yet.").format(
                day=day, hour=hour
            )
        )


def tick_back(
    database: Database, account: Account, session: str, ticks: Sequence[Tick], *, now: datetime, rng: Random
) -> int:
    """Record who signed the printed sheet, all or none; who had signed already stays as they are.

    Args:
        database: where to.
        account: who copies the sheet.
        session: which.
        ticks: who signed.
        now: when, aware.
        rng: for the ids of the facts.

    Returns:
        How many people were entered.

    Raises:
        NotFound: no such session where `account` works.
        DecisionRefused: it is ahead, or somebody has no place in it, or no longer.
        InvalidForm: hours that cannot be; a sentence for each `arrivee-{trainee}` and `depart-{trainee}`.
    """
    entered = 0
    with database.writing() as records:
        found, _stay = session_in_scope(records, account, session)
        check_not_ahead(found, now)
        sheet = sheet_of(records, found)
        lines = {line.trainee.id: line for line in sheet.lines}
        if any(tick.trainee not in lines for tick in ticks):
            raise DecisionRefused(
                _(
                    "Somebody whom you ticked no longer has a place in this session: nothing was recorded. Give"
                    " them one first, or leave them out."
                )
            )
        hours = _hours_of(sheet.session, ticks)
        for tick in ticks:
            line = lines[tick.trainee]
            if not line.is_present:
                fact = Entry(account.id, now, rng).fact(
                    sheet.session, tick.trainee, hours[tick.trainee], corrects=line.fact
                )
                enter(records, fact, SignedBy(attendance=fact.id, means=SigningMeans.PAPER), rng=rng)
                entered += 1
    return entered


def correct(
    database: Database, account: Account, session: str, correction: Correction, *, now: datetime, rng: Random
) -> bool:
    """Correct a line by a new fact: what stood stays in its history, and the trail says who changed it and why.

    Args:
        database: where to.
        account: who corrects.
        session: which.
        correction: what the line becomes.
        now: when, aware.
        rng: for the ids of the facts.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: no such session where `account` works, or nobody of that id on its sheet.
        DecisionRefused: nothing was entered of this person: there is nothing to correct.
        InvalidForm: hours that cannot be, of `arrivee` and `depart`.
    """
    with database.writing() as records:
        found, _stay = session_in_scope(records, account, session)
        before = standing(records.attendance.of_session(session)).get((session, correction.trainee))
        if before is None or not before.signed:
            raise DecisionRefused(_("Nobody of that name signed: tick their line first."))
        signed = correction.reason is not CorrectionReason.DID_NOT_SIGN
        hours = typed_hours(found, correction.arrives, correction.leaves) if signed else Hours.none(found)
        if signed and Hours.of(before) == hours:
            return False
        fact = Entry(account.id, now, rng).fact(
            found, correction.trainee, hours, signed=signed, corrects=before
        )
        enter(records, fact, None, rng=rng)
        detail = _("attendance at session {session}: {reason}")
        trace(
            records,
            TrailAction.CORRECTED,
            by=account.id,
            trainee=correction.trainee,
            detail=detail.format(session=session, reason=reason_in_words(correction.reason)),
            now=now,
            rng=rng,
        )
    return True


def countersign(
    database: Database, account: Account, session: str, signature: Signature, *, now: datetime, rng: Random
) -> bool:
    """Record that the animateur signs for what the sheet says now; return whether it was not so already.

    Raises:
        NotFound: no such session where `account` works.
        DecisionRefused: nobody signed yet.
    """
    with database.writing() as records:
        found, _stay = session_in_scope(records, account, session)
        sheet = sheet_of(records, found)
        if not any(line.fact for line in sheet.lines):
            raise DecisionRefused(_("Nobody signed yet: there is nothing to countersign."))
        if sheet.is_countersigned:
            return False
        facts, signed = records.attendance.of_session(session), records.register.signed(session)
        countersignature = Countersignature(
            id=uuid7(now, rng),
            session=session,
            account=account.id,
            signature=signature,
            digest=signature_digest(signature),
            sheet=standing_digest(facts, signed),
            at=now,
        )
        enter_countersignature(records, countersignature, rng=rng)
    return True


def _hours_of(session: TrainingSession, ticks: Sequence[Tick]) -> dict[str, Hours]:
    """Return the hours of every tick, or all the problems of all of them at once."""
    read: dict[str, Hours] = {}
    problems: dict[str, str] = {}
    for tick in ticks:
        try:
            read[tick.trainee] = typed_hours(session, tick.arrives, tick.leaves, of=f"-{tick.trainee}")
        except InvalidForm as refused:
            problems |= refused.problems
    if problems:
        raise InvalidForm(problems)
    return read
