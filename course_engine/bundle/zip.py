"""A bundle as one ZIP file: the same plan gives the same bytes."""

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from course_engine.bundle.plan import BundlePlan

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can say: no wall clock in an archive."""
UNIX = 3
FILE_MODE = 0o100644
TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".csv", ".vtt"}
"""What is worth deflating; the rest (fonts, pictures, PDF) is compressed already."""


def write_zip(plan: BundlePlan, course: Path, target: Path) -> None:
    """Write the bundle into the file `target`, whole or not at all; `index.html` comes first.

    Raises:
        OutputRefused: a file of the course changed since it was compiled.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with fresh.open("wb") as stream:
        with ZipFile(stream, "w") as archive:
            for name, member in plan.members.items():
                archive.writestr(_entry(name), member.read(course))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.rename(target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.create_system = UNIX
    entry.external_attr = FILE_MODE << 16
    entry.compress_type = ZIP_DEFLATED if Path(name).suffix in TEXT else ZIP_STORED
    return entry
