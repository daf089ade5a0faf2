"""Stands for a rehearsal, set up once for each size and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event

import pytest
from scene import Scene
from scratch import folder_on_disk

from course_engine.content import load_course
from course_engine.rehearsal.outbox import Ledger
from course_engine.rehearsal.stand import Stand, set_up
from course_engine.settings import shipped
from course_engine.store import open_database


@pytest.fixture(scope="session")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, Stand]]:
    """The records of a stand for a number of trainees, made once."""
    made: dict[int, tuple[Path, Stand]] = {}

    def stand(count: int) -> tuple[Path, Stand]:
        if count not in made:
            records = tmp_path_factory.mktemp("stand") / "records.db"
            with open_database(records) as database:
                # The server tells the hour by itself: the session is held now.
                ready = set_up(
                    database, load_course(shipped()), count=count, now=datetime.now(UTC), rng=Random(count)
                )
            made[count] = records, ready
        return made[count]

    return stand


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder on a disk: in memory a commit takes no time, and a kill would seldom come in the midst of one."""
    with folder_on_disk() as folder:
        yield Path(folder)


@pytest.fixture
def scene(stands: Callable[[int], tuple[Path, Stand]], tmp_path: Path) -> Iterator[Callable[[int], Scene]]:
    """A scene for a number of trainees."""
    scenes = []

    def set_the_scene(count: int) -> Scene:
        records, stand = stands(count)
        shutil.copy(records, tmp_path / "records.db")
        scenes.append(Scene(tmp_path, stand, Ledger(), Event()))
        return scenes[-1]

    yield set_the_scene
    for trainee in (trainee for scene in scenes for trainee in scene.came):
        trainee.leave()
