"""What is inside a backup: a tar archive, compressed, whose first file is the manifest."""

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
from typing import IO

from pydantic import ValidationError

from course_engine.errors import OutputRefused, StoreError, VerificationFailed
from course_engine.i18n import translator
from course_engine.jobs import Progress, silent
from course_engine.model.backup import FORMAT, BackupManifest, Member

_ = translator("training")

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
QUICK = 1
"""The level of compression: a USB key is slower than the processor, but not by much."""
KIB = 1024

Keep = Callable[[Member, Iterator[bytes]], None]
"""Called with each file of a backup and its content, to be read to its end."""


def pack(manifest: BackupManifest, sources: Mapping[str, Path], *, progress: Progress = silent) -> bytes:
    """Return the archive of a manifest and its files.

    Args:
        manifest: lists the files.
        sources: where each one is read, by its path in the manifest.
        progress: called with the KiB read, of how many, and the path of the last file.

    Raises:
        OutputRefused: a file is no longer what the manifest says.
    """
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=QUICK) as archive:
        text = manifest.model_dump_json(indent=2).encode()
        archive.addfile(_entry(MANIFEST, len(text), manifest), io.BytesIO(text))
        for member in _told(manifest, progress):
            with sources[member.path].open("rb") as content:
                _add(archive, _entry(member.path, member.size, manifest), content, member)
    return packed.getvalue()


def manifest_of(packed: bytes, *, versions: Iterable[str]) -> BackupManifest:
    """Return the manifest of an archive.

    Args:
        packed: what `pack` returned.
        versions: of the records that this engine can read.

    Raises:
        VerificationFailed: it is not the archive of a backup.
        StoreError: it was made by a newer engine.
    """
    newer = _("This backup was made by a newer version of the course engine: install that version.")
    with _unpacking(packed) as archive:
        written = json.loads(_content(archive, MANIFEST).read())
        if isinstance(written, dict) and written.get("format") != FORMAT:
            raise StoreError(newer)
        manifest = BackupManifest.model_validate(written)
    if manifest.records.version not in set(versions):
        raise StoreError(newer)
    return manifest


def unpack(packed: bytes, manifest: BackupManifest, keep: Keep, *, progress: Progress = silent) -> None:
    """Hand over each file of an archive, in the order of its manifest.

    Args:
        packed: what `pack` returned.
        manifest: its own.
        keep: told of each file in turn; whether a file is what the manifest says is known at its end.
        progress: as `pack`.

    Raises:
        VerificationFailed: a file is missing, is one too many, or is not what the manifest says.
    """
    with _unpacking(packed) as archive:
        _content(archive, MANIFEST)
        for member in _told(manifest, progress):
            keep(member, _checked(_content(archive, member.path), member))
        if archive.next() is not None:
            raise _malformed()


def digest_of(file: Path) -> tuple[int, str]:
    """Return the size and the SHA-256 of a file."""
    digest, size = sha256(), 0
    with file.open("rb") as content:
        while some := content.read(BLOCK):
            digest.update(some)
            size += len(some)
    return size, digest.hexdigest()


def _told(manifest: BackupManifest, progress: Progress) -> Iterator[Member]:
    """Yield each file, and tell of it once it is settled."""
    total, settled = manifest.size // KIB, 0
    for member in manifest.members:
        yield member
        settled += member.size
        progress(settled // KIB, total, member.path)


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


def _checked(content: IO[bytes], member: Member) -> Iterator[bytes]:
    digest, size = sha256(), 0
    while some := content.read(BLOCK):
        digest.update(some)
        size += len(some)
        yield some
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise _malformed()


@contextmanager
def _unpacking(packed: bytes) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
            yield archive
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValidationError, ValueError) as failure:
        raise _malformed() from failure


def _malformed() -> VerificationFailed:
    return VerificationFailed(_("This sealed file is not a backup of a stand."))
