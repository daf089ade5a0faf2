"""A stand with a course, a key and records of each kind, and a folder that stands for a USB key."""

import shutil
from pathlib import Path
from random import Random

import pytest
from depot import PASSPHRASE, QUICK, stand_of
from stand import NOW, fill

from course_engine.signing import generate_key
from course_engine.store import Database
from course_engine.training.stand.backup import Backup, back_up
from course_engine.training.stand.parts import Stand
from course_engine.training.stand.safe import Safe

MINIMAL = Path(__file__).parents[2] / "courses" / "minimal"


@pytest.fixture
def filled(database: Database) -> Database:
    """Records with a trainee and their sessions."""
    fill(database)
    return database


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """What the stand is made of, but for its records."""
    key = tmp_path / "key.pem"
    generate_key(key)
    return stand_of(shutil.copytree(MINIMAL, tmp_path / "course"), key)


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    """How backups are kept: in an empty folder."""
    (tmp_path / "usb").mkdir()
    return Safe(folder=tmp_path / "usb", scratch=tmp_path, passphrase=PASSPHRASE, work=QUICK)


@pytest.fixture
def backup(filled: Database, stand: Stand, safe: Safe) -> Backup:
    """A backup of that stand."""
    return back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
