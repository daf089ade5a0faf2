"""Server-sent events: how a screen stays as fresh as its link (HTML Living Standard, §9.2).

An event `regions` carries `{"hour": "10:42:07", "regions": {NAME: HTML}}`: each HTML takes the place of what
stands in the element `[data-live=NAME]` of the page; regions that did not change are left out. An event `go`
carries `{"href": ADDRESS, "since": MS}`: the page to which the animateur leads everyone, and since when (Unix
time), so that nobody is led twice by one act. An event `over` carries `{}`: nothing more will come, and the page
has to be read again. runtime/live.js reads them all.
"""

import json
from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType

from fastapi.responses import StreamingResponse

RETRY_MS = 2000


class Differing:
    """Leaves out the regions that a screen has already."""

    def __init__(self) -> None:
        self._sent: dict[str, str] = {}

    def regions(
        self, hour: str, regions: Mapping[str, str], frames: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """Return the event that brings a screen from what it was last sent to `regions`.

        Args:
            hour: of the news.
            regions: the HTML of each.
            frames: for some regions, what is compared in place of their HTML.
        """
        told = {**regions, **frames}
        fresh = {name: html for name, html in regions.items() if self._sent.get(name) != told[name]}
        self._sent.update((name, told[name]) for name in fresh)
        return event("regions", {"hour": hour, "regions": fresh})


def event(name: str, data: object) -> str:
    """Return an event; its data is one line of JSON."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Return a response that lasts as long as its events do, or as the browser listens."""

    async def body() -> AsyncIterator[str]:
        yield f"retry: {RETRY_MS}\n\n"
        async for one in events:
            yield one

    return StreamingResponse(body(), media_type="text/event-stream")
