"""The limit on wrong attempts: each subject has its own count, the oldest is forgiven first, nothing is forgotten."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from stand import NOW, everything_in

from course_engine.errors import TooManyAttempts
from course_engine.store import Database
from course_engine.store.tables import WRONG_ATTEMPT
from course_engine.training.attempts import Subject, check_attempts, note_wrong_attempt

MINUTE = timedelta(minutes=1)


def subject(name: str) -> Subject:
    return Subject("client", name, most=2, window=5 * MINUTE)


def wait(database: Database, name: str, minutes: int) -> timedelta:
    try:
        with database.reading() as records:
            check_attempts(records, [subject(name)], now=NOW + minutes * MINUTE)
    except TooManyAttempts as refusal:
        return refusal.wait
    return timedelta()


def fail(database: Database, name: str, minutes: int) -> None:
    with database.writing() as records:
        note_wrong_attempt(records, [subject(name)], now=NOW + minutes * MINUTE, rng=Random(minutes))


def test_each_subject_has_its_own_count_and_the_oldest_is_forgiven_first(database: Database) -> None:
    fail(database, "a", 0)
    fail(database, "a", 1)
    assert wait(database, "a", 2) == 3 * MINUTE
    assert wait(database, "b", 2) == timedelta()
    assert wait(database, "a", 5) == timedelta()
    fail(database, "a", 5)
    assert wait(database, "a", 5) == MINUTE


def test_the_refusal_says_how_long_to_wait(database: Database) -> None:
    fail(database, "a", 0)
    fail(database, "a", 0)
    with (
        pytest.raises(TooManyAttempts, match=r"Attendez 5\u00a0min avant le prochain"),
        database.reading() as records,
    ):
        check_attempts(records, [subject("a")], now=NOW + timedelta(seconds=30))


def test_what_is_counted_is_not_in_the_records_in_clear_and_is_forgotten_in_time(database: Database) -> None:
    fail(database, "192.0.2.7", 0)
    fail(database, "b", 6)
    assert len(rows(database)) == 1
    assert "192.0.2.7" not in everything_in(database)


def rows(database: Database) -> list[object]:
    with database.reading() as records:
        return list(records.people._connection.execute(select(WRONG_ATTEMPT)))
