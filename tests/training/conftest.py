"""A database of each kind in turn."""

from collections.abc import Iterator

import pytest

from course_engine.store import Database, open_database


@pytest.fixture
def database(location: str) -> Iterator[Database]:
    """A database without records."""
    with open_database(location) as opened:
        yield opened
