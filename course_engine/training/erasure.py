"""Erasure: a person's name and everything they told are deleted; the register stands, under an opaque id."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from random import Random

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import mark, translator
from course_engine.model.trail import TrailAction
from course_engine.model.training import Trainee
from course_engine.store import Database, Records
from course_engine.training.enrolment import Ruling, give_up_places
from course_engine.training.privacy import RecordKind
from course_engine.training.retention import Retention
from course_engine.training.trail import trace

_ = translator("training")


class ErasureReason(StrEnum):
    """Why a person is erased: chosen in a list, since what is typed might name them in the trail."""

    ASKED = "demande"
    OBJECTED = "opposition"
    BY_MISTAKE = "erreur"


REASONS: Mapping[ErasureReason, str] = {
    ErasureReason.ASKED: mark("The person asks for it."),
    ErasureReason.OBJECTED: mark("The person objects to the use of their data."),
    ErasureReason.BY_MISTAKE: mark("The person was registered by mistake."),
}


STAYS: Mapping[RecordKind, str] = {
    RecordKind.REGISTRATION: mark("Decisions on the registration"),
    RecordKind.PLACES: mark("Decisions on places"),
    RecordKind.ATTENDANCE: mark("Hours of attendance"),
    RecordKind.ATTESTATION: mark("Numbers and digests of attestations"),
}
"""What the register keeps, in words."""


class Staying(Struct, frozen=True):
    """What the register keeps of a person whose name is erased.

    Attributes:
        kind: what kind of record it is.
        title: what it is, in words.
        count: how many rows.
        until: when the purge deletes it.
    """

    kind: RecordKind
    title: str
    count: int
    until: datetime


class Erasure(Struct, frozen=True):
    """What an erasure does, or did.

    Attributes:
        trainee: whose.
        name: first name and last name, as they were.
        removed: how many rows were deleted or emptied, by kind; empty where it is only being thought of.
        staying: what stays, under the opaque id only.
        clean: whether nothing is left in the database's files; see `Database.leave_no_trace`.
    """

    trainee: str
    name: str
    removed: Mapping[RecordKind, int]
    staying: tuple[Staying, ...]
    clean: bool = True


def erasure_ahead(database: Database, trainee: str, *, retention: Retention) -> Erasure:
    """Return what erasing a person would leave in the register.

    Raises:
        NotFound: nobody of that id is registered, or their file is erased already.
    """
    with database.reading() as records:
        person = _known(records, trainee)
        return Erasure(trainee, person.full_name, {}, _staying(records, trainee, retention))


def erase(
    database: Database,
    trainee: str,
    *,
    reason: ErasureReason,
    by: str,
    retention: Retention,
    now: datetime,
    rng: Random,
) -> Erasure:
    """Erase a person: all of it in one transaction, or nothing.

    Deleted: forms, paths and what was decided of them, answers to quizzes, debriefs, help asked for, drawn
    signatures, codes, browser sessions, questionnaires begun under their name, proposals that name them, reasons
    that were written, and the documents of their attestations. What stays names nobody: decisions, places,
    attendance, and for each attestation its number, its day, its hours and the digest that a presented document is
    checked against. Places in sessions to come are given up.

    Args:
        database: where from.
        trainee: the person's id.
        reason: why.
        by: the account that erases.
        retention: says until when the rest stays.
        now: when, aware.
        rng: for the id of the entry in the trail.

    Raises:
        NotFound: nobody of that id is registered, or their file is erased already.
    """
    with database.writing() as records:
        person = _known(records, trainee)
        entry = trace(
            records,
            TrailAction.ERASED,
            by=by,
            trainee=trainee,
            detail=reason_in_words(reason),
            now=now,
            rng=rng,
        )
        give_up_places(records, trainee, Ruling(by, now, rng))
        with records.erasure.permitted(entry):
            removed = forget_all_but_the_register(records, trainee, now=now)
        staying = _staying(records, trainee, retention)
    return Erasure(trainee, person.full_name, removed, staying, database.leave_no_trace())


def reason_in_words(reason: ErasureReason) -> str:
    """Return a reason as the trail and the screens say it."""
    return _(REASONS[reason])


def forget_wishes(records: Records, trainee: str) -> Mapping[RecordKind, int]:
    """Forget what a person answered to the questionnaire and what came of it, under a permit."""
    erasure = records.erasure
    return {
        RecordKind.REGISTRATION: erasure.forget_wishes(trainee) + erasure.forget_likenesses(trainee),
        RecordKind.PATH: erasure.forget_path(trainee),
        RecordKind.PLACES: erasure.forget_reasons(trainee) + erasure.forget_proposals(trainee),
        RecordKind.ENTRY: erasure.forget_entry(trainee),
    }


def forget_all_but_the_register(records: Records, trainee: str, *, now: datetime) -> Mapping[RecordKind, int]:
    """Forget a person's name and everything they told, under a permit."""
    erasure, person = records.erasure, records.people.trainee(trainee)
    drafts = erasure.forget_drafts_of(person.last_name, person.first_name) if person else 0
    removed = {
        **forget_wishes(records, trainee),
        RecordKind.ROOM: erasure.forget_help(trainee),
        RecordKind.QUIZZES: erasure.forget_answers(trainee),
        RecordKind.DEBRIEF: erasure.forget_debriefs(trainee),
        RecordKind.ATTENDANCE: erasure.forget_signatures(trainee),
        RecordKind.DRAFTS: drafts,
    }
    reduced = records.attestations.reduced(trainee)
    forgotten = erasure.forget_name(trainee, attestations=reduced, erased_at=now)
    removed[RecordKind.ATTESTATION] = len(reduced)
    removed[RecordKind.REGISTRATION] += forgotten - len(reduced)
    return removed


def _known(records: Records, trainee: str) -> Trainee:
    if records.people.is_erased(trainee):
        raise NotFound(_("The file of “{id}” is erased already.").format(id=trainee))
    person = records.people.trainee(trainee)
    if person is None:
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
    return person


def _staying(records: Records, trainee: str, retention: Retention) -> tuple[Staying, ...]:
    until = retention.until("register_months", records.overdue.last_seen()[trainee])
    counts = {
        RecordKind.REGISTRATION: len(records.admissions.history(trainee)),
        RecordKind.PLACES: len(records.schedule.decisions(trainee=trainee)),
        RecordKind.ATTENDANCE: len(records.attendance.of_trainee(trainee)),
        RecordKind.ATTESTATION: len(records.attestations.register(trainee=trainee)),
    }
    return tuple(Staying(kind, _(STAYS[kind]), count, until) for kind, count in counts.items() if count)
