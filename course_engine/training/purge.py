"""The purge: what has been kept long enough is deleted, batch by batch, and the trail says how much.

It may be interrupted and run again: each batch is a transaction of its own, and starts from what is left.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.trail import TrailAction
from course_engine.store import Database, Records
from course_engine.training.erasure import forget_all_but_the_register, forget_wishes
from course_engine.training.privacy import COLLECTED, RecordKind
from course_engine.training.register.chain import note_purge
from course_engine.training.retention import Retention
from course_engine.training.trail import trace

_ = translator("training")

BATCH = 200
ACCOUNT = "purge"


class Age(Struct, frozen=True):
    """Which instants count: `now`, and the one before which a kind of record is over its time."""

    now: datetime
    cutoff: datetime


class Purging(Age, frozen=True):
    """What whoever forgets is told besides.

    Attributes:
        rng: for the ids of what is appended.
    """

    rng: Random


class Chore(Struct, frozen=True):
    """One thing that the purge does.

    Attributes:
        kind: what it deletes, or reduces.
        done: what it does, in words.
        period: the attribute of `Retention` that it applies.
        over: gives what is over its time: people, or rows.
        forget: forgets one of them, under a permit.
    """

    kind: RecordKind
    done: str
    period: str
    over: Callable[[Records, Age], Sequence[Any]]
    forget: Callable[[Records, Any, Purging], object]


def _forget_whole(records: Records, trainee: str, age: Purging) -> None:
    note_purge(records, trainee, now=age.now, rng=age.rng)
    forget_all_but_the_register(records, trainee, now=age.now)
    records.erasure.forget_register(trainee)


def _forget_wishes(records: Records, trainee: str, age: Purging) -> None:
    """Forget what a person told; all of them, where they never came."""
    if trainee in records.overdue.in_register():
        forget_wishes(records, trainee)
    else:
        _forget_whole(records, trainee, age)


CHORES: tuple[Chore, ...] = (
    Chore(
        RecordKind.ENTRY,
        mark("browser sessions that are over: deleted"),
        COLLECTED[RecordKind.ENTRY].period,
        lambda records, age: records.overdue.sessions(age.now),
        lambda records, key, _age: records.erasure.forget_session(key),
    ),
    Chore(
        RecordKind.ATTEMPTS,
        mark("wrong codes and passwords: forgotten"),
        COLLECTED[RecordKind.ATTEMPTS].period,
        lambda records, age: records.overdue.attempts(age.cutoff),
        lambda records, key, _age: records.erasure.forget_attempt(key),
    ),
    Chore(
        RecordKind.DRAFTS,
        mark("questionnaires begun and never sent: deleted"),
        COLLECTED[RecordKind.DRAFTS].period,
        lambda records, age: records.overdue.drafts(age.cutoff, age.now),
        lambda records, key, _age: records.erasure.forget_draft(key),
    ),
    Chore(
        RecordKind.LINKS,
        mark("links that stopped: deleted"),
        COLLECTED[RecordKind.LINKS].period,
        lambda records, age: records.overdue.links(age.cutoff),
        lambda records, key, _age: records.erasure.forget_link(key),
    ),
    Chore(
        RecordKind.PLACES,
        mark("proposals of places: deleted"),
        COLLECTED[RecordKind.REGISTRATION].period,
        lambda records, age: records.overdue.proposals(age.cutoff),
        lambda records, key, _age: records.erasure.forget_proposal(key),
    ),
    Chore(
        RecordKind.ATTENDANCE,
        mark("people of the register: whole files deleted"),
        COLLECTED[RecordKind.ATTENDANCE].period,
        lambda records, age: records.overdue.people(age.cutoff),
        _forget_whole,
    ),
    Chore(
        RecordKind.REGISTRATION,
        mark("people: forms reduced to a name, paths and codes deleted; whole files of those who never came"),
        COLLECTED[RecordKind.REGISTRATION].period,
        lambda records, age: records.overdue.with_wishes(age.cutoff),
        _forget_wishes,
    ),
    Chore(
        RecordKind.QUIZZES,
        mark("people: answers to quizzes deleted"),
        COLLECTED[RecordKind.QUIZZES].period,
        lambda records, age: records.overdue.with_answers(age.cutoff),
        lambda records, key, _age: records.erasure.forget_answers(key),
    ),
    Chore(
        RecordKind.DEBRIEF,
        mark("people: debriefs deleted"),
        COLLECTED[RecordKind.DEBRIEF].period,
        lambda records, age: records.overdue.with_debriefs(age.cutoff),
        lambda records, key, _age: records.erasure.forget_debriefs(key),
    ),
    Chore(
        RecordKind.ROOM,
        mark("what happened in rooms: deleted"),
        COLLECTED[RecordKind.ROOM].period,
        lambda records, age: records.overdue.room_acts(age.cutoff),
        lambda records, key, _age: records.erasure.forget_room(key),
    ),
    Chore(
        RecordKind.MERGES,
        mark("merges of other stands: forgotten"),
        COLLECTED[RecordKind.MERGES].period,
        lambda records, age: records.overdue.merges(age.cutoff),
        lambda records, key, _age: records.erasure.forget_merge(key),
    ),
    Chore(
        RecordKind.SCHEDULE,
        mark("sessions: names of trainers deleted"),
        COLLECTED[RecordKind.SCHEDULE].period,
        lambda records, age: records.overdue.led_sessions(age.cutoff),
        lambda records, key, _age: records.erasure.forget_animator(key),
    ),
    Chore(
        RecordKind.ACCOUNTS,
        mark("closed accounts: deleted"),
        COLLECTED[RecordKind.ACCOUNTS].period,
        lambda records, age: records.overdue.accounts(age.cutoff),
        lambda records, key, _age: records.erasure.forget_account(key),
    ),
    Chore(
        RecordKind.TRAIL,
        mark("entries of the trail: deleted"),
        COLLECTED[RecordKind.TRAIL].period,
        lambda records, age: records.overdue.trail(age.cutoff),
        lambda records, key, _age: records.erasure.forget_trail(key),
    ),
)
"""What the purge does, in order: what one chore deletes whole, the next ones no longer find."""


class PurgeLine(Struct, frozen=True):
    """What the purge found and did of one kind.

    Attributes:
        kind: what.
        said: it and what is done of it, in words.
        over: how many were over their time.
        done: how many were dealt with; 0 in a rehearsal.
    """

    kind: RecordKind
    said: str
    over: int
    done: int


def rehearse_purge(database: Database, retention: Retention, *, now: datetime) -> tuple[PurgeLine, ...]:
    """Return what a purge would find, and do nothing. A person may be counted by several lines."""
    with database.reading() as records:
        return tuple(
            PurgeLine(chore.kind, _(chore.done), len(chore.over(records, _age(chore, retention, now))), 0)
            for chore in CHORES
        )


def purge(
    database: Database, retention: Retention, *, now: datetime, rng: Random, batch: int = BATCH
) -> Iterator[PurgeLine]:
    """Delete what is over its time, and yield what was done of each kind once it is.

    Args:
        database: where from.
        retention: how long what is kept is kept.
        now: when, aware.
        rng: for the ids of the entries in the trail.
        batch: how many in one transaction; after each, all of it is durable.

    Raises:
        StoreError: a batch could not be written; those before it stand, and the purge may be run again.
    """
    for chore in CHORES:
        age, done = _age(chore, retention, now), 0
        while dealt_with := _batch(database, chore, age, rng=rng, most=batch):
            done += dealt_with
        yield PurgeLine(chore.kind, _(chore.done), done, done)
    database.leave_no_trace()


def forget_overdue(
    records: Records, retention: Retention, keys: Collection[object], *, now: datetime, rng: Random
) -> int:
    """Forget what is over its time among some people and rows, under a permit; return how much was.

    What came from elsewhere is not kept longer than if it had been recorded here.

    Args:
        records: of the transaction.
        retention: how long what is kept is kept.
        keys: ids of people and of rows; the others are left to the purge.
        now: when, aware.
        rng: for the ids of what is appended.
    """
    forgotten = 0
    for chore in CHORES:
        age = _age(chore, retention, now)
        for key in [key for key in chore.over(records, age) if key in keys]:
            chore.forget(records, key, Purging(age.now, age.cutoff, rng))
            forgotten += 1
    return forgotten


def _batch(database: Database, chore: Chore, age: Age, *, rng: Random, most: int) -> int:
    with database.writing() as records:
        over = chore.over(records, age)[:most]
        if over:
            detail = _("{count} {done}").format(count=len(over), done=_(chore.done))
            entry = trace(records, TrailAction.PURGED, by=ACCOUNT, detail=detail, now=age.now, rng=rng)
            with records.erasure.permitted(entry):
                for key in over:
                    chore.forget(records, key, Purging(age.now, age.cutoff, rng))
    return len(over)


def _age(chore: Chore, retention: Retention, now: datetime) -> Age:
    return Age(now, retention.cutoff(chore.period, now))
