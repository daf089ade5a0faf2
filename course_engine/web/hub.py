"""What wakes the screens of a room: something changed in it. They read again; nothing is told here of what.

Where each trainee is stays in memory only: it helps the animateur now, and nobody needs it tomorrow.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Mapping
from datetime import datetime
from enum import Enum, auto
from threading import Lock

from msgspec import Struct

BEAT_SECONDS = 5.0
"""How often a screen is told that the link is alive, where nothing changes; twice as long without is stale."""


class Topic(Enum):
    """What changes in a room, by who has to know."""

    ACTS = auto()
    """What an animateur does, and requests for help: every screen of the room."""
    LIFE = auto()
    """Who signs, is where, said how it went: the animateurs' screens."""
    ANSWERS = auto()
    """Who answers: the animateurs' screens too. It changes with each answer of each trainee."""


class Hub:
    """Screens that watch rooms. `changed` is called from any thread; `watch` by the event loop's tasks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._watchers: defaultdict[str, set[_Watcher]] = defaultdict(set)
        self._changes: Counter[tuple[str, Topic]] = Counter()
        self._is_closed = False

    def changed(self, session: str, topic: Topic = Topic.ACTS) -> None:
        """Wake everyone who watches that of a session's room; several changes at once wake them once."""
        with self._lock:
            self._changes[session, topic] += 1
            watchers = tuple(self._watchers.get(session, ()))
        for watcher in watchers:
            if topic in watcher.topics:
                watcher.wake()

    def changes_of(self, session: str, *topics: Topic) -> int:
        """Return how many times that of a room was said to change: what was read at that count still holds."""
        with self._lock:
            return sum(self._changes[session, topic] for topic in topics)

    async def watch(
        self, session: str, *, topics: frozenset[Topic] = frozenset(Topic), beat: float = BEAT_SECONDS
    ) -> AsyncGenerator[None, None]:
        """Yield at once, then after each change in a room, and every `beat` seconds where nothing changes.

        It ends when the hub is closed.
        """
        watcher = _Watcher(topics, asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._watchers[session].add(watcher)
        try:
            yield
            while not self._is_closed:
                await watcher.rest(beat)
                yield
        finally:
            with self._lock:
                self._watchers[session].discard(watcher)
                if not self._watchers[session]:
                    del self._watchers[session]

    def close(self) -> None:
        """Let everyone go who watches, and whoever comes after as soon as they have the news: the server stops."""
        with self._lock:
            self._is_closed = True
            watchers = [one for watching in self._watchers.values() for one in watching]
        for watcher in watchers:
            watcher.wake()

    def watched(self, session: str) -> int:
        """Return how many screens watch a room."""
        with self._lock:
            return len(self._watchers.get(session, ()))


class _Watcher(Struct, frozen=True, eq=False):
    """One screen, what it shows, and the loop that its task runs in."""

    topics: frozenset[Topic]
    loop: asyncio.AbstractEventLoop
    woken: asyncio.Event

    def wake(self) -> None:
        self.loop.call_soon_threadsafe(self.woken.set)

    async def rest(self, beat: float) -> None:
        try:
            await asyncio.wait_for(self.woken.wait(), beat)
        except TimeoutError:
            return
        self.woken.clear()


class Sighting(Struct, frozen=True):
    """The page that a trainee last opened, and when, in UTC."""

    unit: str
    page: str
    at: datetime


class Whereabouts:
    """The page that each trainee reads, as far as their browser said; safe from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[str, Sighting] = {}

    def seen(self, trainee: str, sighting: Sighting) -> None:
        """Note where a trainee is."""
        with self._lock:
            self._seen[trainee] = sighting

    def of(self, trainees: frozenset[str]) -> Mapping[str, Sighting]:
        """Return where some trainees are; those who were not seen are not there."""
        with self._lock:
            return {trainee: self._seen[trainee] for trainee in trainees if trainee in self._seen}
