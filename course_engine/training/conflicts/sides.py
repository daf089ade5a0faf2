"""The sides of a conflict, in words: who said what, when, and where."""

from collections.abc import Mapping
from datetime import date, datetime, time

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.admission import Admission
from course_engine.model.exchange import HERE, PlanClaim
from course_engine.model.places import Commune
from course_engine.model.training import (
    Attendance,
    EnrolmentDecision,
    EnrolmentStatus,
    Trainee,
    TrainingSession,
)
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.admission import status_in_words
from course_engine.training.conflicts.clashes import Clash
from course_engine.training.exchange.claims import MODELS, content_digest
from course_engine.training.stand_time import on_the_stand

_ = translator("training")

PLACE_WORDS: Mapping[EnrolmentStatus, str] = {
    EnrolmentStatus.CONFIRMED: mark("place given"),
    EnrolmentStatus.WAITING: mark("waiting list"),
    EnrolmentStatus.CANCELLED: mark("place cancelled"),
}
FIELDS: Mapping[str, str] = {
    "name": mark("Name"),
    "kind": mark("Kind"),
    "siren": mark("SIREN"),
    "communes": mark("Communes"),
    "stand": mark("Stand"),
    "territory": mark("Territory"),
    "wave": mark("Wave"),
    "room": mark("Room"),
    "capacity": mark("Seats"),
    "unit": mark("Unit"),
    "day": mark("Day"),
    "half_day": mark("Half-day"),
    "begins": mark("Begins"),
    "ends": mark("Ends"),
    "place": mark("Place"),
    "animator": mark("Trainer"),
    "deployment": mark("Stay"),
    "role": mark("Role"),
    "territories": mark("Territories"),
    "created_at": mark("Made on"),
    "closed_at": mark("Closed on"),
    "label": mark("For whom"),
    "most": mark("Registrations at most"),
    "made_by": mark("Made by"),
    "made_at": mark("Made on"),
    "expires_at": mark("Until"),
    "revoked_at": mark("Stopped on"),
}
"""What the fields of plans are called."""


class Side(Struct, frozen=True):
    """One side of a conflict.

    Attributes:
        title: what it is.
        lines: who, when, where: words and values.
        choice: what names it where a person keeps this side; empty where that is done elsewhere.
        session: the session that it is about; may be empty.
        trainee: the person whom it is about; may be empty.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    choice: str = ""
    session: str = ""
    trainee: str = ""


def attendance_side(fact: Attendance, session: TrainingSession) -> Side:
    """Return a sign-in as a side."""
    begins, ends = (time_in_words(on_the_stand(hour).time()) for hour in (fact.begins, fact.ends))
    return Side(
        title=session_in_words(session),
        lines=(
            (_("Place"), session.place),
            (_("Trainer"), session.animator),
            (_("Hours"), _("from {begins} to {ends}").format(begins=begins, ends=ends)),
            (_("Signature"), _("signed") if fact.signed else _("not signed")),
            (_("Entered by"), fact.entered_by),
            (_("Entered on"), moment(fact.entered_at)),
        ),
        choice=str(fact.id),
        session=fact.session,
        trainee=fact.trainee,
    )


def enrolment_side(decision: EnrolmentDecision, name: str, session: TrainingSession) -> Side:
    """Return a decision on a place as a side."""
    return Side(
        title=f"{name}, {_(PLACE_WORDS[decision.status])}",
        lines=(
            (_("Place"), session.place),
            (_("Decided by"), decision.decided_by),
            (_("Decided on"), moment(decision.decided_at)),
            *_reason(decision.reason),
        ),
        session=decision.session,
        trainee=decision.trainee,
    )


def admission_side(decision: Admission, territory: str) -> Side:
    """Return a decision on a registration, in a territory of that name, as a side."""
    return Side(
        title=status_in_words(decision.status),
        lines=(
            (_("Territory"), territory),
            (_("Decided by"), decision.decided_by),
            (_("Decided on"), moment(decision.decided_at)),
            *_reason(decision.reason),
        ),
        trainee=decision.trainee,
    )


def person_side(person: Trainee, admission: Admission, territory: str) -> Side:
    """Return one of two registrations that look alike, in a territory of that name, as a side."""
    return Side(
        title=f"{person.full_name} ({person.id})",
        lines=(
            (_("Collectivité"), person.employer),
            (_("Registration"), status_in_words(admission.status)),
            (_("Territory"), territory),
            (_("Decided on"), moment(admission.decided_at)),
        ),
        trainee=person.id,
    )


def claim_side(claim: PlanClaim, stands: PlanClaim) -> Side:
    """Return what a stand says of a plan as a side: what differs from what stands, or of it, every field."""
    plan = MODELS[claim.plan].model_validate(claim.content)
    fields = [
        name
        for name, value in claim.content.items()
        if name in FIELDS and (claim is stands or stands.content.get(name) != value)
    ]
    lines = [(_(FIELDS[name]), _shown(getattr(plan, name))) for name in fields]
    title = _("These records") if claim.stand == HERE else claim.stand
    return Side(
        title=_("{stand} (this is what stands)").format(stand=title) if claim is stands else title,
        lines=(*lines, (_("Said on"), moment(claim.said_at))),
        choice=content_digest(claim.content),
    )


def session_in_words(session: TrainingSession) -> str:
    """Return « S1, vendredi 13 mars 2026, Salle des fêtes »."""
    return f"{session.id}, {day_in_words(session.day)}, {session.place}"


def clash_in_words(clash: Clash, sessions: Mapping[str, TrainingSession]) -> str:
    """Return what contradicts in two sign-ins of one person, without their name."""
    one, other = (session_in_words(sessions[fact.session]) for fact in clash)
    if clash[0].session == clash[1].session:
        return _("two sign-ins of one session that differ: {one}").format(one=one)
    return _("two sign-ins in two places at overlapping hours: {one}; {other}").format(one=one, other=other)


def moment(instant: datetime) -> str:
    """Return « vendredi 13 mars 2026, 9 h 15 », by the stand's clock."""
    local = on_the_stand(instant)
    return f"{day_in_words(local.date())}, {time_in_words(local.time())}"


def _reason(reason: str) -> tuple[tuple[str, str], ...]:
    return ((_("Reason"), reason),) if reason else ()


def _shown(value: object) -> str:
    match value:
        case Commune():
            shown = f"{value.name} ({value.code})"
        case tuple():
            shown = ", ".join(map(_shown, value))
        case datetime():
            shown = moment(value)
        case date():
            shown = day_in_words(value)
        case time():
            shown = time_in_words(value)
        case _:
            shown = "" if value is None else str(value)
    return shown or "–"
