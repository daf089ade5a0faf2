"""Starting the command line: `course-engine --version` as a multiple of `python -c pass`, in paired runs.

`python benchmarks/startup.py [rounds]`. A first pair, not counted, leaves compiled modules behind.
"""

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 15
NOTHING = [sys.executable, "-c", "pass"]
VERSION = [str(Path(sys.executable).with_name("course-engine")), "--version"]


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with TemporaryDirectory() as compiled:
        # Compiled modules are kept, as on a machine where the command has run once.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = kept | {"PYTHONPYCACHEPREFIX": compiled}
        pairs = [
            (cpu_seconds(NOTHING, environment), cpu_seconds(VERSION, environment)) for _ in range(rounds + 1)
        ]
    floor, whole = (median(column) for column in zip(*pairs[1:], strict=True))
    ratio = median(whole / floor for floor, whole in pairs[1:])
    print(f"startup: {rounds} paired runs")
    print(f"  python -c pass             {floor * 1000:.0f} CPU ms (median)")
    print(f"  course-engine --version    {whole * 1000:.0f} CPU ms (median)")
    print(f"  ratio {ratio:.1f} (median of the pairs)")


if __name__ == "__main__":
    main()
