"""The limit on wrong codes: guessing has to be hopeless, a mistyped code has not."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

LIMIT = 20
WINDOW = timedelta(minutes=5)
MOST_CLIENTS = 1000


class Attempts:
    """Remembers the wrong codes of each client for a while. In memory: a restart forgives.

    Args:
        limit: how many wrong codes a client may give within the window.
        window: how long a wrong code is remembered.
    """

    def __init__(self, limit: int = LIMIT, window: timedelta = WINDOW) -> None:
        self._limit, self._window = limit, window
        self._wrong: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def wait(self, client: str, now: datetime) -> timedelta:
        """Return how long `client` must wait before its next attempt; zero for not at all."""
        with self._lock:
            wrong = self._recent(client, now)
            return wrong[0] + self._window - now if len(wrong) >= self._limit else timedelta()

    def note_wrong(self, client: str, now: datetime) -> None:
        """Remember that `client` gave a wrong code."""
        with self._lock:
            if client not in self._wrong and len(self._wrong) >= MOST_CLIENTS:
                self._wrong.pop(next(iter(self._wrong)))
            self._recent(client, now).append(now)

    def _recent(self, client: str, now: datetime) -> deque[datetime]:
        wrong = self._wrong.setdefault(client, deque(maxlen=self._limit))
        while wrong and wrong[0] + self._window <= now:
            wrong.popleft()
        return wrong
