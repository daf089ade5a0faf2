"""A server of the course as a process of its own, that can be killed and started again at the same address."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType
from typing import Self

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("rehearsal")

LOOPBACK = "127.0.0.1"
PATIENCE_SECONDS = 60.0
GLANCE_SECONDS = 0.02


class ServerProcess:
    """`course-engine serve` on the loopback. Leaving the context ends it; only what was started here is ended.

    Args:
        database: the file of the records.
        course: the folder of the course.
        log: the file that receives what the server writes.
        settings: environment variables beside those of this process.
    """

    def __init__(
        self, database: Path, course: Path, log: Path, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.address = (LOOPBACK, _free_port())
        self.starts = 0
        self._command = (
            *(sys.executable, "-m", "course_engine", "serve"),
            *("--database", str(database), "--course", str(course)),
            *("--host", LOOPBACK, "--port", str(self.address[1])),
        )
        self._environment = {**os.environ, **settings}
        # A stand compiles its code once, not at each start.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The process that serves.

        Raises:
            EnvironmentRefused: there is none.
        """
        if self._process is None:
            raise EnvironmentRefused(_("The server of the rehearsal is not running."))
        return self._process.pid

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            EnvironmentRefused: it ended by itself, or did not answer in time; says where its words are.
        """
        with self._log.open("ab") as log:
            # A group of its own: Ctrl-C is for the rehearsal, which ends the server itself.
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        self.starts += 1
        self._wait_until_it_answers(self._process)

    def kill(self) -> None:
        """End the server at once, as a power cut would: it is told nothing (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Stop the server where it stands (SIGSTOP): its files are what a power cut would leave."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        os.kill(self.pid, signal.SIGCONT)

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        give_up_at = monotonic() + PATIENCE_SECONDS
        while not _answers(self.address):
            if process.poll() is not None or monotonic() > give_up_at:
                self.kill()
                sentence = _("The server of the rehearsal did not start: see “{log}”.")
                raise EnvironmentRefused(sentence.format(log=self._log))
            sleep(GLANCE_SECONDS)


def _answers(address: tuple[str, int]) -> bool:
    connection = HTTPConnection(*address, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500  # noqa: PLR2004 - the server's own faults (RFC 9110)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
