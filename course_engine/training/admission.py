"""Admission: what référents and animators decide of a registration. Each decision is a fact; the latest stands."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import DecisionRefused
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.training import EnrolmentStatus, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.enrolment import Ruling, give_up_places
from course_engine.training.identity import uuid7
from course_engine.training.scope import own_admission

_ = translator("training")

LONGEST_REASON = 500
ALLOWED: Mapping[AdmissionStatus, frozenset[AdmissionStatus]] = {
    AdmissionStatus.RECEIVED: frozenset(
        {AdmissionStatus.ACCEPTED, AdmissionStatus.REFUSED, AdmissionStatus.WITHDRAWN}
    ),
    AdmissionStatus.ACCEPTED: frozenset({AdmissionStatus.REFUSED, AdmissionStatus.WITHDRAWN}),
    AdmissionStatus.REFUSED: frozenset({AdmissionStatus.RECEIVED}),
    AdmissionStatus.WITHDRAWN: frozenset({AdmissionStatus.RECEIVED}),
    AdmissionStatus.DUPLICATE: frozenset(),
}
"""From where a registration stands to where it may be put. Twins are settled in `training/twins.py` only."""
LIVE = frozenset({AdmissionStatus.RECEIVED, AdmissionStatus.ACCEPTED})
"""Those of people who are to come: the others give up the places that they had."""
STATUS_WORDS: Mapping[AdmissionStatus, str] = {
    AdmissionStatus.RECEIVED: mark("to be read"),
    AdmissionStatus.ACCEPTED: mark("accepted"),
    AdmissionStatus.WITHDRAWN: mark("withdrawn"),
    AdmissionStatus.DUPLICATE: mark("duplicate"),
    AdmissionStatus.REFUSED: mark("refused"),
}


class FreedSeat(Struct, frozen=True):
    """A seat that somebody gave up in a session to come. Nobody is moved into it by the engine.

    Attributes:
        waiting: how many people are on the session's waiting list.
    """

    session: TrainingSession
    waiting: int


class Decided(Struct, frozen=True):
    """What came of a decision: how the registration stands, and the seats that it freed."""

    admission: Admission
    freed: tuple[FreedSeat, ...] = ()


class DecisionAsked(Struct, frozen=True):
    """What somebody asks of a registration.

    Attributes:
        status: where it is to be put.
        seen: the decision that stood on the screen where they asked.
        reason: required to refuse.
    """

    trainee: str
    status: AdmissionStatus
    seen: UUID
    reason: str = ""


def admit(
    database: Database,
    trainees: Iterable[str],
    *,
    territory: str,
    decided_by: str,
    now: datetime,
    rng: Random,
) -> int:
    """Accept, in a territory, people whose forms came in a file; leave alone what was decided of anybody.

    Args:
        database: where to.
        trainees: ids of people who are registered.
        territory: where they follow their path.
        decided_by: who accepts them.
        now: when, aware.
        rng: for the ids of the facts.

    Returns:
        How many were accepted.
    """
    with database.writing() as records:
        fresh = [trainee for trainee in trainees if not records.admissions.history(trainee)]
        for trainee in fresh:
            records.admissions.append(
                Admission(
                    id=uuid7(now, rng),
                    trainee=trainee,
                    territory=territory,
                    channel=Channel.FILE,
                    status=AdmissionStatus.ACCEPTED,
                    decided_by=decided_by,
                    decided_at=now,
                )
            )
    return len(fresh)


def decide(
    database: Database, account: Account, asked: DecisionAsked, *, now: datetime, rng: Random
) -> Decided:
    """Accept a registration, refuse it, note that somebody withdraws, or put it back among those to be read.

    Whoever is not to come gives up, in the same transaction, every place that they had in a session to come.

    Args:
        database: where it is recorded.
        account: who decides.
        asked: what; the same form sent twice changes nothing more.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        NotFound: nobody of that id is in the account's territories.
        DecisionRefused: it is not allowed from where the registration stands, or somebody decided meanwhile.
    """
    reason = checked_reason(asked.reason)
    with database.writing() as records:
        known = own_admission(records, account, asked.trainee)
        wanted = next_admission(known, account, asked.status, reason=reason, now=now, rng=rng)
        if _was_sent_before(records, wanted, asked.seen):
            return Decided(known)
        check_unchanged(records, known, asked.seen)
        _check_allowed(known, wanted)
        return settle(records, wanted, now=now, rng=rng)


def status_in_words(status: AdmissionStatus) -> str:
    """Return where a registration stands: « à lire »."""
    return _(STATUS_WORDS[status])


def checked_reason(reason: str) -> str:
    """Return what somebody said, without spaces around it.

    Raises:
        DecisionRefused: it is too long.
    """
    said = reason.strip()
    if len(said) > LONGEST_REASON:
        sentence = _("The reason is too long: {length} characters, at most {most}.")
        raise DecisionRefused(sentence.format(length=len(said), most=LONGEST_REASON))
    return said


def next_admission(
    known: Admission,
    account: Account,
    status: AdmissionStatus,
    *,
    reason: str,
    same_as: str | None = None,
    now: datetime,
    rng: Random,
) -> Admission:
    """Return the fact that puts a registration somewhere else; what brought it stays."""
    return Admission.model_validate(
        known.model_dump()
        | {
            "id": uuid7(now, rng),
            "status": status,
            "same_as": same_as,
            "reason": reason,
            "decided_by": account.id,
            "decided_at": now,
        }
    )


def settle(records: Records, admission: Admission, *, now: datetime, rng: Random) -> Decided:
    """Append a decision; free the seats of somebody who is not to come."""
    records.admissions.append(admission)
    freed = () if admission.status in LIVE else _give_up_places(records, admission, now=now, rng=rng)
    return Decided(admission, freed)


def check_unchanged(records: Records, known: Admission, seen: UUID) -> None:
    """Refuse a decision made from a screen that is no longer true.

    Raises:
        DecisionRefused: somebody decided since; says who, and what.
    """
    if known.id != seen:
        by = records.accounts.account(known.decided_by)
        sentence = _("Meanwhile {who} decided of this registration: {status}. Read it again, then decide.")
        raise DecisionRefused(
            sentence.format(who=by.name if by else known.decided_by, status=status_in_words(known.status))
        )


def _was_sent_before(records: Records, wanted: Admission, seen: UUID) -> bool:
    """Return whether this very decision, made from the same screen, is the one that stands."""
    before, latest = (None, *records.admissions.history(wanted.trainee))[-2:]
    if before is None or latest is None or before.id != seen:
        return False
    same = ("status", "reason", "decided_by")
    return all(getattr(latest, name) == getattr(wanted, name) for name in same)


def _check_allowed(known: Admission, wanted: Admission) -> None:
    if wanted.status not in ALLOWED[known.status]:
        sentence = _("This registration is “{now}”: it cannot become “{wanted}”.")
        raise DecisionRefused(
            sentence.format(now=status_in_words(known.status), wanted=status_in_words(wanted.status))
        )
    if wanted.status is AdmissionStatus.REFUSED and not wanted.reason:
        raise DecisionRefused(_("Say why you refuse this registration: the person may ask you."))


def _give_up_places(
    records: Records, admission: Admission, *, now: datetime, rng: Random
) -> tuple[FreedSeat, ...]:
    sessions = records.schedule.sessions()
    waiting = Counter(
        place.session
        for place, fact in records.schedule.standing().items()
        if fact.status is EnrolmentStatus.WAITING
    )
    ruling = Ruling(admission.decided_by, now, rng, admission.reason or status_in_words(admission.status))
    freed = [
        FreedSeat(sessions[stood.session], waiting[stood.session])
        for stood in give_up_places(records, admission.trainee, ruling)
        if stood.status is EnrolmentStatus.CONFIRMED
    ]
    return tuple(sorted(freed, key=lambda seat: (seat.session.day, seat.session.begins)))
