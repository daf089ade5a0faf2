"""Answers come in a few at a time: a room goes on meanwhile, and a merge that was stopped is simply run again."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from exchanged import DAY, File, answers, export, merge, prepare, record
from stand import NOW

from course_engine.store import Database, open_database
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.exchange.answers import Pace
from course_engine.training.retention import Retention

ANSWERED = 5


class Stopped(Exception):
    """The program was stopped."""


class Meanwhile:
    """Does something when a merge lets others write for the nth time, and counts the times."""

    def __init__(self, nth: int, happens: Callable[[], object]) -> None:
        self.paused, self._nth, self._happens = 0, nth, happens

    def __call__(self) -> None:
        self.paused += 1
        if self.paused == self._nth:
            self._happens()


def two_at_once(pause: Callable[[], object]) -> Pace:
    return Pace(at_once=2, pause=pause)


@pytest.fixture
def sent(empty_file: Path, tmp_path: Path) -> File:
    """The file of a stand on which the first person answered five times, and the second once."""
    with open_database(shutil.copy(empty_file, tmp_path / "stand.db")) as stand:
        prepare(stand)
        for rank in range(ANSWERED):
            answers(stand, "tr0001", "S1", NOW + timedelta(minutes=rank), Random(rank))
        answers(stand, "tr0002", "S1", NOW, Random(9))
        return export(stand, "Stand A", now=NOW + DAY)


@pytest.fixture
def expected(empty_file: Path, tmp_path: Path, sent: File) -> dict[str, object]:
    """What the file gives in one go."""
    with open_database(shutil.copy(empty_file, tmp_path / "expected.db")) as target:
        merge(target, sent, now=NOW + DAY, pace=Pace(pause=lambda: None))
        return record(target)


def answered(database: Database, trainee: str) -> int:
    with database.reading() as records:
        return len(records.answers.of_trainee(trainee))


def test_a_few_at_a_time_they_give_what_they_give_at_once(
    database: Database, sent: File, expected: object
) -> None:
    pause = Meanwhile(0, str)
    (report,) = merge(database, sent, now=NOW + DAY, pace=two_at_once(pause))
    assert record(database) == expected
    assert (report.receipt.counts["answer"], pause.paused) == (ANSWERED + 1, 3)
    (again,) = merge(database, sent, now=NOW + DAY, pace=two_at_once(pause))
    assert (again.receipt.counts, again.known["answer"], pause.paused) == ({}, ANSWERED + 1, 3)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_stopped_between_two_it_leaves_a_whole_record_and_is_run_again(
    database: Database, sent: File, expected: object, nth: int
) -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        merge(database, sent, now=NOW + DAY, pace=two_at_once(Meanwhile(nth, stop)))
    left = record(database)
    assert len(left.pop("answer")) == 2 * (nth - 1)
    assert left == {name: rows for name, rows in expected.items() if name != "answer"}
    merge(database, sent, now=NOW + DAY)
    assert record(database) == expected


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_others_write_between_two(database: Database, location: str, sent: File, nth: int) -> None:
    def somebody_answers() -> None:
        with open_database(location, busy_timeout_ms=1) as room:
            answers(room, "tr0002", "S2", NOW, Random(7))

    merge(database, sent, now=NOW + DAY, pace=two_at_once(Meanwhile(nth, somebody_answers)))
    assert (answered(database, "tr0001"), answered(database, "tr0002")) == (ANSWERED, 2)


def test_who_is_erased_meanwhile_gets_no_more_answers(database: Database, sent: File) -> None:
    def erased() -> None:
        reason = ErasureReason.ASKED
        erase(database, "tr0001", reason=reason, by="region", retention=Retention(), now=NOW, rng=Random(2))

    merge(database, sent, now=NOW + DAY, pace=two_at_once(Meanwhile(2, erased)))
    assert (answered(database, "tr0001"), answered(database, "tr0002")) == (0, 1)


def test_answers_over_their_time_are_not_kept_and_their_people_are_counted(
    database: Database, sent: File
) -> None:
    years_later = NOW + 365 * 3 * DAY
    retention = Retention(questionnaire_months=60, trail_months=60)
    (report,) = merge(database, sent, now=years_later, retention=retention)
    assert (answered(database, "tr0001"), answered(database, "tr0002")) == (0, 0)
    # Of each: what was drawn and judged, which comes in with the other facts, then the answers.
    assert report.over == 4
