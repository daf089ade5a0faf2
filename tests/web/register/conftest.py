"""A session with three people that began four minutes ago, and the application with the shipped course."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import territory
from attended import ON_TIME, expect
from fastapi import FastAPI
from stand import Clock, application

from course_engine.store import Database, open_database
from course_engine.web.site import Site


@pytest.fixture
def clock() -> Clock:
    """Four minutes after the session began."""
    return Clock(ON_TIME)


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A session with three people."""
    with open_database(empty_records) as opened:
        expect(opened)
        yield opened


@pytest.fixture
def served_site(database: Database, tmp_path: Path, clock: Clock) -> Site:
    """What the application works from."""
    return territory.site_with_the_course(database, tmp_path / "course", clock)


@pytest.fixture
def app(served_site: Site) -> FastAPI:
    """The application, with the shipped course."""
    return application(served_site)
