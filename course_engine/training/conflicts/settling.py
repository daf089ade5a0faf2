"""Settling a conflict: a person says which side is kept; the other stays in the history."""

from datetime import datetime
from random import Random

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.exchange import PlanKind
from course_engine.model.trail import TrailAction
from course_engine.store import Database, Records
from course_engine.training.conflicts.listing import ConflictKind, conflicts_in
from course_engine.training.exchange.claims import choose
from course_engine.training.register.chain import enter
from course_engine.training.register.entry import Entry
from course_engine.training.register.hours import Hours
from course_engine.training.trail import trace

_ = translator("training")


def settle_sign_ins(
    database: Database, account: Account, key: str, kept: str, *, now: datetime, rng: Random
) -> str:
    """Keep one of two sign-ins that contradict each other: a new fact corrects the other.

    In one session, the correction says what the kept one says; in two, that the person did not sign there.

    Args:
        database: where to.
        account: who decides.
        key: of the conflict.
        kept: the id of the fact that is kept.
        now: when, aware.
        rng: for the id of the correction.

    Returns:
        The session of the sign-in that is corrected.

    Raises:
        DecisionRefused: it is no conflict of theirs, or no longer one.
    """
    with database.writing() as records:
        _check_stands(records, account, ConflictKind.SIGN_INS, key, kept, now=now)
        facts = {str(fact.id): fact for of in records.attendance.by_trainee().values() for fact in of}
        (wrong,) = (facts[one] for one in key.split("+") if one != kept)
        session = records.schedule.sessions()[wrong.session]
        in_one_session = wrong.session == facts[kept].session
        correction = Entry(account.id, now, rng).fact(
            session,
            wrong.trainee,
            Hours.of(facts[kept]) if in_one_session else Hours.none(session),
            signed=in_one_session and facts[kept].signed,
            corrects=wrong,
        )
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
    return wrong.session


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
    plan, _plus, identity = key.partition("+")
    with database.writing() as records:
        _check_stands(records, account, ConflictKind.PLAN, key, kept, now=now)
        if not choose(records, (PlanKind(plan), identity), kept, now=now):
            raise _overtaken()


def _check_stands(
    records: Records, account: Account, kind: ConflictKind, key: str, kept: str, *, now: datetime
) -> None:
    """Refuse what is not, or no longer, a conflict with that side where an account works."""
    for conflict in conflicts_in(records, account, now=now):
        if (conflict.kind, conflict.key) == (kind, key) and kept in {side.choice for side in conflict.sides}:
            return
    raise _overtaken()


def _overtaken() -> DecisionRefused:
    return DecisionRefused(_("This conflict is settled already, or has changed: read the list again."))
