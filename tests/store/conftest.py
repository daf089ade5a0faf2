"""A database in a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course_engine.store import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with open_database(tmp_path / "records.db") as opened:
        yield opened
