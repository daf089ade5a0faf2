"""Settling a conflict: a person says which side is kept; the other stays in the history."""

from datetime import datetime
from random import Random
from uuid import UUID

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.exchange import PlanKind
from course_engine.model.trail import TrailAction
from course_engine.model.training import Attendance, TrainingSession
from course_engine.store import Database
from course_engine.training.conflicts.listing import ConflictKind, conflicts_of
from course_engine.training.exchange.claims import choose
from course_engine.training.identity import uuid7
from course_engine.training.register.chain import enter
from course_engine.training.stand_time import in_utc
from course_engine.training.trail import trace

_ = translator("training")


def settle_sign_ins(
    database: Database, account: Account, key: str, kept: str, *, now: datetime, rng: Random
) -> None:
    """Keep one of two sign-ins that contradict each other: a new fact corrects the other.

    In one session, the correction says what the kept one says; in two, that the person did not sign there.

    Args:
        database: where to.
        account: who decides.
        key: of the conflict.
        kept: the id of the fact that is kept.
        now: when, aware.
        rng: for the id of the correction.

    Raises:
        DecisionRefused: it is no conflict of theirs, or no longer one.
    """
    _check_stands(database, account, ConflictKind.SIGN_INS, key, kept)
    with database.writing() as records:
        facts = {str(fact.id): fact for of in records.attendance.by_trainee().values() for fact in of}
        (wrong,) = (facts[one] for one in key.split("+") if one != kept)
        session = records.schedule.sessions()[wrong.session]
        correction = _correction(wrong, facts[kept], session, by=account.id, fact=uuid7(now, rng), now=now)
        enter(records, correction, None, rng=rng)
        trace(
            records,
            TrailAction.CORRECTED,
            by=account.id,
            trainee=wrong.trainee,
            detail=_("sign-in of the session {session}").format(session=wrong.session),
            now=now,
            rng=rng,
        )


def settle_plan(database: Database, account: Account, key: str, kept: str, *, now: datetime) -> None:
    """Keep one of the contents that stands give a plan; the others are set aside here.

    Args:
        database: where to.
        account: who decides.
        key: of the conflict.
        kept: what names the content that is kept.
        now: when, aware.

    Raises:
        DecisionRefused: it is no conflict of theirs, or no longer one.
    """
    _check_stands(database, account, ConflictKind.PLAN, key, kept)
    plan, _plus, identity = key.partition("+")
    with database.writing() as records:
        if not choose(records, (PlanKind(plan), identity), kept, now=now):
            raise _overtaken()


def _check_stands(database: Database, account: Account, kind: ConflictKind, key: str, kept: str) -> None:
    """Refuse what is not, or no longer, a conflict with that side where an account works."""
    for conflict in conflicts_of(database, account):
        if (conflict.kind, conflict.key) == (kind, key) and kept in {side.choice for side in conflict.sides}:
            return
    raise _overtaken()


def _overtaken() -> DecisionRefused:
    return DecisionRefused(_("This conflict is settled already, or has changed: read the list again."))


def _correction(
    wrong: Attendance,
    kept: Attendance,
    session: TrainingSession,
    *,
    by: str,
    fact: UUID,
    now: datetime,
) -> Attendance:
    if wrong.session == kept.session:
        said = {"signed": kept.signed, "begins": kept.begins, "ends": kept.ends}
    else:
        # Who did not sign spent no time: from the session's beginning to the same instant.
        began = in_utc(session.day, session.begins)
        said = {"signed": False, "begins": began, "ends": began}
    made = {"id": fact, "entered_by": by, "entered_at": now, "corrects": wrong.id}
    return wrong.model_copy(update={**said, **made})
