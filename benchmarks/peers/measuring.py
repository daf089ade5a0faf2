"""Commands run to their end, and what each took: the processor's time, not the clock's, since machines are shared."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter


@dataclass(frozen=True)
class Ran:
    """What a command took, the processes that it waited for included.

    Attributes:
        cpu: seconds of processor, of the user and of the system.
        wall: seconds by the clock.
        peak: the most memory that one of its processes held, in MB.
    """

    cpu: float
    wall: float
    peak: float


def ran(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command in `folder`; one that fails ends the benchmark, with what it said."""
    with TemporaryFile() as said:
        began = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Ran(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
