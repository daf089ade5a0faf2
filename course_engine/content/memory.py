"""What each file of a course gave, kept for as long as nothing that it was read from has changed."""

from collections.abc import Callable, Collection, Mapping, MutableMapping, Set
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

from course_engine.content.assets import Shelf
from course_engine.content.folder import Folder, Stored
from course_engine.content.report import Report
from course_engine.errors import Diagnostic

Summary = TypeVar("Summary")
Body = TypeVar("Body")
Read: TypeAlias = Callable[[Shelf], tuple[Summary, Body, Report]]


class Kept(Struct, Generic[Summary], frozen=True):
    """What is kept of one file.

    Attributes:
        key: what it was read from: its bytes' digest, and the words of other files that it may name.
        stored: the files that it asked for, as they were.
        taken: the paths of those that it shows.
        summary: what other files must know of it.
        diagnostics: every problem within it.
    """

    key: str
    stored: Mapping[str, Stored]
    taken: tuple[str, ...]
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]


class Memory(Generic[Summary, Body]):
    """Keeps what the files of one kind gave, by path.

    A file's text may be missing from it (it is not kept from one process to the next): it is then read again if it
    is asked for.

    What reads a file takes a shelf, and gives what other files must know of it, its text, its problems.

    Args:
        folder: where the files are.
        bodies: where their texts are kept, by path; none yet.

    Attributes:
        kept: what is kept of each file, by path.
        lines: what another process wrote of it, and what was read of that: the same is written as it was.
    """

    def __init__(self, folder: Folder, bodies: MutableMapping[str, Body]) -> None:
        self._folder = folder
        self.kept: dict[str, Kept[Summary]] = {}
        self.lines: dict[str, tuple[Kept[Summary], bytes]] = {}
        self._bodies = bodies
        self._names = ""

    def recall(self, path: str, key: str, read: Read[Summary, Body]) -> Kept[Summary]:
        """Return what is kept of a file, read again only if it may give something else.

        Args:
            path: the file.
            key: all that the reading depends on, but for the assets, which it tells by what it asks of the shelf.
            read: reads the file.
        """
        kept = self.kept.get(path)
        return kept if kept is not None and self._is_current(kept, key) else self._read(path, key, read)

    def text(self, path: str, read: Read[Summary, Body]) -> Body:
        """Return the text of a file that was recalled; `read` is that with which it was."""
        if path not in self._bodies:
            self._read(path, self.kept[path].key, read)
        return self._bodies[path]

    def untouched(self, touched: Set[str] | None, names: str) -> Mapping[str, Kept[Summary]]:
        """Return what is kept of the files that need not be looked at.

        Args:
            touched: the files that may have changed; None where any may.
            names: what a file may name of the others, as it was given to `keep_only`.
        """
        if touched is None or names != self._names:
            return {}
        return {
            path: kept
            for path, kept in self.kept.items()
            if path not in touched and touched.isdisjoint(kept.stored)
        }

    def keep_only(self, paths: Collection[str], names: str) -> None:
        """Forget every other file; these were just recalled, under `names`."""
        self._names = names
        for path in self.kept.keys() - set(paths):
            del self.kept[path]
            self._bodies.pop(path, None)

    def _read(self, path: str, key: str, read: Read[Summary, Body]) -> Kept[Summary]:
        shelf = Shelf(self._folder.course, self._folder)
        summary, self._bodies[path], report = read(shelf)
        self.kept[path] = Kept(key, shelf.asked, tuple(shelf.assets), summary, tuple(report.diagnostics))
        return self.kept[path]

    def _is_current(self, kept: Kept[Summary], key: str) -> bool:
        """Return whether what is kept of a file is what reading it would give; see `recall`."""
        if kept.key != key:
            return False
        for path, known in kept.stored.items():
            found = self._folder.stored(path)
            # Most often the very same: told before they are compared.
            if found is not known and found != known:
                return False
        return True
