"""A stand served by a process of its own, that a test may kill: `python stand_process.py DATABASE COURSE PORT`."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom

from msgspec.structs import replace
from stand import Clock, application, site

from course_engine.store import open_database
from course_engine.web import serve


@contextmanager
def stand_process(database: Path, course: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """Serve the records of the sample trainee on a port of the loopback; kill the server at the end if it lives."""
    command = [sys.executable, __file__, str(database), str(course), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline()  # it says that it is ready
        try:
            yield server
        finally:
            server.send_signal(signal.SIGKILL)


if __name__ == "__main__":
    with open_database(sys.argv[1]) as records:
        # Chance: a second process must not draw the tokens of the first.
        served = replace(site(records, Path(sys.argv[2]), Clock()), rng=SystemRandom())
        serve(application(served), port=int(sys.argv[3]))
