"""A disk like that of a stand's laptop: each fsync takes some milliseconds more than this machine's."""

import shutil
import subprocess
from pathlib import Path

MILLISECONDS = 4


def wrapper(folder: Path) -> list[str] | None:
    """Return what a command is run under to meet the slower disk; None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    library = folder / "slow_disk.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True)
    return ["env", f"LD_PRELOAD={library}", f"DELAY_US={MILLISECONDS * 1000}"]
