"""The answers of another stand: as many as all other facts together many times over, so added a few at a time.

Nothing refers to an answer: a record that holds some of them is that of a stand met earlier in the day.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import sleep

from msgspec import Struct

from course_engine.errors import ConflictingFact
from course_engine.i18n import translator
from course_engine.store import Database, Records
from course_engine.store.travel import Row
from course_engine.training.exchange.sorting import sort_rows
from course_engine.training.privacy import COLLECTED, RecordKind
from course_engine.training.retention import Retention

_ = translator("training")

ANSWERS = "answer"
PAUSE_S = 0.15
"""Whoever waits for a SQLite file asks each 0.1 s whether it is their turn."""


def let_others_write() -> None:
    """Wait as long as it takes whoever waits to be given their turn."""
    sleep(PAUSE_S)


class Pace(Struct, frozen=True):
    """How a merge leaves room to whoever writes at the same time.

    Attributes:
        at_once: how many answers are added in one transaction: a tenth of a second, which a room can wait.
        pause: called between two transactions.
    """

    at_once: int = 1_000
    pause: Callable[[], object] = let_others_write


def add_answers(
    database: Database, answers: Sequence[Row], retention: Retention, *, now: datetime, pace: Pace
) -> Iterator[frozenset[str]]:
    """Add answers whose people are here, transaction by transaction; what was added already changes nothing.

    Those of people erased or deleted since the file was read are left out, and those that are over their time.

    Args:
        database: where to.
        answers: rows that were not here when the file was checked.
        retention: how long what is kept is kept.
        now: when, aware.
        pace: paused before each transaction.

    Yields:
        After each transaction, the ids of those people in it whose answers are over their time.

    Raises:
        ConflictingFact: an answer was recorded here, meanwhile, with another content.
    """
    for start in range(0, len(answers), pace.at_once):
        pace.pause()
        with database.writing() as records:
            over = _add(records, answers[start : start + pace.at_once], retention, now)
        yield over


def _add(records: Records, answers: Sequence[Row], retention: Retention, now: datetime) -> frozenset[str]:
    cutoff = retention.cutoff(COLLECTED[RecordKind.QUIZZES].period, now)
    seen = records.overdue.last_seen()
    over = {trainee for trainee, instant in seen.items() if instant < cutoff}
    of_whom = seen.keys() - over
    kept = [row for row in answers if row["trainee"] in of_whom]
    found = sort_rows(records.exchange, ANSWERS, kept, records.exchange.erased().keys())
    if found.apart:
        raise ConflictingFact(
            _("Answers of this file were recorded here meanwhile with another content: merge it again.")
        )
    records.exchange.add(ANSWERS, found.new)
    return frozenset(over & {row["trainee"] for row in answers})
