"""A restore: the whole stand in an empty folder, or one sentence and nothing written."""

import gzip
import shutil
from pathlib import Path
from random import Random

import pytest
from depot import NOW, PASSPHRASE, QUICK, stand_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_engine.content import load_course
from course_engine.errors import CourseError, OutputRefused, StoreError, VerificationFailed
from course_engine.model.trail import TrailAction
from course_engine.signing import generate_key
from course_engine.signing.seal import seal, unseal
from course_engine.store import open_database
from course_engine.store.migrations import REVISIONS
from course_engine.training.stand.backup import back_up
from course_engine.training.stand.restore import restore
from course_engine.training.stand.safe import Safe

SQLITE = pytest.mark.parametrize("location", ["sqlite"], indirect=True)


def restored(file, folder, passphrase=PASSPHRASE):
    return restore(file, passphrase, folder, by="test", now=NOW, rng=Random(7))


def refused(file, folder, kind=VerificationFailed, passphrase=PASSPHRASE):
    """Assert that a restore is refused and leaves nothing; return its sentence."""
    before = sorted(folder.parent.iterdir())
    with pytest.raises(kind) as refusal:
        restored(file, folder, passphrase)
    assert sorted(folder.parent.iterdir()) == before
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_everything_is_where_its_settings_say(backup, stand, tmp_path):
    done = restored(backup.file, tmp_path / "new folder")
    folder = tmp_path / "new folder"
    assert done.settings.read_text(encoding="utf-8").splitlines() == [
        f"COURSE='{folder}/course'",
        f"KEY='{folder}/keys/signing.pem'",
        "NAME='Stand d’Été 3'",
        f"RECORDS='{folder}/records.db'",
    ]
    assert load_course(folder / "course").digest == load_course(stand.parts[0].path).digest
    assert (folder / "keys" / "signing.pem").read_bytes() == stand.parts[1].path.read_bytes()
    with open_database(folder / "records.db") as database, database.reading() as records:
        assert records.people.trainee("tr4f2a").last_name == "Exemple"
        assert len(records.schedule.enrolments()) == backup.manifest.records.rows["enrolment_decision"]


@SQLITE
def test_only_its_owner_reads_what_is_about_people_and_keys(backup, tmp_path):
    folder = restored(backup.file, tmp_path / "new").folder
    assert folder.stat().st_mode & 0o777 == 0o700
    for private in ("records.db", "keys/signing.pem", "settings.env"):
        assert (folder / private).stat().st_mode & 0o777 == 0o600


@SQLITE
def test_the_trail_says_that_another_machine_goes_on(backup, tmp_path):
    folder = restored(backup.file, tmp_path / "new").folder
    with open_database(folder / "records.db") as database, database.reading() as records:
        entry = records.trail.latest(TrailAction.RESTORED)
    assert (entry.account, entry.detail) == ("test", "Stand d’Été 3 2027-03-13T08:15:00+00:00")


@SQLITE
def test_an_empty_folder_is_taken_and_any_other_is_left_as_it_was(backup, tmp_path):
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    (full / "records.db").write_bytes(b"precious")
    assert restored(backup.file, empty).folder == empty
    assert "contient déjà" in refused(backup.file, full, OutputRefused)
    assert "contient déjà" in refused(backup.file, full / "records.db", OutputRefused)
    assert (full / "records.db").read_bytes() == b"precious"


@SQLITE
def test_another_passphrase_is_one_sentence(backup, tmp_path):
    assert "phrase secrète" in refused(backup.file, tmp_path / "new", passphrase="Un mot-de-passe 5 moi")


@SQLITE
def test_what_is_not_a_backup_is_one_sentence(backup, tmp_path):
    photograph = tmp_path / "photo.jpg"
    for content in (b"", b"\xff\xd8\xff" * 1000):
        photograph.write_bytes(content)
        assert "n’est pas une sauvegarde" in refused(photograph, tmp_path / "new")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a backup of an empty stand."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(Path(__file__).parents[2] / "courses" / "minimal", folder / "course")
    generate_key(folder / "key.pem")
    safe = Safe(folder, folder, PASSPHRASE, work=QUICK)
    with open_database(folder / "live.db") as database:
        done = back_up(
            database, stand_of(folder / "course", folder / "key.pem"), safe, by="test", now=NOW, rng=Random(5)
        )
    return done.file.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_anywhere_is_refused_and_nothing_is_written(made, tmp_path, data):
    at = data.draw(st.integers(0, len(made) - 1))
    altered = bytearray(made)
    altered[at] ^= data.draw(st.integers(1, 255))
    (tmp_path / "altered.sauvegarde").write_bytes(altered)
    refused(tmp_path / "altered.sauvegarde", tmp_path / "new")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(data=st.data())
def test_a_backup_cut_short_is_refused_and_nothing_is_written(made, tmp_path, data):
    (tmp_path / "cut.sauvegarde").write_bytes(made[: data.draw(st.integers(0, len(made) - 1))])
    refused(tmp_path / "cut.sauvegarde", tmp_path / "new")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((b'"format": 1', b'"format": 2'), "version plus récente"),
        ((f'"version": "{REVISIONS[-1]}"'.encode(), b'"version": "9999"'), "version plus récente"),
        ((b'"answer": 0', b'"answer": 7'), "n’est pas ce qu’elle annonce"),
    ],
)
def test_what_only_the_holder_of_the_passphrase_could_change_is_checked_too(made, tmp_path, change, sentence):
    assert sentence in refused(resealed(made, tmp_path, *change), tmp_path / "new", StoreError)


@pytest.mark.parametrize(
    "change",
    [
        (b'"path": "records.db"', b'"path": "../cord.db"'),
        (b"course/modules/programme.yml", b"course/modules/Programme.yml"),
        (b'"size": ', b'"size":-'),
        (b'{\n  "format"', b'[\n  "format"'),
    ],
)
def test_a_manifest_that_lies_is_refused(made, tmp_path, change):
    refused(resealed(made, tmp_path, *change), tmp_path / "new", CourseError)


def resealed(made: bytes, folder: Path, old: bytes, new: bytes) -> Path:
    """Return a backup whose manifest says `new` in place of `old`, of the same length, sealed again."""
    content = gzip.decompress(unseal(made, PASSPHRASE))
    assert old in content
    assert len(old) == len(new)
    target = folder / "resealed.sauvegarde"
    target.write_bytes(
        seal(gzip.compress(content.replace(old, new, 1)), PASSPHRASE, rng=Random(7), work=QUICK)
    )
    return target
