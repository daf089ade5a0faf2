"""What each file of a course gave, kept for as long as nothing that it was read from has changed."""

from collections.abc import Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from course_engine.content.assets import Shelf
from course_engine.content.folder import Folder, Stored
from course_engine.content.report import Report
from course_engine.errors import Diagnostic

Summary = TypeVar("Summary")
Body = TypeVar("Body")


@dataclass(frozen=True)
class Kept(Generic[Summary]):
    """What is kept of one file.

    Attributes:
        key: what it was read from: its bytes' digest, and the words of other files that it may name.
        stored: the files that it asked for, as they were.
        taken: the paths of those that it shows.
        summary: what other files must know of it.
        diagnostics: every problem within it.
        errors: how many of its own are errors.
    """

    key: str
    stored: Mapping[str, Stored]
    taken: tuple[str, ...]
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]
    errors: int


class Memory(Generic[Summary, Body]):
    """Keeps what the files of one kind gave, by path.

    A file's text may be missing from it (it is not kept from one process to the next): it is then read again if it
    is asked for.

    Args:
        folder: where the files are.
        bodies: where their texts are kept, by path; none yet.

    Attributes:
        kept: what is kept of each file, by path.
        entries: what the last compilation made of each file, and of what was kept then.
        lines: what another process wrote of it, and what was read of that: the same is written as it was.
    """

    def __init__(self, folder: Folder, bodies: MutableMapping[str, Body]) -> None:
        self._folder = folder
        self.kept: dict[str, Kept[Summary]] = {}
        self.entries: dict[str, tuple[Kept[Summary], Any]] = {}
        self.lines: dict[str, tuple[Kept[Summary], str]] = {}
        self._bodies = bodies

    def recall(
        self, path: str, key: str, read: Callable[[Shelf], tuple[Summary, Body, Report]]
    ) -> tuple[Kept[Summary], Callable[[], Body]]:
        """Return what a file gives, read again only if it may give something else.

        Args:
            path: the file.
            key: all that the reading depends on, but for the assets, which it tells by what it asks of the shelf.
            read: reads it: what other files must know of it, its text, its problems.

        Returns:
            What is kept of the file, and what gives its text.
        """
        kept = self.kept.get(path)
        if kept is None or not self.is_current(kept, key):
            kept = self._read(path, key, read)
        if path in self._bodies:
            # Not what could read it again, which would keep a whole compilation.
            return kept, partial(self._bodies.__getitem__, path)

        def body() -> Body:
            if path not in self._bodies:
                self._read(path, key, read)
            return self._bodies[path]

        return kept, body

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget every other file."""
        for path in self.kept.keys() - set(paths):
            del self.kept[path]
            self._bodies.pop(path, None)
            self.entries.pop(path, None)

    def _read(
        self, path: str, key: str, read: Callable[[Shelf], tuple[Summary, Body, Report]]
    ) -> Kept[Summary]:
        shelf = Shelf(self._folder.course, self._folder)
        summary, self._bodies[path], report = read(shelf)
        self.kept[path] = Kept(
            key, shelf.asked, tuple(shelf.assets), summary, tuple(report.diagnostics), report.errors
        )
        return self.kept[path]

    def is_current(self, kept: Kept[Summary], key: str) -> bool:
        """Return whether what is kept of a file is what reading it would give; see `recall`."""
        if kept.key != key:
            return False
        for path, known in kept.stored.items():
            found = self._folder.stored(path)
            # Most often the very same: told before they are compared.
            if found is not known and found != known:
                return False
        return True
