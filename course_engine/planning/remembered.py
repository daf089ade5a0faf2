"""Memory of what was made, so that forty-five thousand people are not worded one by one."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 1 << 16  # things remembered, so that a server's memory stays bounded


class Remembered(Generic[T]):
    """What was made of some objects, found again by their identity.

    The objects are immutable and themselves remembered, so that equal ones are mostly one and the same:
    their identity is compared much faster than the answers they hold.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[object, ...], T]] = {}

    def recall(self, key: Hashable, sources: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` made for an equal `key` and the very same `sources`, now or before."""
        whole = (key, *map(id, sources))
        found = self._made.get(whole)
        if found is None:
            if len(self._made) >= MOST:
                self._made.clear()
            # The sources are kept with it: while they live, no other object can have their identity.
            found = self._made[whole] = (sources, make())
        return found[1]
