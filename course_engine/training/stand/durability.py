"""Twelve dummy answers, kept and read back: by the same tables and the same commits as in the room."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.model.quiz import Score, TrueFalseResponse
from course_engine.model.readiness import Finding
from course_engine.model.training import Answer
from course_engine.store import open_database
from course_engine.training.identity import uuid7
from course_engine.training.stand.findings import blocking, good, look

_ = translator("training")

TRAINEES = 12
WRITES = 40
BLOCK = 4096
PER_CENT = 95
SLOW_MS = 30.0
"""A disk slower than that makes a room of twelve wait: answers are acknowledged once they are on it."""


def durability(
    scratch: Path, *, now: datetime, rng: Random, stopwatch: Callable[[], float]
) -> Iterator[Finding]:
    """Yield what became of the dummy answers, then how quickly the disk keeps what it is given.

    Args:
        scratch: a folder on the disk of the records; nothing is left in it.
        now: when, aware.
        rng: draws the ids.
        stopwatch: seconds, from any beginning.
    """
    title = _("Dummy answers")
    try:
        with tempfile.TemporaryDirectory(prefix=".course-engine-try-", dir=scratch) as folder:
            kept = _kept(Path(folder) / "try.db", now, rng)
            slowest = _ninety_fifth(Path(folder) / "try", stopwatch)
    except (OSError, StoreError) as failure:
        said = _("They could not be kept: {reason}").format(reason=failure)
        yield blocking(title, said, _("Check the disk and the rights on its folder."))
        return
    said = _("{kept} of {sent} kept and read back.").format(kept=kept, sent=TRAINEES)
    yield good(title, said) if kept == TRAINEES else blocking(title, said, _("Change the disk."))
    yield _speed(slowest)


def _kept(file: Path, now: datetime, rng: Random) -> int:
    """Write an answer for each of twelve people, each in its own commit; return how many are read back."""
    answers = [_answer(number, now, rng) for number in range(TRAINEES)]
    with open_database(file) as database:
        for answer in answers:
            with database.writing() as records:
                records.people.add_trainee(answer.trainee, registered_at=now)
                records.answers.append(answer)
    with open_database(file) as database, database.reading() as records:
        kept = records.answers.known([answer.id for answer in answers])
    return sum(kept.get(answer.id) == answer for answer in answers)


def _answer(number: int, now: datetime, rng: Random) -> Answer:
    return Answer(
        id=uuid7(now, rng),
        trainee=f"essai-{number:02}",
        quiz="essai",
        question="essai",
        catalogue="",
        response=TrueFalseResponse(value=True),
        score=Score(fraction=1, points=1),
        answered_at=now,
    )


def _ninety_fifth(file: Path, stopwatch: Callable[[], float]) -> float:
    """Return the ninety-fifth percentile of the time that a small durable write takes, in milliseconds."""
    taken = []
    with file.open("wb", buffering=0) as stream:
        for _turn in range(WRITES):
            begun = stopwatch()
            stream.write(bytes(BLOCK))
            os.fsync(stream.fileno())
            taken.append((stopwatch() - begun) * 1000)
    return sorted(taken)[WRITES * PER_CENT // 100 - 1]


def _speed(slowest: float) -> Finding:
    title = _("Speed of the disk")
    said = _("95 durable writes in 100 take {ms} ms or less.").format(ms=f"{slowest:.1f}".replace(".", ","))
    if slowest > SLOW_MS:
        return look(title, said, _("It is slow: stop what else writes, or change the disk."))
    return good(title, said)
