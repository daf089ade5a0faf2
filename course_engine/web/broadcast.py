"""What several screens of a room share: read and made once at each change, however many watch.

The first change is shown at once. Those that come while it is being made, or just after, are shown together:
eighty-four answers in two seconds are at most eighty-four pictures for all, not for each screen.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
from functools import cached_property

from msgspec import Struct, field

from course_engine.errors import CourseError
from course_engine.web.events import Differing, event
from course_engine.web.hub import Hub

PACE_SECONDS = 0.005
"""How long after one picture the next one is begun, at the soonest."""


class Picture(Struct, frozen=True):
    """What the screens of one kind show.

    Attributes:
        hour: of it.
        regions: the HTML of each live region; one that stands within another comes after it.
        frames: for a region that holds others, what changes when it must itself be sent again.
    """

    hour: str
    regions: Mapping[str, str]
    frames: Mapping[str, str] = field(default_factory=dict)


class _News(Struct, frozen=True, dict=True):
    """A picture as events: for who has the one before (number - 1), and for who has none or an older one."""

    number: int
    picture: Picture
    change: str

    @cached_property
    def whole(self) -> str:
        return event("regions", {"hour": self.picture.hour, "regions": dict(self.picture.regions)})


class Broadcast:
    """The pictures that are being watched, by name; the event loop's own, not safe from threads."""

    def __init__(self) -> None:
        self._channels: dict[str, _Channel] = {}

    async def follow(
        self, name: str, hub: Hub, session: str, make: Callable[[], Picture]
    ) -> AsyncGenerator[str, None]:
        """Yield the events that keep one screen fresh, until the picture can no longer be made.

        Args:
            name: of the kind of screen and its room: screens of one name share their pictures.
            hub: what says that something changed.
            session: whose room.
            make: reads the records and makes the picture; called in a thread, never twice at once.
        """
        channel = self._channels.get(name)
        if channel is None or channel.is_over:
            channel = self._channels[name] = _Channel(hub, session, make)
        channel.followers += 1
        try:
            seen = 0
            while (news := await channel.after(seen)) is not None:
                yield news.change if seen and news.number == seen + 1 else news.whole
                seen = news.number
        finally:
            channel.followers -= 1
            if not channel.followers:
                channel.close()
                if self._channels.get(name) is channel:
                    del self._channels[name]


class _Channel:
    """One kind of picture of one room, made for as long as somebody follows it."""

    def __init__(self, hub: Hub, session: str, make: Callable[[], Picture]) -> None:
        self.followers = 0
        self.is_over = False
        self._news: _News | None = None
        self._fresh = asyncio.Condition()
        self._task = asyncio.create_task(self._run(hub, session, make))

    async def after(self, seen: int) -> _News | None:
        """Return news later than number `seen`, or None when there will be none."""
        async with self._fresh:
            await self._fresh.wait_for(lambda: self.is_over or self._number > seen)
        return self._news if self._number > seen else None

    def close(self) -> None:
        self._task.cancel()

    @property
    def _number(self) -> int:
        return self._news.number if self._news else 0

    async def _run(self, hub: Hub, session: str, make: Callable[[], Picture]) -> None:
        try:
            with suppress(CourseError):  # the screens see that the link is cut, and ask again
                async with aclosing(hub.watch(session)) as changes:
                    await self._show(changes, make)
        finally:
            self.is_over = True
            async with self._fresh:
                self._fresh.notify_all()

    async def _show(self, changes: AsyncIterator[None], make: Callable[[], Picture]) -> None:
        loop, differing = asyncio.get_running_loop(), Differing()
        async for _change in changes:
            begun = loop.time()
            picture = await asyncio.to_thread(make)
            change = differing.regions(picture.hour, picture.regions, picture.frames)
            async with self._fresh:
                self._news = _News(self._number + 1, picture, change)
                self._fresh.notify_all()
            await asyncio.sleep(max(0.0, PACE_SECONDS - (loop.time() - begun)))
