"""Texts that wait on the disk until a page is made of them: those of a large course would fill the memory."""

import pickle
from collections.abc import Iterator, MutableMapping
from typing import BinaryIO, TypeVar

Text = TypeVar("Text")


class Spool(MutableMapping[str, Text]):
    """A mapping whose values are in a file; the one asked for last is in memory too.

    ```python
    with TemporaryFile() as file:
        texts = Spool[Unit](file)
        texts["modules/decouvrir/courriel.md"] = unit
    ```

    Args:
        file: open for reading and writing, in which nobody else reads or writes: pickles are safe there. Several
            spools may share it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: dict[str, int] = {}
        self._latest: tuple[str, Text] | None = None

    def __setitem__(self, key: str, text: Text) -> None:
        """Write a value at the end; nothing is taken back of what it replaces."""
        self._places[key] = self._file.seek(0, 2)
        self._latest = None
        pickle.dump(text, self._file, pickle.HIGHEST_PROTOCOL)

    def __getitem__(self, key: str) -> Text:
        """Read a value again."""
        if self._latest is None or self._latest[0] != key:
            self._file.seek(self._places[key])
            self._latest = key, pickle.load(self._file)  # noqa: S301 - what this process wrote
        return self._latest[1]

    def __delitem__(self, key: str) -> None:
        """Forget a value."""
        del self._places[key]
        self._latest = None

    def __contains__(self, key: object) -> bool:
        """Return whether there is such a value, without reading it."""
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)
