"""A backup: the whole stand in one sealed file on a USB key, read back before it takes its name."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from course_engine.errors import InvalidForm, OutputRefused, StoreError
from course_engine.i18n import translator
from course_engine.jobs import Progress, atomic_write, silent
from course_engine.model.backup import FORMAT, BackupManifest, Member, RecordsSummary
from course_engine.model.folding import fold
from course_engine.model.trail import TrailAction
from course_engine.rendering.wording import size_in_words
from course_engine.signing.seal import seal
from course_engine.store import Database, open_database
from course_engine.training.passwords import weakness_of
from course_engine.training.stand.archive import digest_of, pack
from course_engine.training.stand.parts import RECORDS, Stand
from course_engine.training.trail import trace

_ = translator("training")

SUFFIX = ".age"
SCRATCH = ".course-engine-copy-"
ABANDONED = timedelta(hours=1)
"""A copy this old was left by a run that was killed."""
MEGABYTE = 1000 * 1000
MOST = 1000 * MEGABYTE
"""What the files may weigh together: sealing holds them in memory up to three times (docs/decisions/0025)."""
MARGIN, MARGIN_EACH = MEGABYTE, 2048
"""What the seal and the archive add, at most: once, and for each file."""
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back.

    Attributes:
        file: where it is.
        size: in bytes.
        removed: the older ones of this stand that were taken off the key.
        untraced: why the trail does not say that it was made; None where it does.
    """

    file: Path
    size: int
    manifest: BackupManifest
    removed: tuple[Path, ...]
    untraced: StoreError | None


@dataclass(frozen=True, slots=True)
class Safe:
    """How a backup is kept.

    Attributes:
        folder: where, most often a USB key.
        scratch: where a copy of the records may stand while it is sealed: on a disk that holds them already.
        passphrase: what opens the backup.
        keep: how many backups of this stand stay in the folder; None for all.
    """

    folder: Path
    scratch: Path
    passphrase: str
    keep: int | None = None


def back_up(
    database: Database,
    stand: Stand,
    safe: Safe,
    *,
    by: str,
    now: datetime,
    rng: Random,
    progress: Progress = silent,
) -> Backup:
    """Write a backup of a stand, read it back, and only then give it its name.

    Args:
        database: the records; others may go on writing to them. What was committed before is in.
        stand: the rest.
        safe: where to, and how it is sealed.
        by: who makes it; the trail says so.
        now: when, aware.
        rng: draws an id.
        progress: called with the KiB read, of how many, and the path of the last file; not while they are sealed.

    Raises:
        InvalidForm: the passphrase is too weak.
        EnvironmentRefused: a setting names what is not there.
        OutputRefused: the stand is too heavy, there is not enough room, or the key does not give back what was
            written on it.
        StoreError: the records cannot be read or are damaged.
        OSError: the key refuses; a backup that was there before stays as it was.
    """
    if weakness := weakness_of(safe.passphrase):
        raise InvalidForm({"passphrase": weakness})
    with _copied(database, safe.scratch, now) as (copy, summary):
        files = {**stand.files(), RECORDS: (copy, True)}
        _check_weight(file for file, _private in files.values())
        manifest = _manifest(stand, summary, files, now)
        target = safe.folder / _name(stand.name, now)
        _check_room(safe.folder, manifest)
        sources = {place: file for place, (file, _private) in files.items()}
        _write(target, seal(pack(manifest, sources, progress=progress), safe.passphrase))
    removed = _remove_older(safe, stand.name, target, now)
    untraced = _trace(database, target.name, by=by, now=now, rng=rng)
    return Backup(target, target.stat().st_size, manifest, removed, untraced)


def summary_of(database: Database) -> RecordsSummary:
    """Return what records hold.

    Raises:
        StoreError: they are damaged, or cannot be read.
    """
    with database.reading() as records:
        if faults := records.condition.faults():
            sentence = _("The records are damaged ({fault}): restore their last backup.")
            raise StoreError(sentence.format(fault=faults[0]))
        return RecordsSummary(
            version=records.condition.version(),
            rows=dict(records.condition.counts()),
            chains=records.condition.chain_heads(),
        )


def settle_names(folder: Path) -> None:
    """Have a folder's own table of names on its disk, so that a key may be pulled out."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _copied(database: Database, scratch: Path, now: datetime) -> Iterator[tuple[Path, RecordsSummary]]:
    """Give a copy of the records, and what it holds; it is deleted afterwards, even one left by a killed run."""
    for left in _abandoned(scratch, f"{SCRATCH}*", now):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=scratch) as folder:
        copy = Path(folder) / RECORDS
        database.copy_to(copy)
        with open_database(copy) as copied:
            summary = summary_of(copied)
        yield copy, summary


def _abandoned(folder: Path, pattern: str, now: datetime) -> list[Path]:
    """Return what runs that were killed left in a folder; what another run is writing now is younger."""
    dated = ((found, datetime.fromtimestamp(found.stat().st_mtime, UTC)) for found in folder.glob(pattern))
    return [found for found, changed in dated if changed < now - ABANDONED]


def _manifest(
    stand: Stand, summary: RecordsSummary, files: dict[str, tuple[Path, bool]], now: datetime
) -> BackupManifest:
    members = []
    for place, (file, private) in sorted(files.items()):
        size, digest = digest_of(file)
        members.append(Member(path=place, size=size, sha256=digest, private=private))
    return BackupManifest(
        format=FORMAT,
        engine=stand.engine,
        stand=stand.name,
        made_at=now,
        records=summary,
        settings=dict(stand.settings),
        places=dict(stand.places()),
        members=tuple(members),
    )


def _name(stand: str, now: datetime) -> str:
    """Return a file's name that every system takes, FAT32 too: `stand-3-20270313T081500Z.age`."""
    return f"{_slug(stand)}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"


def _slug(stand: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(stand)).strip("-")[:LONGEST_SLUG] or "stand"


def _check_weight(files: Iterable[Path]) -> None:
    size = sum(file.stat().st_size for file in files)
    if size > MOST:
        sentence = _(
            "The stand weighs {size}, and a backup holds {most} at most: make the course’s videos lighter."
        )
        raise OutputRefused(sentence.format(size=size_in_words(size), most=size_in_words(MOST)))


def _check_room(folder: Path, manifest: BackupManifest) -> None:
    needed = MARGIN + manifest.size + MARGIN_EACH * len(manifest.members)
    free = shutil.disk_usage(folder).free
    if free < needed:
        sentence = _("“{folder}” has {free} MB left and the backup may need {needed} MB: free some space.")
        needed_mb, free_mb = -(-needed // MEGABYTE), free // MEGABYTE
        raise OutputRefused(sentence.format(folder=folder, free=free_mb, needed=needed_mb))


def _write(target: Path, sealed: bytes) -> None:
    """Write a file on the key, and give it its name once the key gives it back; its name is on the key then."""
    with atomic_write(target) as draft:
        with draft.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):
                # What is read back must come from the key, not from this machine's memory of it.
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if draft.read_bytes() != sealed:
            raise OutputRefused(_("What was read back is not what was written: try again, with another key."))
    target.chmod(0o600)
    settle_names(target.parent)


def _trace(database: Database, name: str, *, by: str, now: datetime, rng: Random) -> StoreError | None:
    """Say in the trail that a backup was made; return why not where it cannot be said: it is made all the same."""
    try:
        with database.writing() as records:
            trace(records, TrailAction.BACKED_UP, by=by, detail=name, now=now, rng=rng)
    except StoreError as failure:
        return failure
    return None


def _remove_older(safe: Safe, stand: str, made: Path, now: datetime) -> tuple[Path, ...]:
    """Take the oldest backups of a stand off the key, and what runs that were killed left of theirs.

    The one that was just made stays, whatever the clock of this machine says.
    """
    named = re.compile(rf"{_slug(stand)}-\d{{8}}T\d{{6}}Z{re.escape(SUFFIX)}")
    others = sorted(file for file in safe.folder.iterdir() if named.fullmatch(file.name) and file != made)
    kept = len(others) if safe.keep is None else safe.keep - 1
    older = tuple(others[: max(0, len(others) - kept)])
    for file in (*older, *_abandoned(safe.folder, f".{_slug(stand)}-*{SUFFIX}.*", now)):
        file.unlink()
    return older
