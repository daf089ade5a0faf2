"""A bundle as a folder, to be copied on a stick or a disc."""

import os
import shutil
from pathlib import Path

from course_engine.bundle.manifest import MANIFEST, is_manifest
from course_engine.bundle.plan import BundlePlan
from course_engine.errors import OutputRefused
from course_engine.i18n import translator

_ = translator("bundle")


def write_folder(plan: BundlePlan, course: Path, target: Path) -> bool:
    """Write the bundle into the folder `target`, whole or not at all.

    The files that its pages name are read in `course`. A folder that already holds exactly this bundle is
    left as it is. One that holds another bundle is replaced by renaming; whoever reads it sees the old one
    or the new one, never a mixture.

    Returns:
        Whether anything had to be written.

    Raises:
        OutputRefused: `target` is a file, or a folder that holds something else than a bundle; or a file
            of the course changed since it was compiled.
    """
    _refuse_foreign(target)
    if _holds(plan, target):
        return False
    fresh = target.with_name(f".{target.name}.new")
    stale = target.with_name(f".{target.name}.old")
    for left_behind in (fresh, stale):
        shutil.rmtree(left_behind, ignore_errors=True)
    for name, member in plan.members.items():
        _write(fresh / name, member.read(course))
    if target.exists():
        target.rename(stale)
    fresh.rename(target)
    shutil.rmtree(stale, ignore_errors=True)
    return True


def _refuse_foreign(target: Path) -> None:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not target.is_dir() or not is_manifest(_manifest(target)):
        raise OutputRefused(
            _(
                "“{target}” already exists and is not a bundle: choose another folder, or empty this one."
            ).format(target=target)
        )


def _manifest(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return b""


def _holds(plan: BundlePlan, target: Path) -> bool:
    """Return whether the folder already holds this bundle: same manifest, every file there and of its size."""
    return _manifest(target) == plan.manifest.to_bytes() and all(
        (target / name).is_file() and (target / name).stat().st_size == member.size
        for name, member in plan.members.items()
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
