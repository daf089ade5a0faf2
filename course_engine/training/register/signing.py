"""A trainee signs for the session that is held now, with a finger or a mouse."""

import json
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from course_engine.errors import DecisionRefused, InvalidResponse
from course_engine.i18n import translator
from course_engine.model.register import Signature, SignedBy, SigningMeans
from course_engine.model.training import Attendance, TrainingSession
from course_engine.rendering.wording import time_in_words
from course_engine.store import Database, Records
from course_engine.training.presence import standing
from course_engine.training.register.chain import enter
from course_engine.training.register.digests import signature_digest
from course_engine.training.register.entry import Entry
from course_engine.training.register.hours import Hours
from course_engine.training.room.attending import EARLY, is_held, session_now
from course_engine.training.stand_time import in_utc, on_the_stand

_ = translator("training")

ON_TIME = timedelta(minutes=30)
"""Who signs in the first half hour was there from the beginning: one tablet takes its time to go round."""
SMALLEST = 40
"""How far a signature reaches at least, in thousandths of the box's width: less is a touch by mistake."""


class Signing(Struct, frozen=True):
    """What somebody signs for, or signed for.

    Attributes:
        hours: those that they sign for, or signed for.
        fact: their signed attendance; None until they sign.
        is_new: whether it was they who just signed.
    """

    session: TrainingSession
    hours: Hours
    fact: Attendance | None = None
    is_new: bool = False


def read_signature(text: str) -> Signature:
    """Return the signature that a page posts: strokes as JSON, `[[[x, y], …], …]`.

    Raises:
        InvalidResponse: nothing was drawn, or it is no drawing of our pages.
    """
    try:
        signature = Signature.model_validate({"strokes": json.loads(text)})
    except (ValueError, RecursionError, ValidationError) as refused:
        raise InvalidResponse(
            _("Nothing is drawn in the box: sign in it, then press the button.")
        ) from refused
    points = [point for stroke in signature.strokes for point in stroke]
    across, down = zip(*points, strict=True)
    if max(max(across) - min(across), max(down) - min(down)) < SMALLEST:
        raise InvalidResponse(_("The drawing is too small for a signature: sign across the whole box."))
    return signature


def signing_now(database: Database, trainee: str, *, session: str | None = None, now: datetime) -> Signing:
    """Return what a trainee signs for now, or signed for.

    Args:
        database: the records.
        trainee: who.
        session: which; None for the one that they take part in now.
        now: when, aware.

    Raises:
        DecisionRefused: nothing is to be signed now; the sentence says why, and what to do.
    """
    with database.reading() as records:
        return _signing(records, trainee, session, now)


def sign(
    database: Database,
    trainee: str,
    signature: Signature,
    *,
    session: str | None = None,
    by: str,
    now: datetime,
    rng: Random,
) -> Signing:
    """Record that a trainee signed, once: who signed already changes nothing by signing again.

    Args:
        database: where to.
        trainee: who signs.
        signature: what they drew.
        session: for which session; None for the one that they take part in now.
        by: the account on whose screen, or the trainee's own id.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        DecisionRefused: as `signing_now`.
    """
    with database.writing() as records:
        signing = _signing(records, trainee, session, now)
        if signing.fact is not None:
            return signing
        known = standing(records.attendance.of_session(signing.session.id))
        before = known.get((signing.session.id, trainee))
        fact = Entry(by, now, rng).fact(signing.session, trainee, signing.hours, corrects=before)
        drawn = SignedBy(
            attendance=fact.id,
            means=SigningMeans.DRAWN,
            signature=signature,
            digest=signature_digest(signature),
        )
        enter(records, fact, drawn, rng=rng)
    return replace(signing, fact=fact, is_new=True)


def _signing(records: Records, trainee: str, session: str | None, now: datetime) -> Signing:
    planned = records.schedule.sessions_of(trainee)
    if session is not None:
        planned = tuple(one for one in planned if one.id == session)
    held = session_now(planned, now)
    chosen = held or _latest_of_today(planned, now)
    if chosen is None:
        raise DecisionRefused(_nothing_to_sign(planned, now))
    facts = standing(records.attendance.of_session(chosen.id))
    fact = facts.get((chosen.id, trainee))
    if fact is not None and fact.signed:
        return Signing(chosen, Hours.of(fact), fact)
    hours = _hours(chosen, now)
    if not is_held(chosen, now) or hours.begins >= hours.ends:
        raise DecisionRefused(_over(chosen))
    return Signing(chosen, hours)


def _hours(session: TrainingSession, now: datetime) -> Hours:
    planned = Hours.planned(session)
    if now <= planned.begins + ON_TIME:
        return planned
    return Hours(now.replace(second=0, microsecond=0), planned.ends)


def _latest_of_today(planned: tuple[TrainingSession, ...], now: datetime) -> TrainingSession | None:
    """Return the session of today that ended last, so that whoever signed for it is still told so."""
    today = on_the_stand(now).date()
    over = [one for one in planned if one.day == today and in_utc(one.day, one.ends) <= now]
    return max(over, key=lambda one: one.ends, default=None)


def _nothing_to_sign(planned: tuple[TrainingSession, ...], now: datetime) -> str:
    today = on_the_stand(now).date()
    ahead = next((one for one in planned if one.day == today and in_utc(one.day, one.begins) > now), None)
    if ahead is None:
        return _("You have no place in a session now. Tell the trainer: they can give you one.")
    opens = on_the_stand(in_utc(ahead.day, ahead.begins) - EARLY)
    return _("It is too early to sign: the sheet of your session opens at {hour}.").format(
        hour=time_in_words(opens.time())
    )


def _over(session: TrainingSession) -> str:
    return _(
        "The session ended at {hour}: it can no longer be signed on a screen. Sign the paper sheet: the trainer"
        " copies it."
    ).format(hour=time_in_words(session.ends))
