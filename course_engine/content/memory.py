"""What each file of a course gave, kept for as long as nothing that it was read from has changed."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from course_engine.content.assets import Shelf
from course_engine.content.folder import Folder, Stored
from course_engine.model.course import Asset

Given = TypeVar("Given")


@dataclass(frozen=True)
class _Kept(Generic[Given]):
    """What one file gave.

    Attributes:
        key: what it was read from: its bytes' digest, and the words of other files that it may name.
        stored: the files that it names, as they were.
        assets: those of them that were taken.
    """

    key: Hashable
    stored: Mapping[str, Stored]
    assets: Mapping[str, Asset]
    given: Given


class Memory(Generic[Given]):
    """Keeps what the files of one kind gave, by path.

    Args:
        folder: where they are.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._kept: dict[str, _Kept[Given]] = {}

    def recall(
        self, path: str, key: Hashable, read: Callable[[Shelf], Given]
    ) -> tuple[Given, Mapping[str, Asset]]:
        """Return what a file gives, read again only if it may give something else, and the assets it takes.

        Args:
            path: the file.
            key: everything that the reading depends on, but for the assets, which it tells by what it asks.
            read: reads it, given the shelf where it finds the assets.
        """
        kept = self._kept.get(path)
        if kept is None or kept.key != key or not self._is_current(kept.stored):
            shelf = Shelf(self._folder.course, self._folder)
            kept = _Kept(key, shelf.asked, shelf.assets, read(shelf))
            self._kept[path] = kept
        return kept.given, kept.assets

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget every other file."""
        for path in self._kept.keys() - set(paths):
            del self._kept[path]

    def _is_current(self, stored: Mapping[str, Stored]) -> bool:
        return all(self._folder.stored(path) == known for path, known in stored.items())
