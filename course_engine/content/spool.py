"""Texts that wait on the disk until a page is made of them: those of a large course would fill the memory."""

import os
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
        self._places: dict[str, tuple[int, int]] = {}
        self._latest: tuple[str, Text] | None = None

    def __setitem__(self, key: str, text: Text) -> None:
        """Write a value at the end; nothing is taken back of what it replaces."""
        content = pickle.dumps(text, pickle.HIGHEST_PROTOCOL)
        self._places[key] = self._file.seek(0, os.SEEK_END), len(content)
        self._latest = None
        self._file.write(content)

    def __getitem__(self, key: str) -> Text:
        """Read a value again."""
        if self._latest is None or self._latest[0] != key:
            start, size = self._places[key]
            self._file.seek(start)
            self._latest = key, pickle.loads(self._file.read(size))  # noqa: S301 - what this process wrote
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
