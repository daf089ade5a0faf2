"""Clients that answer, over one kept-alive connection each: HTTP/1.1 written by hand, so that they cost little."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

PATIENCE = 30.0

Request = bytes
Requests = Iterator[Request]
"""One client's requests, one after the other, without end."""


@dataclass
class Run:
    """What a run of clients saw.

    Attributes:
        seconds: how long it lasted.
        latencies: seconds from the sending of each answer to its acknowledgement.
        refused: how many were answered by something else than 200, or not at all.
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency, in milliseconds, under which that share of the answers were acknowledged."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def request(method: str, path: str, host: str, headers: dict[str, str], body: bytes) -> Request:
    """Return the bytes of a request whose connection stays open."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: Request) -> tuple[int, bytes]:
    """Send one request; return the status and the body of its response, whose length must be told."""
    writer.write(sent)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(
        (
            int(line.split(":")[1])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length:")
        ),
        0,
    )
    return int(head.split(" ", 2)[1]), await reader.readexactly(length)


async def closed_loop(port: int, clients: Sequence[Requests], seconds: float) -> Run:
    """Let each client answer again as soon as it is acknowledged."""
    run = Run()
    ends = perf_counter() + seconds

    async def answer_without_pause(requests: Requests) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while perf_counter() < ends:
            await _timed(run, reader, writer, next(requests))
        writer.close()

    await _together(run, [answer_without_pause(one) for one in clients])
    return run


async def open_loop(
    port: int,
    clients: Sequence[Requests],
    window: float,
    rng: Random,
    sent: Callable[[float], None] = lambda _moment: None,
) -> Run:
    """Let each client answer once, at a random moment of a window of so many seconds: what a room does.

    `sent` is told when each answer leaves.
    """
    run = Run()

    async def answer_once(requests: Requests, moment: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(moment)
        sent(perf_counter())
        await _timed(run, reader, writer, next(requests))
        writer.close()

    await _together(run, [answer_once(one, rng.uniform(0.2, 0.2 + window)) for one in clients])
    return run


async def _timed(run: Run, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: Request) -> None:
    began = perf_counter()
    try:
        status, _body = await asyncio.wait_for(ask(reader, writer, sent), PATIENCE)
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        run.refused += 1
        return
    if status == 200:
        run.latencies.append(perf_counter() - began)
    else:
        run.refused += 1


async def _together(run: Run, tasks: Sequence[object]) -> None:
    began = perf_counter()
    await asyncio.gather(*tasks)  # type: ignore[arg-type]  # coroutines, all of them
    run.seconds = perf_counter() - began
