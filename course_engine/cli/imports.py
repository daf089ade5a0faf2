"""Importing what stays until the process ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_to_no_collector() -> Iterator[None]:
    """Tell the collector that what the block imports stays.

    Looking through it for something to collect, now or at the first chance later, is a quarter of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
