"""Where backups are kept, most often a USB key: what is on it is whole and durable, or has no name."""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.model.backup import BackupManifest
from course_engine.model.folding import fold
from course_engine.signing.seal import WORK

_ = translator("training")

SUFFIX = ".sauvegarde"
ABANDONED = timedelta(hours=1)
"""What is this old was left by a run that was killed."""
MEGABYTE = 1000 * 1000
MARGIN, MARGIN_EACH = MEGABYTE, 2048
"""What the seal and the archive add, at most: once, and for each file."""
LONGEST_SLUG = 40


class Safe(Struct, frozen=True):
    """How a backup is kept.

    Attributes:
        folder: where, most often a USB key.
        scratch: where a copy of the records may stand while it is sealed: on a disk that holds them already.
        passphrase: what opens the backup.
        keep: how many backups of this stand stay in the folder; None for all.
        work: what a guess at the passphrase costs (see `signing.seal`).
    """

    folder: Path
    scratch: Path
    passphrase: str
    keep: int | None = None
    work: int = WORK


def file_name(stand: str, now: datetime) -> str:
    """Return a file's name that every system takes, FAT32 too: `stand-3-20270313T081500Z.sauvegarde`."""
    return f"{_slug(stand)}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"


def check_room(folder: Path, manifest: BackupManifest) -> None:
    """Refuse a folder without room for a backup.

    Raises:
        OutputRefused: it has less free space than the backup may need.
    """
    needed = MARGIN + manifest.size + MARGIN_EACH * len(manifest.members)
    free = shutil.disk_usage(folder).free
    if free < needed:
        sentence = _("“{folder}” has {free} MB left and the backup may need {needed} MB: free some space.")
        needed_mb, free_mb = -(-needed // MEGABYTE), free // MEGABYTE
        raise OutputRefused(sentence.format(folder=folder, free=free_mb, needed=needed_mb))


def write_durably(target: Path, sealed: bytes) -> None:
    """Write a file on the key, and give it its name once the key gives it back; its name is on the key then.

    Raises:
        OutputRefused: the key does not give back what was written on it.
        OSError: the key refuses; a file that was there before stays as it was.
    """
    with atomic_write(target) as draft:
        draft.write(sealed)
        draft.flush()
        os.fsync(draft.fileno())
        if hasattr(os, "posix_fadvise"):
            # What is read back must come from the key, not from this machine's memory of it.
            os.posix_fadvise(draft.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        draft.seek(0)
        if draft.read() != sealed:
            raise OutputRefused(_("What was read back is not what was written: try again, with another key."))
    target.chmod(0o600)
    settle_names(target.parent)


def settle_names(folder: Path) -> None:
    """Have a folder's own table of names on its disk, so that a key may be pulled out."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def abandoned(folder: Path, pattern: str, now: datetime) -> list[Path]:
    """Return what runs that were killed left in a folder; what another run is writing now is younger."""
    dated = ((found, datetime.fromtimestamp(found.stat().st_mtime, UTC)) for found in folder.glob(pattern))
    return [found for found, changed in dated if changed < now - ABANDONED]


def remove_older(safe: Safe, stand: str, made: Path, now: datetime) -> tuple[Path, ...]:
    """Take the oldest backups of a stand off the key, and what runs that were killed left of theirs.

    The one that was just made stays, whatever the clock of this machine says.
    """
    named = re.compile(rf"{_slug(stand)}-\d{{8}}T\d{{6}}Z{re.escape(SUFFIX)}")
    others = sorted(file for file in safe.folder.iterdir() if named.fullmatch(file.name) and file != made)
    kept = len(others) if safe.keep is None else safe.keep - 1
    older = tuple(others[: max(0, len(others) - kept)])
    for file in (*older, *abandoned(safe.folder, f".{_slug(stand)}-*{SUFFIX}.*", now)):
        file.unlink()
    return older


def _slug(stand: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(stand)).strip("-")[:LONGEST_SLUG] or "stand"
