"""Where tests write what nobody keeps."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
DISK = Path("/var/tmp")


def folder_in_memory() -> Path | None:
    """Return a folder in memory where there is one with room, whose programs may run: nothing waits for a disk."""
    if not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > 1 << 30 else None


def write_in_memory() -> None:
    """Make temporary files in memory, by this program and by those that it starts, unless TMPDIR says where."""
    memory = folder_in_memory()
    if memory and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


def folder_on_disk() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder on a disk, which takes its time to keep what is committed; removed when it is left."""
    return tempfile.TemporaryDirectory(prefix="course-engine-", dir=DISK if DISK.is_dir() else None)
