"""Tells which files of a course have changed: by their content, whatever an editor does to write them.

The folder is looked at again and again, not listened to: shared and synchronised folders tell nobody when another
machine writes. What the system says of each file is compared with what it said before, never with a clock.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

WATCHED = ("modules", "quizzes")
SETTLING_SECONDS = 0.025
"""How long a file must stay as it is to be read: an editor writes in several steps, or renames."""
MOST_RESTS = 12
"""After so many, what is still being written is read as it stands: the next look sees the rest."""

Stamp = tuple[int, int, int]
"""What the system says of a file: its size, its time in nanoseconds, its number. Only whether it differs counts."""


class Watcher:
    """Looks at a course folder.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        rest: waits for so many seconds.
    """

    def __init__(self, course: Path, rest: Callable[[float], None] = time.sleep) -> None:
        self._course = course
        self._rest = rest
        self._stamps = stamps_of(course)
        self._digests: dict[str, bytes | None] = {}

    def changed(self) -> frozenset[str]:
        """Return the files whose content differs from what it was at the last look, relative to the course folder."""
        seen = self._settled()
        named = seen.keys() | self._stamps.keys()
        doubtful = [path for path in named if seen.get(path) != self._stamps.get(path)]
        self._stamps = seen
        return frozenset(
            os.path.relpath(path, self._course).replace(os.sep, "/") for path in self._other(doubtful)
        )

    def _settled(self) -> Mapping[str, Stamp | None]:
        """Return what the system says of each file, once nothing is being written any more."""
        seen: Mapping[str, Stamp | None] = stamps_of(self._course)
        for _again in range(MOST_RESTS):
            if seen == self._stamps:
                break
            self._rest(SETTLING_SECONDS)
            before, seen = seen, stamps_of(self._course)
            if seen == before:
                break
        return seen

    def _other(self, paths: Iterable[str]) -> list[str]:
        """Return those of some files that are not what they were; one that was never read counts as such."""
        fresh = {path: _digest(Path(path)) for path in paths}
        other = [path for path in fresh if path not in self._digests or self._digests[path] != fresh[path]]
        self._digests.update(fresh)
        return other


def stamps_of(course: Path) -> Mapping[str, Stamp | None]:
    """Return what the system says of each file of a course, by path; hidden and backup files are left out."""
    return {path: stamp for folder in WATCHED for path, stamp in _stamps(course / folder)}


def _stamps(folder: Path | str) -> Iterator[tuple[str, Stamp | None]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # it went away, or was never there
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        # A link that leads back to a folder above it is not followed.
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path)
        else:
            yield entry.path, _stamp(entry)


def _stamp(entry: "os.DirEntry[str]") -> Stamp | None:
    """Return what the system says of a file; None of one that just went away."""
    try:
        told = entry.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns, told.st_ino


def _digest(file: Path) -> bytes | None:
    """Return what names a file's content; None where it cannot be read."""
    try:
        return blake2b(file.read_bytes(), digest_size=16).digest()
    except OSError:
        return None
