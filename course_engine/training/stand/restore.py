"""A restore: a whole stand from one sealed file into an empty folder, or nothing at all."""

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from msgspec import Struct

from course_engine.errors import OutputRefused, StoreError, VerificationFailed
from course_engine.i18n import translator
from course_engine.jobs import Progress, silent
from course_engine.model.backup import BackupManifest, Member
from course_engine.model.trail import TrailAction
from course_engine.signing.seal import unseal
from course_engine.store import Records, open_database
from course_engine.store.migrations import REVISIONS
from course_engine.training.register.chain import new_chain
from course_engine.training.stand.archive import MANIFEST, manifest_of, unpack
from course_engine.training.stand.backup import MOST
from course_engine.training.stand.parts import RECORDS
from course_engine.training.stand.records_copy import summary_of
from course_engine.training.stand.safe import MEGABYTE, settle_names
from course_engine.training.trail import trace

_ = translator("training")

SETTINGS = "settings.env"
LARGEST = 2 * MOST
"""No backup is a larger file, however little its content could be compressed."""


class Restored(Struct, frozen=True):
    """A stand that was restored.

    Attributes:
        settings: the file of its settings, for a shell to read.
    """

    folder: Path
    settings: Path
    manifest: BackupManifest


def restore(
    backup: Path,
    passphrase: str,
    folder: Path,
    *,
    by: str,
    now: datetime,
    rng: Random,
    progress: Progress = silent,
) -> Restored:
    """Restore a stand; the folder appears whole, or what is wrong is said and nothing is left.

    Args:
        backup: what `back_up` wrote.
        passphrase: what it was sealed with.
        folder: where to; not there yet, or empty.
        by: who restores it; the trail says so.
        now: when, aware.
        rng: draws an id.
        progress: called with the KiB written, of how many, and the path of the last file.

    Raises:
        OutputRefused: the folder holds something, or there is not enough room.
        VerificationFailed: another passphrase, or the backup was altered.
        StoreError: it was made by a newer engine, or its records are not what its manifest says.
        OSError: the system refuses to read or to write.
    """
    folder = _empty(folder)
    # All of it is known to be true before a byte of it is written anywhere.
    packed = unseal(_read(backup), passphrase)
    manifest = manifest_of(packed, versions=REVISIONS)
    _check_room(folder, manifest)
    with _whole_or_nothing(folder) as draft:
        unpack(packed, manifest, partial(_keep, draft), progress=progress)
        _take_over(draft / RECORDS, manifest, by=by, now=now, rng=rng)
        _write_what_starts_it(draft, manifest, folder)
    return Restored(folder, folder / SETTINGS, manifest)


def settings_file(manifest: BackupManifest, folder: Path) -> str:
    """Return the settings of a restored stand as a shell reads them, each path in its new folder."""
    placed = {variable: str(folder / place) for variable, place in manifest.places.items()}
    every = dict(manifest.settings) | placed
    return "".join(f"{variable}={shlex.quote(value)}\n" for variable, value in sorted(every.items()))


def _read(backup: Path) -> bytes:
    if backup.stat().st_size > LARGEST:
        sentence = _("“{file}” is too large to be a backup of a stand.")
        raise VerificationFailed(sentence.format(file=backup))
    return backup.read_bytes()


def _take_over(copy: Path, manifest: BackupManifest, *, by: str, now: datetime, rng: Random) -> None:
    """Check the restored records, and say in them that this machine goes on from here."""
    with open_database(copy) as database:
        rows = summary_of(database).rows
        if any(rows.get(table, 0) != count for table, count in manifest.records.rows.items()):
            raise StoreError(_("The records of this backup are not what it says: take another one."))
        with database.writing() as records:
            _begin_again(records, manifest, by=by, now=now, rng=rng)


def _begin_again(records: Records, manifest: BackupManifest, *, by: str, now: datetime, rng: Random) -> None:
    # The other machine may still write: the register goes on in a chain of its own.
    new_chain(records, rng)
    made = f"{manifest.stand} {manifest.made_at.isoformat(timespec='seconds')}"
    trace(records, TrailAction.RESTORED, by=by, detail=made, now=now, rng=rng)


def _write_what_starts_it(draft: Path, manifest: BackupManifest, folder: Path) -> None:
    _write_durably(draft / MANIFEST, [manifest.model_dump_json(indent=2).encode()])
    _write_durably(draft / SETTINGS, [settings_file(manifest, folder).encode()])


def _empty(folder: Path) -> Path:
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = _("“{folder}” already holds something: name a folder that is not there, or an empty one.")
        raise OutputRefused(sentence.format(folder=folder))
    return folder


def _check_room(folder: Path, manifest: BackupManifest) -> None:
    standing = next(parent for parent in folder.parents if parent.exists())
    free = shutil.disk_usage(standing).free
    if free < manifest.size:
        sentence = _(
            "The disk of “{folder}” has {free} MB left and the stand needs {needed} MB: free some space."
        )
        needed_mb, free_mb = -(-manifest.size // MEGABYTE), free // MEGABYTE
        raise OutputRefused(sentence.format(folder=folder, free=free_mb, needed=needed_mb))


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[Path]:
    """Give a folder beside `folder`, for its owner only, that takes its name if nothing fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield draft
        draft.replace(folder)
        settle_names(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _keep(draft: Path, member: Member, content: Iterator[bytes]) -> None:
    target = draft / member.path
    target.parent.mkdir(parents=True, exist_ok=True)
    _write_durably(target, content, mode=0o600 if member.private else 0o644)


def _write_durably(target: Path, content: Iterable[bytes], *, mode: int = 0o600) -> None:
    with target.open("xb") as file:
        os.fchmod(file.fileno(), mode)
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())
