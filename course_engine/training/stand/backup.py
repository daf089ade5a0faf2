"""A backup: the whole stand in one sealed file on a USB key, read back before it takes its name."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

from msgspec import Struct

from course_engine.errors import InvalidForm, OutputRefused, StoreError
from course_engine.i18n import translator
from course_engine.jobs import Progress, silent
from course_engine.model.backup import FORMAT, BackupManifest, Member, RecordsSummary
from course_engine.model.trail import TrailAction
from course_engine.rendering.wording import size_in_words
from course_engine.signing.seal import seal
from course_engine.store import Database
from course_engine.training.passwords import weakness_of
from course_engine.training.stand.archive import digest_of, pack
from course_engine.training.stand.parts import RECORDS, Stand
from course_engine.training.stand.records_copy import copied_records
from course_engine.training.stand.safe import (
    MEGABYTE,
    Safe,
    check_room,
    file_name,
    remove_older,
    write_durably,
)
from course_engine.training.trail import trace

_ = translator("training")

MOST = 1000 * MEGABYTE
"""What the files may weigh together: sealing holds them in memory up to three times (docs/decisions/0025)."""


class Backup(Struct, frozen=True):
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
        rng: draws an id, and what the seal is made with: `random.SystemRandom()`.
        progress: called with the KiB read, of how many, and the path of the last file; not during the seal.

    Raises:
        InvalidForm: the passphrase is too weak.
        EnvironmentRefused: a setting names what is not there.
        OutputRefused: too heavy, no room, or the key does not give back what was written on it.
        StoreError: the records cannot be read or are damaged.
        OSError: the key refuses; a backup that was there before stays as it was.
    """
    if weakness := weakness_of(safe.passphrase):
        said = _("This passphrase does not protect enough. {weakness}")
        raise InvalidForm({"passphrase": said.format(weakness=weakness)})
    manifest, packed = _packed(database, stand, safe, now, progress)
    sealed = seal(packed, safe.passphrase, rng=rng, work=safe.work)
    target = safe.folder / file_name(stand.name, now)
    write_durably(target, sealed)
    untraced = _trace(database, target.name, by=by, now=now, rng=rng)
    removed = remove_older(safe, stand.name, target, now)
    return Backup(target, len(sealed), manifest, removed, untraced)


def _packed(
    database: Database, stand: Stand, safe: Safe, now: datetime, progress: Progress
) -> tuple[BackupManifest, bytes]:
    with copied_records(database, safe.scratch, now) as (copy, summary):
        files = {**stand.files(), RECORDS: (copy, True)}
        _check_weight(file for file, _private in files.values())
        manifest = _manifest(stand, summary, files, now)
        check_room(safe.folder, manifest)
        sources = {place: file for place, (file, _private) in files.items()}
        return manifest, pack(manifest, sources, progress=progress)


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


def _check_weight(files: Iterable[Path]) -> None:
    size = sum(file.stat().st_size for file in files)
    if size > MOST:
        sentence = _(
            "The stand weighs {size}, and a backup holds {most} at most: make the course’s videos lighter."
        )
        raise OutputRefused(sentence.format(size=size_in_words(size), most=size_in_words(MOST)))


def _trace(database: Database, name: str, *, by: str, now: datetime, rng: Random) -> StoreError | None:
    """Say in the trail that a backup was made; return why not where it cannot be said: it is made all the same."""
    try:
        with database.writing() as records:
            trace(records, TrailAction.BACKED_UP, by=by, detail=name, now=now, rng=rng)
    except StoreError as failure:
        return failure
    return None
