"""What the answers of a room were worth, kept from one change to the next: only the latest are read again."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta

from course_engine.model.identity import Slug
from course_engine.store import Records
from course_engine.store.board import Mark

AGAIN = timedelta(seconds=1)
"""What is read again: an answer is dated when it comes in; another process may commit it after a later one."""
KEPT = timedelta(seconds=30)
"""For how long the rest is believed: what another stand brought, or what was erased, shows then."""


class KeptMarks:
    """Reads the marks of one room again and again."""

    def __init__(self) -> None:
        self._marks: tuple[Mark, ...] = ()
        self._asked: tuple[frozenset[str], tuple[Slug, ...]] | None = None
        self._whole_at: datetime | None = None

    def read(
        self, records: Records, trainees: frozenset[str], quizzes: Sequence[Slug], now: datetime
    ) -> tuple[Mark, ...]:
        """Return what the answers of some people to some quizzes were worth, oldest first.

        Args:
            records: where they are.
            trainees: whose.
            quizzes: to what.
            now: when they are read, aware.
        """
        asked = trainees, tuple(quizzes)
        if self._marks and asked == self._asked and self._is_fresh(now):
            since = self._marks[-1].at - AGAIN
            before = bisect_left(self._marks, since, key=lambda mark: mark.at)
            self._marks = self._marks[:before] + records.board.marks(*asked, since=since)
        else:
            self._marks, self._asked, self._whole_at = records.board.marks(*asked), asked, now
        return self._marks

    def _is_fresh(self, now: datetime) -> bool:
        """Return whether the rest still holds; it does not where the clock was set back."""
        return self._whole_at is not None and self._whole_at <= now < self._whole_at + KEPT
