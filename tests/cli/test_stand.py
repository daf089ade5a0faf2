"""`stand`: what is checked, carried and started again, from the command line."""

import os
import re
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest

from course_engine.store import open_database

PASSPHRASE = "Un mot-de-passe 4 moi"
MEGABYTE = 1_000_000


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    """A file whose first line is the passphrase."""
    path = tmp_path / "phrase"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """An empty folder."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def words(monkeypatch, records, course, key, passphrase, usb):
    """The words of a backup of a stand whose settings are in force."""
    monkeypatch.setenv("COURSE_ENGINE_STAND", "Stand 3")
    monkeypatch.setenv("COURSE_ENGINE_PLACE", "Saint-Exemple")
    monkeypatch.setenv("COURSE_ENGINE_PRIVATE_KEY", str(key))
    monkeypatch.setenv("COURSE_ENGINE_COURSE", str(course))
    monkeypatch.setenv("COURSE_ENGINE_DATABASE_URL", str(records))
    return ["stand", "backup", "--to", usb, "--passphrase-file", passphrase]


def test_a_backup_is_named_counted_and_read_back(run, words, usb):
    ran = run(*words)
    (file,) = usb.iterdir()
    assert (ran.code, ran.out) == (0, f"{file}\n")
    assert re.fullmatch(r"stand-3-\d{8}T\d{6}Z\.sauvegarde", file.name)
    assert re.fullmatch(r"1 Mo, \d+ enregistrements, \d+ fichiers\. Relue et conforme\.\n", ran.err)


def test_older_backups_go_and_are_named(run, words, usb):
    older = usb / "stand-3-20200101T000000Z.sauvegarde"
    older.write_bytes(b"")
    ran = run(*words, "--keep", "1")
    assert ran.err.splitlines()[1:] == [f"Retirée : {older.name}"]
    assert not older.exists()


def test_a_stand_without_a_name_is_refused(run, words, monkeypatch):
    monkeypatch.delenv("COURSE_ENGINE_STAND")
    ran = run(*words)
    assert (ran.code, ran.err) == (
        8,
        "Le stand n’a pas de nom : réglez COURSE_ENGINE_STAND, par exemple « Stand 3 ».\n",
    )


@pytest.mark.usefixtures("impatient")
def test_where_the_records_are_busy_the_backup_is_made_and_the_trail_is_said_to_be_without_it(
    run, words, usb, records
):
    with open_database(records) as others, others.writing() as busy:
        busy.people.add_trainee("tr-other", registered_at=datetime(2027, 3, 13, tzinfo=UTC))
        ran = run(*words)
    assert (ran.code, ran.out) == (0, "".join(f"{file}\n" for file in usb.iterdir()))
    assert "La sauvegarde est faite, mais la trace ne le dit pas." in ran.err


def test_a_weak_passphrase_is_refused(run, words, usb, passphrase):
    passphrase.write_text("dunkerque\n", encoding="utf-8")
    ran = run(*words)
    assert (ran.code, list(usb.iterdir())) == (1, [])
    assert ran.err.startswith("Cette phrase secrète ne protège pas assez. Au moins 12 caractères")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Fichier « {file} » n’existe pas."),
        (b"\xff\xfe\n", "« {file} » n’est pas un texte en UTF-8 : enregistrez-le de nouveau."),
    ],
    ids=["missing", "bytes"],
)
def test_a_passphrase_that_cannot_be_read_is_told_in_french(run, words, usb, passphrase, content, said):
    passphrase.unlink() if content is None else passphrase.write_bytes(content)
    ran = run(*words)
    assert (ran.code, list(usb.iterdir())) == (2, [])
    assert ran.err.splitlines()[-1].endswith(said.format(file=passphrase))


def test_where_no_terminal_can_hide_a_passphrase_none_is_asked(words, usb):
    *command, _option, _file = map(str, words)
    asked = subprocess.run(
        [sys.executable, "-m", "course_engine", *command],
        input=f"{PASSPHRASE}\n{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert (asked.returncode, list(usb.iterdir())) == (2, [])
    last = asked.stderr.splitlines()[-1]
    assert last == "Erreur : Aucun terminal pour demander la phrase secrète : donnez --passphrase-file."


def test_a_restored_stand_says_how_to_start_and_does(run, words, usb, passphrase, tmp_path):
    run(*words)
    (file,) = usb.iterdir()
    folder = tmp_path / "nouveau stand"
    ran = run("stand", "restore", file, "--into", folder, "--passphrase-file", passphrase)
    assert ran.code == 0
    assert re.fullmatch(
        rf"« Stand 3 », tel qu’il était le .* à \d\d:\d\d, est dans {folder}\. Pour le démarrer :\n", ran.err
    )
    setting, serving = ran.out.splitlines()
    assert setting == f"set -a; . '{folder}/settings.env'; set +a"
    assert serving == "course-engine serve --host 0.0.0.0"
    script = f"{setting}; exec {sys.executable} -m course_engine serve --port 0"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_ENGINE_")}
    server = subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, text=True, env=bare)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())[0]
        with urlopen(address) as answer:
            assert answer.status == 200
    finally:
        server.terminate()
        server.communicate()


def test_another_passphrase_or_a_full_folder_writes_nothing(run, words, usb, passphrase, tmp_path):
    run(*words)
    (file,) = usb.iterdir()
    full = run("stand", "restore", file, "--into", usb, "--passphrase-file", passphrase)
    assert (full.code, "contient déjà" in full.err) == (7, True)
    passphrase.write_text("Un mot-de-passe 5 moi", encoding="utf-8")
    other = run("stand", "restore", file, "--into", tmp_path / "new", "--passphrase-file", passphrase)
    assert other.code == 5
    assert other.err.startswith("Cette phrase secrète n’ouvre pas le fichier")
    assert other.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_disk_that_takes_no_more_is_one_sentence_and_leaves_the_older_backup(words, usb, course, tmp_path):
    (course / "modules" / "film.bin").write_bytes(Random(1).randbytes(4 * MEGABYTE))
    older = usb / "stand-3-20200101T000000Z.sauvegarde"
    older.write_bytes(b"whole")
    ran = subprocess.run(
        [sys.executable, "-m", "course_engine", *map(str, words), "--keep", "1"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MEGABYTE, 2 * MEGABYTE)),
    )
    assert (ran.returncode, ran.stdout) == (7, "")
    assert ran.stderr.splitlines()[-1].startswith("Un fichier aussi grand ne tient pas sur ce disque")
    assert list(usb.iterdir()) == [older]


def test_ready_says_everything_and_its_code_says_whether_to_leave(run, words, key, tmp_path):
    run("account", "add", "anim", "--name", "Dominique Exemple", "--role", "animateur", "--territory", "x")
    ran = run("stand", "ready", "--port", "0")
    assert ran.code == 8
    assert ran.err == "Le stand n’est pas prêt. Points bloquants : 1.\n"
    assert "bloquant  Comptes" in ran.out
    run("account", "add", "region", "--name", "Dominique Exemple", "--role", "region")
    out = tmp_path / "checklist.pdf"
    ready = run("stand", "ready", "--port", "0", "--out", out)
    assert (ready.code, ready.err) == (0, f"{out}\n")
    assert re.search(r"^OK : \d+, à voir : \d+, bloquant : 0$", ready.out, re.MULTILINE)
    assert out.read_bytes().startswith(b"%PDF-")


def test_another_course_than_the_office_s_blocks(run, words):
    ran = run("stand", "ready", "--port", "0", "--expects", "0123456789ab")
    assert ran.code == 8
    assert "et le bureau attend 0123456789ab." in ran.out
