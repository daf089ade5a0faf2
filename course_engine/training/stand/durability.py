"""Whether this computer keeps what it acknowledges: dummy answers, and how quickly its disk is done."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from course_engine.errors import CourseError
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.readiness import Finding
from course_engine.training.stand.dummy_answers import TRAINEES, hand_in
from course_engine.training.stand.findings import blocking, good, look

_ = translator("training")

WRITES = 40
BLOCK = 4096
PER_CENT = 95
SLOW_MS = 30.0
"""A disk slower than that makes a room of twelve wait: answers are acknowledged once they are on it."""


def durability(
    scratch: Path,
    catalogue: Catalogue | None,
    *,
    now: datetime,
    rng: Random,
    stopwatch: Callable[[], float],
) -> Iterator[Finding]:
    """Yield what became of the dummy answers, then how quickly the disk keeps what it is given.

    Args:
        scratch: a folder on the disk of the records; nothing is left in it.
        catalogue: the course that is answered; None where it has errors.
        now: when, aware.
        rng: draws ids and tokens.
        stopwatch: seconds, from any beginning.
    """
    title = _("Dummy answers")
    try:
        with tempfile.TemporaryDirectory(prefix=".course-engine-try-", dir=scratch) as folder:
            kept = hand_in(Path(folder) / "try.db", catalogue, now=now, rng=rng) if catalogue else None
            slowest = _ninety_fifth(Path(folder) / "try", stopwatch)
    except (OSError, CourseError) as failure:
        said = _("They could not be kept: {reason}").format(reason=failure)
        yield blocking(title, said, _("Check the disk and the rights on its folder."))
        return
    yield _answers(title, kept)
    yield _speed(slowest)


def _answers(title: str, kept: int | None) -> Finding:
    if kept is None:
        said = _("None could be given: the course has errors, or asks no question.")
        return look(title, said, _("Correct the course, then check again."))
    said = _("{kept} of {sent} given at once, kept and read back.").format(kept=kept, sent=TRAINEES)
    return good(title, said) if kept == TRAINEES else blocking(title, said, _("Change the disk."))


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
