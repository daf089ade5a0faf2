"""A room that answers: this engine, the same server with a desk that records nothing (the floor), and Kolibri.

`python benchmarks/room.py [--kolibri] [rounds]`. Kolibri is measured where it stands in build/bench/kolibri;
`--kolibri` installs it there first, from the package index that pip is set to (some 400 MB). Clients that answer
again at once (closed loop) measure what the servers can do, in paired rounds; people who answer once within two
seconds (open loop), eight screens watching, measure how long they wait, on this disk and on a slower one.
Kolibri is not asked with 500 clients: they would wait past their patience. CPU is the server's.
"""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from load import kolibri, room, slow_disk
from load.clients import Requests, Run, closed_loop, open_loop
from load.processes import Server
from load.room import ENGINE, FLOOR, Stand
from load.screens import Screens

KOLIBRI = Path(__file__).parents[1] / "build" / "bench" / "kolibri"
ROUNDS, SECONDS, WINDOW = 3, 3.0, 2.0
SIZES = (12, 84, 500)
ROOM = 84
STARTS = 5
SYNCS = 2000
Measured = tuple[float, float]
"""Answers a second, and milliseconds of CPU an answer."""


def load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def stressed(server: Server, clients: Sequence[Requests]) -> Measured:
    """Let clients answer without pause; refusals end the benchmark: their speed would say nothing."""
    before = server.cpu_seconds()
    run = asyncio.run(closed_loop(server.port, clients, SECONDS))
    if run.refused:
        sys.exit(f"{run.refused} answers were refused")
    return run.per_second, 1000 * (server.cpu_seconds() - before) / len(run.latencies)


@dataclass(frozen=True)
class Question:
    """What a room waited for when it answered one question, and the seconds of CPU that took."""

    acknowledged: Run
    shown: Run
    cpu: float


async def watched(stand: Stand) -> list[Question]:
    """Let a room answer two questions, its screens watching; return what each took."""
    screens, questions = Screens(len(stand.screens)), list[Question]()
    await screens.open(stand.server.port, stand.screens)
    for number in range(2):
        sent, before = list[float](), stand.server.cpu_seconds()
        run = await open_loop(stand.server.port, stand.trainees, WINDOW, Random(number), sent.append)
        await asyncio.sleep(0.5)
        shown = Run(latencies=screens.latencies(sent, before=number * len(stand.trainees)))
        questions.append(Question(run, shown, stand.server.cpu_seconds() - before))
    await screens.close()
    return questions


@contextmanager
def fresh(command: list[str], trainees: int) -> Iterator[Stand]:
    with TemporaryDirectory() as folder, room.started(Path(folder), trainees, command) as stand:
        yield stand


def starts() -> None:
    """Tell how long a start takes, and what a server that does nothing holds; the first compiles the modules."""
    seen = []
    for _number in range(STARTS + 1):
        with fresh(ENGINE, 12) as stand:
            server = stand.server
            memory = (server.memory(kind) / 1e6 for kind in ("Pss", "Private_Dirty"))
            seen.append((server.started_in, server.cpu_seconds(), *memory))
    took, cpu, shared, own = (median(column) for column in zip(*seen[1:], strict=True))
    print(f"  start      {took:5.2f} s to the first page, {cpu:.2f} s of CPU (aim: 1.5 s)  {load()}")
    print(
        f"  idle       {shared:5.1f} MB PSS (aim: 80 MB), {own:.1f} MB its own, whoever shares the libraries"
    )


def disk(folder: Path) -> None:
    """Tell how long this disk takes to keep a page: nothing is acknowledged sooner, nor while it hesitates."""
    took = []
    with (folder / "page").open("wb", buffering=0) as file:
        for _page in range(SYNCS):
            file.write(bytes(4096))
            began = perf_counter()
            os.fdatasync(file.fileno())
            took.append(perf_counter() - began)
    run = Run(latencies=took)
    half, most, rare = (run.percentile(share) for share in (0.5, 0.99, 0.999))
    print(f"  disk       a sync takes {half:.1f} ms (median), {most:.1f} ms (99 %), {rare:.1f} ms (99.9 %)")


def closed(rounds: int, compared: Path | None) -> None:
    """Tell what the servers do with clients that never pause, in turn."""
    with ExitStack() as opened:
        ours = opened.enter_context(fresh(ENGINE, max(SIZES)))
        floor = opened.enter_context(fresh(FLOOR, max(SIZES)))
        sides = {"floor": (floor.server, floor.trainees), "ours": (ours.server, ours.trainees)}
        if compared is not None:
            home = Path(opened.enter_context(TemporaryDirectory())) / "home"
            home.mkdir()
            theirs = opened.enter_context(kolibri.started(compared, home, ROOM, []))
            sides["kolibri"] = theirs.server, theirs.learners
        for server, clients in sides.values():  # paths are parsed, code is warm
            stressed(server, clients)
        for size in SIZES:
            asked = {name: side for name, side in sides.items() if len(side[1]) >= size}
            pairs = [
                {name: stressed(server, clients[:size]) for name, (server, clients) in asked.items()}
                for _round in range(rounds)
            ]
            _tell(size, pairs)


def _tell(size: int, pairs: Sequence[dict[str, Measured]]) -> None:
    print(f"  closed loop, {size} clients, {len(pairs)} paired rounds  {load()}")
    for name in pairs[0]:
        speed, cpu = (median(column) for column in zip(*(pair[name] for pair in pairs), strict=True))
        more = median(pair["ours"][0] / pair[name][0] for pair in pairs)
        less = median(pair[name][1] / pair["ours"][1] for pair in pairs)
        beside = "" if name == "ours" else f"  ours: {more:.2f} times as many, CPU divided by {less:.2f}"
        print(f"    {name:8} {speed:7.0f} answers/s {cpu:7.3f} ms CPU an answer{beside}")


def opened(name: str, command: list[str], aims: str) -> None:
    """Tell how long a room waits that answers within two seconds: the first question of a server, and the next."""
    with fresh(command, ROOM) as stand:
        questions = asyncio.run(watched(stand))
    print(f"  {name}: {ROOM} answers in {WINDOW:.0f} s, {len(stand.screens)} screens ({aims})")
    for which, one in zip(("first", "next"), questions, strict=True):
        for what, run in (("acknowledged", one.acknowledged), ("shown", one.shown)):
            half, most = run.percentile(0.5), run.percentile(0.95)
            print(f"    {which:5} {what:13} {half:6.1f} ms (median) {most:6.1f} ms (95 %)")
        print(f"          refused {one.acknowledged.refused}, {one.cpu:.2f} s of CPU  {load()}")


def main() -> None:
    # Compiled modules are kept, as on a machine where the server has run once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    install, numbers = "--kolibri" in sys.argv, [int(word) for word in sys.argv[1:] if word.isdigit()]
    print(
        f"room: aims at 84 clients: at most 0.4 ms CPU; at 500: 2,000 answers/s; Kolibri's, times 50  {load()}"
    )
    there = (KOLIBRI / "bin" / "kolibri").exists()
    if not (there or install):
        print(f"  Kolibri is not in {KOLIBRI}: left out; --kolibri installs it there")
    with TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        disk(Path(folder))
        starts()
        for _run in range(ROUNDS):
            opened("open loop", ENGINE, "aims, 95 %: 20 ms acknowledged, 25 ms shown")
        slower = slow_disk.wrapper(Path(folder))
        if slower is None:
            print("  the slower disk needs a C compiler: left out")
        else:
            opened(f"{slow_disk.MILLISECONDS} ms more an fsync", [*slower, *ENGINE], "aim: 100 ms")
        closed(*(numbers or [ROUNDS])[:1], kolibri.installed(KOLIBRI) if there or install else None)


if __name__ == "__main__":
    main()
