"""A bundle as one ZIP file: the same plan gives the same bytes."""

import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from course_engine.bundle.manifest import MANIFEST, is_manifest
from course_engine.bundle.plan import BundlePlan
from course_engine.errors import OutputRefused
from course_engine.i18n import translator

_ = translator("bundle")

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can say: no wall clock in an archive."""
UNIX = 3
FILE_MODE = 0o100644
TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".csv", ".vtt"}
"""What is worth deflating; the rest (fonts, pictures, PDF) is compressed already."""


def write_zip(plan: BundlePlan, course: Path, target: Path) -> bool:
    """Write the bundle into the file `target`, whole or not at all; `index.html` comes first.

    The files that its pages name are read in `course`. A file that already holds this bundle is left as it
    is; another bundle is replaced.

    Returns:
        Whether anything had to be written.

    Raises:
        OutputRefused: `target` is a folder, or a file that is not a bundle; or a file of the course changed
            since it was compiled.
    """
    if target.exists():
        held = _manifest(target)
        if not is_manifest(held):
            raise OutputRefused(
                _("“{target}” already exists and is not a bundle: choose another name, or remove it.").format(
                    target=target
                )
            )
        if held == plan.manifest.to_bytes():
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with fresh.open("wb") as stream:
        with ZipFile(stream, "w") as archive:
            for name, member in plan.members.items():
                archive.writestr(_entry(name), member.read(course))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.rename(target)
    return True


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of `files` (names to bytes, in order): the same files give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(_entry(name), content)
    return stream.getvalue()


def _manifest(target: Path) -> bytes:
    try:
        with ZipFile(target) as archive:
            return archive.read(MANIFEST)
    except (OSError, BadZipFile, KeyError):
        return b""


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.create_system = UNIX
    entry.external_attr = FILE_MODE << 16
    entry.compress_type = ZIP_DEFLATED if Path(name).suffix in TEXT else ZIP_STORED
    return entry
