"""A database in a file of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_engine.store import Database, open_database


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "records.db"
    open_database(path).close()
    return path


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with open_database(shutil.copy(empty, tmp_path / "records.db")) as opened:
        yield opened
