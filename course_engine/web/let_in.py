"""How long a screen listens: as long as whoever opened it is let in as they were, and no longer."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from course_engine.training import browser_session
from course_engine.web.events import event
from course_engine.web.hub import BEAT_SECONDS
from course_engine.web.session import COOKIE, bearer_of
from course_engine.web.site import site_of

BELIEVED_FOR = timedelta(seconds=BEAT_SECONDS)
"""How long a browser is believed to be let in still: it is looked up at each beat, not at each event."""


class LetIn:
    """Whoever opened a stream: out as soon as their session is over, or their account changed or was closed."""

    def __init__(self, request: Request) -> None:
        self._site, self._token = site_of(request), request.cookies.get(COOKIE, "")
        self._bearer, self._seen_at = bearer_of(request), self._site.clock()

    async def is_still(self) -> bool:
        """Return whether the browser still holds a session of the same person, with the same rights."""
        now = self._site.clock()
        if now - self._seen_at < BELIEVED_FOR:
            return True
        self._seen_at = now
        return self._bearer == await run_in_threadpool(
            browser_session.who, self._site.database, self._token, now=now
        )

    async def listens(self, events: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
        """Yield events as long as their reader is let in; then that there will be no more."""
        async with aclosing(events):
            async for one in events:
                if not await self.is_still():
                    yield event("over", {})
                    return
                yield one
