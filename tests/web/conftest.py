"""The application over a database of its own, and a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from stand import Clock, fill, site
from visitor import Visitor

from course_engine.store import Database, open_database
from course_engine.web import create_app


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with open_database(tmp_path / "records.db") as opened:
        yield opened


@pytest.fixture
def code(database: Database) -> str:
    """The code of the sample trainee, registered and placed."""
    return fill(database)


@pytest.fixture
def clock() -> Clock:
    """The clock of the application."""
    return Clock()


@pytest.fixture
def app(database: Database, code: str, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application."""
    return create_app(site(database, tmp_path / "course", clock))


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    """Somebody at the door."""
    return Visitor(app)


@pytest.fixture
def trainee(visitor: Visitor, code: str) -> Visitor:
    """The sample trainee, let in."""
    visitor.enter(code)
    return visitor
