"""Servers as processes of their own: started, waited for, measured, stopped by their number."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep

TICKS = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN = 60.0


@dataclass(frozen=True)
class Server:
    """A server that answers on the loopback.

    Attributes:
        started_in: seconds from its start to its first response.
    """

    process: subprocess.Popen[bytes]
    port: int
    started_in: float

    def cpu_seconds(self) -> float:
        """Return the processor time that it and its threads have used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self, kind: str) -> int:
        """Return what it holds, in bytes, by a kind of `smaps_rollup`: `Pss`, `Rss`, `Private_Dirty`."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return next(
            int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith(f"{kind}:")
        )


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(
    command: list[str], port: int, *, path: str, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Run a server until the block ends.

    Args:
        command: what starts it; it must stay in the foreground.
        port: where it will listen.
        path: what it is asked for, until it answers.
        environment: added to ours.
        log: the file that takes what it says.
    """
    with log.open("wb") as told:
        began = perf_counter()
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=told, stderr=subprocess.STDOUT
        )
        try:
            while not _answers(port, path):
                if process.poll() is not None or perf_counter() - began > STARTS_WITHIN:
                    sys.exit(f"{command[0]} does not answer:\n{log.read_text()[-2000:]}")
                sleep(0.02)
            yield Server(process, port, perf_counter() - began)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
