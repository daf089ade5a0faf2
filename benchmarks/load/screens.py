"""Screens that watch a room: when each showed how many answers were received."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from time import perf_counter

from load.clients import Request

RECEIVED = re.compile("réponses reçues\u00a0: ([0-9]+)".encode())
MOST_BYTES = 2**22


class Screens:
    """Several screens, from their connection until `close`.

    Attributes:
        shown: by screen, then by number of answers, when that many were first shown (`perf_counter`).
    """

    def __init__(self, number: int) -> None:
        self.shown: list[dict[int, float]] = [{} for _screen in range(number)]
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, port: int, asked: Sequence[Request]) -> None:
        """Connect, and return once every screen shows the room."""
        for request, shown in zip(asked, self.shown, strict=True):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=MOST_BYTES)
            writer.write(request)
            self._tasks.append(asyncio.create_task(self._watch(reader, writer, shown)))
        while not all(self.shown):
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def latencies(self, sent: Sequence[float], *, before: int = 0) -> list[float]:
        """Return, for each screen and answer, the seconds until it was shown; infinite where it was not.

        Args:
            sent: when each answer was sent, in that order: the n-th is shown when n of them are.
            before: how many were shown before the first of them was sent.
        """
        return [
            min((at for count, at in shown.items() if count >= number), default=float("inf")) - moment
            for shown in self.shown
            for number, moment in enumerate(sent, start=before + 1)
        ]

    async def _watch(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, shown: dict[int, float]
    ) -> None:
        try:
            while True:
                event = await reader.readuntil(b"\n\n")
                for count in RECEIVED.findall(event):
                    shown.setdefault(int(count), perf_counter())
        finally:
            writer.close()
