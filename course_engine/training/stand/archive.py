"""What is inside a backup: a tar archive, compressed, whose first file is the manifest.

`age --decrypt FILE | tar --extract --gzip` opens it where this engine is not.
"""

import gzip
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import IO, BinaryIO

from pydantic import ValidationError

from course_engine.errors import OutputRefused, StoreError, VerificationFailed
from course_engine.i18n import translator
from course_engine.jobs import Progress, silent
from course_engine.model.backup import FORMAT, BackupManifest, Member
from course_engine.signing.age import WORK, opened, sealing

_ = translator("training")

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
QUICK = 1
"""The level of compression: a USB key is slower than the processor, but not by much."""
KIB = 1024

Keep = Callable[[Member, Iterator[bytes]], None]
"""Called with each file of a backup and its content, to be read to its end."""


def write_archive(
    target: BinaryIO,
    passphrase: str,
    manifest: BackupManifest,
    sources: Mapping[str, Path],
    *,
    rng: Random,
    progress: Progress = silent,
    work: int = WORK,
) -> None:
    """Seal a manifest and its files into `target`.

    Args:
        target: an empty file.
        passphrase: what opens it.
        manifest: lists the files.
        sources: where each one is read, by its path in the manifest.
        rng: draws the keys.
        progress: called with the KiB read, of how many, and the path of the last file.
        work: what a guess costs, see `signing.age`.

    Raises:
        OutputRefused: a file is no longer what the manifest says.
    """
    total = sum(member.size for member in manifest.members) // KIB
    settled = 0
    with (
        sealing(target, passphrase, rng=rng, work=work) as sealed,
        gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=QUICK, mtime=0, filename="") as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        text = manifest.model_dump_json(indent=2).encode()
        archive.addfile(_entry(MANIFEST, len(text), manifest), io.BytesIO(text))
        for member in manifest.members:
            with sources[member.path].open("rb") as content:
                _add(archive, _entry(member.path, member.size, manifest), content, member)
            settled += member.size
            progress(settled // KIB, total, member.path)


def read_archive(
    source: BinaryIO, passphrase: str, keep: Keep, *, versions: Iterable[str], progress: Progress = silent
) -> BackupManifest:
    """Read a backup to its end, and return its manifest once all of it has been found true.

    Args:
        source: the file, at its beginning.
        passphrase: what it was sealed with.
        keep: told of each file in turn; what it is given is authentic, but the whole is not known to be yet.
        versions: of the records that this engine can read.
        progress: as `write_archive`.

    Raises:
        VerificationFailed: another passphrase; something was altered, is missing, or is not as the manifest says.
        StoreError: it was made by a newer engine.
    """
    with (
        _not_a_backup_where_malformed(),
        gzip.GzipFile(fileobj=io.BufferedReader(opened(source, passphrase), BLOCK)) as packed,
    ):
        with tarfile.open(fileobj=packed, mode="r|") as archive:
            manifest = _manifest(_content(archive, MANIFEST), frozenset(versions))
            total = sum(member.size for member in manifest.members) // KIB
            settled = 0
            for member in manifest.members:
                keep(member, _checked(_content(archive, member.path), member))
                settled += member.size
                progress(settled // KIB, total, member.path)
            if archive.next() is not None:
                raise _malformed()
        while packed.read(BLOCK):
            pass  # what closes the archive must be authentic too
    return manifest


def nothing_kept(_member: Member, content: Iterator[bytes]) -> None:
    """Read a file of a backup to its end, and keep nothing of it."""
    for _some in content:
        pass


def digest_of(file: Path) -> tuple[int, str]:
    """Return the size and the SHA-256 of a file."""
    digest, size = sha256(), 0
    with file.open("rb") as content:
        while some := content.read(BLOCK):
            digest.update(some)
            size += len(some)
    return size, digest.hexdigest()


def _entry(name: str, size: int, manifest: BackupManifest) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(manifest.made_at.timestamp())
    return entry


def _add(archive: tarfile.TarFile, entry: tarfile.TarInfo, content: IO[bytes], member: Member) -> None:
    reading = _Digesting(content)
    whole = os.fstat(content.fileno()).st_size == member.size
    if whole:
        archive.addfile(entry, reading)
    if not whole or reading.digest.hexdigest() != member.sha256:
        sentence = _("“{path}” changed while the backup was being made: run the same command again.")
        raise OutputRefused(sentence.format(path=member.path))


class _Digesting(io.RawIOBase):
    """Reads a file, and knows the SHA-256 of what was read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.digest = sha256()

    def read(self, size: int = -1, /) -> bytes:
        some = self._content.read(size)
        self.digest.update(some)
        return some


def _content(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    entry = archive.next()
    content = archive.extractfile(entry) if entry and entry.isreg() and entry.name == name else None
    if content is None:
        raise _malformed()
    return content


def _manifest(content: IO[bytes], versions: frozenset[str]) -> BackupManifest:
    written = json.loads(content.read())
    newer = _("This backup was made by a newer version of the course engine: install that version.")
    if isinstance(written, dict) and written.get("format") != FORMAT:
        raise StoreError(newer)
    manifest = BackupManifest.model_validate(written)
    if manifest.records.version not in versions:
        raise StoreError(newer)
    return manifest


def _checked(content: IO[bytes], member: Member) -> Iterator[bytes]:
    digest, size = sha256(), 0
    while some := content.read(BLOCK):
        digest.update(some)
        size += len(some)
        yield some
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise _malformed()


@contextmanager
def _not_a_backup_where_malformed() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValidationError, ValueError) as failure:
        raise _malformed() from failure


def _malformed() -> VerificationFailed:
    return VerificationFailed(_("This sealed file is not a backup of a stand."))
