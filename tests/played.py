"""A coroutine played to its end, whatever loop a browser's driver has left running in this thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def played(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine gives, in a thread without an event loop of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
