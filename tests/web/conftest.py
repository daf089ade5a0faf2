"""The application over a database of its own, and a visitor."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from served import served
from stand import Clock, application, fill, site, token_of
from visitor import Visitor

from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database with the sample trainee, made once and copied for each test; the trainee's code."""
    path = tmp_path_factory.mktemp("filled") / "records.db"
    with open_database(path) as database:
        return path, fill(database)


@pytest.fixture
def database(filled: tuple[Path, str], tmp_path: Path) -> Iterator[Database]:
    """The records of the sample trainee, registered and placed."""
    with open_database(shutil.copy(filled[0], tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def code(filled: tuple[Path, str]) -> str:
    """The code of the sample trainee."""
    return filled[1]


@pytest.fixture
def clock() -> Clock:
    """The clock of the application."""
    return Clock()


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application."""
    return application(site(database, tmp_path / "course", clock))


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    """Somebody at the door."""
    return Visitor(app)


@pytest.fixture
def trainee(visitor: Visitor, database: Database) -> Visitor:
    """The sample trainee, let in already: a code takes long on purpose."""
    visitor.hold(token_of(database, SessionHolder(trainee="tr4f2a")))
    return visitor


@pytest.fixture
def origin(app: FastAPI) -> Iterator[str]:
    """The address of the application, served for a real browser."""
    with served(app) as address:
        yield address
