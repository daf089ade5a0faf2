"""A database of each kind in turn, without records or with some in every table."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import PostgreSQL
from whole_file import fill_every_table

from course_engine.store import Database, open_database


@pytest.fixture
def database(location: str) -> Iterator[Database]:
    """A database without records."""
    with open_database(location) as opened:
        yield opened


@pytest.fixture(scope="session")
def full_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database where every table holds something, made once, to be copied."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("full") / "records.db"))
    with open_database(path) as opened:
        fill_every_table(opened)
    return path


@pytest.fixture(scope="session")
def full_model(postgresql: PostgreSQL) -> Iterator[str]:
    """The name of the same on PostgreSQL."""
    with postgresql.records() as name:
        with open_database(postgresql.url(name)) as opened:
            fill_every_table(opened)
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def full_location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a copy of it is, of each kind in turn."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("full_file"), tmp_path / "records.db"))
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.database(f"TEMPLATE {request.getfixturevalue('full_model')}") as name:
            yield server.url(name)
