"""The limit on wrong codes."""

from datetime import timedelta

from stand import NOW

from course_engine.web.attempts import Attempts

MINUTE = timedelta(minutes=1)


def test_each_client_has_its_own_count_and_the_oldest_is_forgiven_first() -> None:
    attempts = Attempts(limit=2, window=5 * MINUTE)
    attempts.note_wrong("a", NOW)
    attempts.note_wrong("a", NOW + MINUTE)
    assert attempts.wait("a", NOW + 2 * MINUTE) == 3 * MINUTE
    assert attempts.wait("b", NOW + 2 * MINUTE) == timedelta()
    assert attempts.wait("a", NOW + 5 * MINUTE) == timedelta()
    attempts.note_wrong("a", NOW + 5 * MINUTE)
    assert attempts.wait("a", NOW + 5 * MINUTE) == MINUTE
