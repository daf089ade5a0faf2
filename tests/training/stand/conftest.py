"""A stand with a course, a key and records of each kind, and a folder that stands for a USB key."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyrage
import pytest
from depot import PASSPHRASE, stand_of
from stand import NOW, fill

from course_engine.signing import generate_key
from course_engine.store import Database
from course_engine.training.stand.backup import Backup, back_up
from course_engine.training.stand.parts import Stand
from course_engine.training.stand.safe import Safe

MINIMAL = Path(__file__).parents[2] / "courses" / "minimal"


@pytest.fixture(autouse=True, scope="module")
def sealed_by_a_key() -> Iterator[None]:
    """Seal by a key for each passphrase: age's files too, without the second that scrypt takes on purpose.

    Its price is paid in `tests/signing/test_seal.py` and `tests/cli/test_stand.py`.
    """
    keys = defaultdict(pyrage.x25519.Identity.generate)
    with pytest.MonkeyPatch.context() as patch:
        for name, method in (
            ("encrypt", lambda content, phrase: pyrage.encrypt(content, [keys[phrase].to_public()])),
            ("decrypt", lambda sealed, phrase: pyrage.decrypt(sealed, [keys[phrase]])),
        ):
            patch.setattr(pyrage.passphrase, name, method)
        yield


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
    return Safe(folder=tmp_path / "usb", scratch=tmp_path, passphrase=PASSPHRASE)


@pytest.fixture
def backup(filled: Database, stand: Stand, safe: Safe) -> Backup:
    """A backup of that stand."""
    return back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
