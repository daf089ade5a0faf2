"""A restore: a whole stand from one sealed file into an empty folder, or nothing at all."""

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from course_engine.errors import OutputRefused, StoreError
from course_engine.i18n import translator
from course_engine.jobs import Progress, silent
from course_engine.model.backup import BackupManifest, Member
from course_engine.model.trail import TrailAction
from course_engine.store import Records, open_database
from course_engine.store.migrations import REVISIONS
from course_engine.training.register.chain import new_chain
from course_engine.training.stand.archive import MANIFEST, nothing_kept, read_archive
from course_engine.training.stand.backup import MEGABYTE, settle_names, summary_of
from course_engine.training.stand.parts import RECORDS
from course_engine.training.trail import trace

_ = translator("training")

SETTINGS = "settings.env"


@dataclass(frozen=True, slots=True)
class Restored:
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

    The backup is read twice: once to know that all of it is true, before a byte of it is written anywhere.

    Args:
        backup: what `back_up` wrote.
        passphrase: what it was sealed with.
        folder: where to; not there yet, or empty.
        by: who restores it; the trail says so.
        now: when, aware.
        rng: draws an id.
        progress: called with the KiB settled, of how many, and the path of the last file.

    Raises:
        OutputRefused: the folder holds something, or there is not enough room.
        VerificationFailed: another passphrase, or the backup was altered.
        StoreError: it was made by a newer engine, or its records are not what its manifest says.
        OSError: the system refuses to read or to write.
    """
    folder = folder.resolve()
    _check_empty(folder)
    with backup.open("rb") as source:
        manifest = read_archive(source, passphrase, nothing_kept, versions=REVISIONS)
        _check_room(folder, manifest)
        source.seek(0)
        with _whole_or_nothing(folder) as draft:
            keep = partial(_keep, draft)
            read_archive(source, passphrase, keep, versions=REVISIONS, progress=progress)
            _take_over(draft / RECORDS, manifest, by=by, now=now, rng=rng)
            _write_durably(draft / MANIFEST, manifest.model_dump_json(indent=2).encode())
            _write_durably(draft / SETTINGS, settings_file(manifest, folder).encode())
    return Restored(folder, folder / SETTINGS, manifest)


def settings_file(manifest: BackupManifest, folder: Path) -> str:
    """Return the settings of a restored stand as a shell reads them, each path in its new folder."""
    placed = {variable: str(folder / place) for variable, place in manifest.places.items()}
    every = dict(manifest.settings) | placed
    return "".join(f"{variable}={shlex.quote(value)}\n" for variable, value in sorted(every.items()))


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


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sentence = _("“{folder}” already holds something: name a folder that is not there, or an empty one.")
        raise OutputRefused(sentence.format(folder=folder))


def _check_room(folder: Path, manifest: BackupManifest) -> None:
    standing = next(parent for parent in folder.parents if parent.exists())
    needed = sum(member.size for member in manifest.members)
    free = shutil.disk_usage(standing).free
    if free < needed:
        sentence = _(
            "The disk of “{folder}” has {free} MB left and the stand needs {needed} MB: free some space."
        )
        needed_mb, free_mb = -(-needed // MEGABYTE), free // MEGABYTE
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
    with target.open("xb") as file:
        os.fchmod(file.fileno(), 0o600 if member.private else 0o644)
        for some in content:
            file.write(some)
        file.flush()
        os.fsync(file.fileno())


def _write_durably(target: Path, content: bytes) -> None:
    with target.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
