"""What a screen is told while it is open: server-sent events, heard as runtime/live.js hears them."""

import json
from collections.abc import Callable, Mapping
from http.client import HTTPResponse
from time import monotonic, sleep
from typing import Any

from msgspec import Struct

from course_engine.errors import CourseError
from course_engine.i18n import translator
from course_engine.rehearsal.browser import Browser, LinkDown

_ = translator("rehearsal")

AGAIN_SECONDS = 0.2
PATIENCE_SECONDS = 120.0


class NotHeard(CourseError):
    """A screen was not told what it should have been."""


class Event(Struct, frozen=True):
    """One event: its name, and its JSON."""

    name: str
    data: Mapping[str, Any]

    @property
    def regions(self) -> Mapping[str, str]:
        """The HTML of each region that changed, by its name."""
        regions: Mapping[str, str] = self.data.get("regions", {})
        return regions


class Stream:
    """The events of one screen. A stream that is cut is opened again, as a browser does.

    Args:
        browser: whose screen.
        path: where events come from, as the page says.
    """

    def __init__(self, browser: Browser, path: str) -> None:
        self._browser, self._path = browser, path
        self._open: HTTPResponse | None = None

    def wait_for(self, wanted: Callable[[Event], bool]) -> Event:
        """Return the next event that is wanted.

        Raises:
            NotHeard: it did not come, however long one waited.
        """
        give_up_at = monotonic() + PATIENCE_SECONDS
        while monotonic() < give_up_at:
            try:
                event = self._next()
            except LinkDown:
                self.close()
                sleep(AGAIN_SECONDS)
                continue
            if wanted(event):
                return event
        raise NotHeard(
            _("The screen that listens at {path} was not told what happened.").format(path=self._path)
        )

    def close(self) -> None:
        """Stop listening."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _next(self) -> Event:
        """Return the next event.

        Raises:
            LinkDown: the stream is cut, or has ended.
        """
        if self._open is None:
            self._open = self._browser.listen(self._path)
        told: dict[str, str] = {}
        while "data" not in told:
            name, _colon, value = self._browser.heard(self._open).partition(":")
            told[name] = value.strip()
        return Event(told["event"], json.loads(told["data"]))
