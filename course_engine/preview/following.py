"""After each save: the files that changed are compiled, and every open page is sent what changed of it."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool

from course_engine.preview.desk import COURSE, Desk, Look
from course_engine.preview.pages import regions
from course_engine.preview.screen import Builder
from course_engine.web.events import Differing
from course_engine.web.moments import clock_in_figures

LOOK_SECONDS = 0.08
"""Between two looks at the folder."""
LEAST_REST = 8
"""A look at a large folder takes longer: it is left alone for so many times as long."""


async def follow(desk: Desk, builder: Builder, names: Mapping[str, str]) -> AsyncIterator[str]:
    """Yield the events of one open page, until the server stops.

    Args:
        desk: what the application works from.
        builder: what makes the page's screen.
        names: what its address names.
    """
    differing, shown = Differing(), 0
    async with aclosing(desk.hub.watch(COURSE)) as beats:
        async for _beat in beats:
            edition = desk.workshop.edition
            fresh: Mapping[str, str] = {}
            if edition.number != shown:
                fresh = await run_in_threadpool(regions, Look(desk, edition, names), builder)
            shown = edition.number
            yield differing.regions(clock_in_figures(desk.clock()), fresh)


class Lookout:
    """Looks at the course's folder from a thread of its own, and has the pages follow it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="lookout", daemon=True)

    def start(self) -> None:
        """Start to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        rest = LOOK_SECONDS
        while not self._stopped.wait(rest):
            begun = time.perf_counter()
            if self._desk.workshop.look():
                self._desk.hub.changed(COURSE)
                rest = LOOK_SECONDS
            else:
                rest = max(LOOK_SECONDS, LEAST_REST * (time.perf_counter() - begun))
