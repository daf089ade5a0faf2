"""A backup: everything of the stand, consistent while others write, read back, and whole or not there."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from depot import PASSPHRASE
from msgspec.structs import replace
from stand import NOW, everything_in

from course_engine.errors import EnvironmentRefused, InvalidForm, OutputRefused, StoreError
from course_engine.model.trail import TrailAction
from course_engine.signing.seal import unseal
from course_engine.store import open_database
from course_engine.store.migrations import REVISIONS
from course_engine.training.stand.archive import manifest_of
from course_engine.training.stand.backup import MOST, back_up
from course_engine.training.stand.records_copy import SCRATCH
from course_engine.training.stand.restore import restore
from course_engine.training.stand.safe import ABANDONED

WRITER = """
import sys
from depot import write_until_killed
from course_engine.store import open_database
with open_database(sys.argv[1]) as database:
    write_until_killed(database)
"""

HALFWAY = """
import sys
from datetime import timedelta
from pathlib import Path
from random import Random
from depot import NOW, PASSPHRASE, QUICK, stand_of
from course_engine.store import open_database
from course_engine.training.stand.backup import back_up
from course_engine.training.stand.safe import Safe

def stop(*_settled):
    print("half", flush=True)
    sys.stdin.read()

folder = Path(sys.argv[1])
safe = Safe(folder / "usb", folder, PASSPHRASE, work=QUICK)
with open_database(sys.argv[2]) as database:
    stand = stand_of(folder / "course", folder / "key.pem")
    back_up(database, stand, safe, by="test", now=NOW + timedelta(minutes=5), rng=Random(6), progress=stop)
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program of the tests; whoever starts it ends it."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )


def test_it_names_its_stand_and_its_hour_as_every_system_can(backup, safe):
    assert backup.file == safe.folder / "stand-d-ete-3-20270313T081500Z.sauvegarde"
    assert backup.file.stat().st_mode & 0o777 == 0o600
    assert backup.size == backup.file.stat().st_size


def test_its_manifest_says_what_is_in_it(backup):
    manifest = manifest_of(unseal(backup.file.read_bytes(), PASSPHRASE), versions=REVISIONS)
    assert manifest == backup.manifest
    assert (manifest.stand, manifest.made_at, manifest.engine) == ("Stand d’Été 3", NOW, "0.1.0")
    assert manifest.settings == {"NAME": "Stand d’Été 3"}
    assert manifest.places == {"RECORDS": "records.db", "COURSE": "course", "KEY": "keys/signing.pem"}
    assert [member.path for member in manifest.members if member.private] == [
        "keys/signing.pem",
        "records.db",
    ]
    assert "course/modules/programme.yml" in {member.path for member in manifest.members}
    assert (manifest.records.version, manifest.records.rows["trainee"]) == (REVISIONS[-1], 1)


def test_nothing_of_anybody_is_readable_on_the_key(backup, safe):
    assert list(safe.folder.iterdir()) == [backup.file]
    assert b"Exemple" not in backup.file.read_bytes()


def test_nothing_is_left_beside_the_records(backup, safe):
    assert list(safe.scratch.glob(f"{SCRATCH}*")) == []


def test_the_trail_says_who_took_it(backup, filled):
    with filled.reading() as records:
        entry = records.trail.latest(TrailAction.BACKED_UP)
    assert (entry.account, entry.detail, entry.at) == ("test", backup.file.name, NOW)


def test_what_was_committed_before_is_in_it_while_another_program_writes(
    filled, location, stand, safe, tmp_path
):
    writer = python(WRITER, location)
    try:
        before = 0
        while before < 50:
            before = int(writer.stdout.readline())
        made = back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
        after = int(writer.stdout.readline())  # it was writing all the time
    finally:
        writer.kill()
        writer.communicate()
    kept = made.manifest.records.rows["answer"]
    assert before <= kept
    assert after > before
    restore(made.file, PASSPHRASE, tmp_path / "restored", by="test", now=NOW, rng=Random(7))
    with open_database(tmp_path / "restored" / "records.db") as database, database.reading() as records:
        assert records.condition.faults() == ()
        assert len(records.answers.of_trainee("tr4f2a")) == kept


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_a_run_that_is_killed_leaves_the_backup_before_it_whole(
    backup, filled, location, stand, safe, tmp_path
):
    content = backup.file.read_bytes()
    killed = python(HALFWAY, tmp_path, location)
    assert killed.stdout.readline() == "half\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert [file.name for file in safe.folder.glob("[!.]*")] == [backup.file.name]
    assert backup.file.read_bytes() == content
    # What it left goes with a later backup, once it is surely nobody's; so does a half-written one on the key.
    half = safe.folder / f".{backup.file.name}.half"
    half.touch()
    left = [half, *tmp_path.glob(f"{SCRATCH}*")]
    for later, remaining in ((timedelta(minutes=9), 2), (timedelta(minutes=10) + ABANDONED, 0)):
        for path in left:
            os.utime(path, (NOW.timestamp(), NOW.timestamp()))
        back_up(filled, stand, safe, by="test", now=NOW + later, rng=Random(5))
        assert sum(path.exists() for path in left) == remaining


def test_only_the_newest_backups_of_this_stand_stay(filled, stand, safe):
    other = safe.folder / "stand-4-20270101T000000Z.sauvegarde"
    other.write_bytes(b"")
    for day in range(4):
        made = back_up(
            filled, stand, replace(safe, keep=2), by="test", now=NOW + timedelta(days=day), rng=Random(day)
        )
    assert [file.name for file in made.removed] == ["stand-d-ete-3-20270314T081500Z.sauvegarde"]
    assert sorted(file.name for file in safe.folder.iterdir()) == [
        other.name,
        "stand-d-ete-3-20270315T081500Z.sauvegarde",
        "stand-d-ete-3-20270316T081500Z.sauvegarde",
    ]


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_the_backup_just_made_stays_even_where_the_clock_went_back(filled, stand, safe):
    for now in (NOW, NOW - timedelta(days=700)):
        made = back_up(filled, stand, replace(safe, keep=1), by="test", now=now, rng=Random(5))
    assert list(safe.folder.iterdir()) == [made.file]


def test_a_weak_passphrase_is_refused_before_anything_is_written(filled, stand, safe):
    with pytest.raises(InvalidForm, match="12 caractères"):
        back_up(filled, stand, replace(safe, passphrase="dunkerque"), by="test", now=NOW, rng=Random(5))
    assert list(safe.folder.iterdir()) == []


def test_a_setting_that_names_nothing_is_refused(filled, stand, safe):
    stand.parts[1].path.unlink()
    with pytest.raises(EnvironmentRefused, match="KEY nomme"):
        back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))


def test_a_key_without_room_is_refused_before_anything_is_written(filled, stand, safe, monkeypatch):
    usage = shutil.disk_usage(safe.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1_000_000))
    with pytest.raises(OutputRefused, match="a 1 Mo libres et la sauvegarde peut en demander"):
        back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
    assert list(safe.folder.iterdir()) == []


def test_a_stand_that_would_fill_the_memory_is_refused(filled, stand, safe):
    with (stand.parts[0].path / "modules" / "film.mp4").open("wb") as film:
        film.truncate(2 * MOST)
    with pytest.raises(OutputRefused, match=r"pèse 2,0.Go, et une sauvegarde contient 1,0.Go au plus"):
        back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
    assert list(safe.folder.iterdir()) == []


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_where_the_trail_cannot_be_written_the_backup_is_made_all_the_same(filled, location, stand, safe):
    with open_database(location, busy_timeout_ms=0) as impatient, filled.writing() as others:
        others.people.add_trainee("tr-other", registered_at=NOW)
        made = back_up(impatient, stand, safe, by="test", now=NOW, rng=Random(5))
    assert list(safe.folder.iterdir()) == [made.file]
    assert "est occupée" in str(made.untraced)
    with filled.reading() as records:
        assert records.trail.latest(TrailAction.BACKED_UP) is None


def test_damaged_records_are_not_backed_up(tmp_path, stand, safe, empty_file):
    damaged = Path(shutil.copy(empty_file, tmp_path / "damaged.db"))
    with open_database(damaged) as database:
        page = 4096
        with damaged.open("r+b") as file:
            file.seek(3 * page)
            file.write(b"\xff" * page)
        with pytest.raises(StoreError, match="abîmée"):
            back_up(database, stand, safe, by="test", now=NOW, rng=Random(5))
    assert list(safe.folder.iterdir()) == []


def test_a_file_that_changes_meanwhile_is_told_and_nothing_is_kept(filled, stand, safe):
    key = stand.parts[1].path
    size = key.stat().st_size

    def change(*_settled: object) -> None:
        key.write_bytes(b"x" * size)

    with pytest.raises(OutputRefused, match=r"keys/signing\.pem.* a changé pendant la sauvegarde"):
        back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5), progress=change)
    assert list(safe.folder.iterdir()) == []


def test_the_copy_of_the_records_is_the_records(filled, stand, safe, tmp_path):
    before = Counter(everything_in(filled).splitlines())
    made = back_up(filled, stand, safe, by="test", now=NOW, rng=Random(5))
    restore(made.file, PASSPHRASE, tmp_path / "restored", by="test", now=NOW, rng=Random(7))
    with open_database(tmp_path / "restored" / "records.db") as copy:
        assert before < Counter(everything_in(copy).splitlines())  # the trail says that it was restored
