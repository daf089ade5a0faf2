"""`demo`: the whole job, laid out as said, made once, completed after a kill."""

import csv
import fcntl
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from click.testing import CliRunner

from course_engine.cli import command
from course_engine.documents.seal import verify_pdf
from course_engine.rendering.wording import size_in_words
from course_engine.settings import shipped
from course_engine.signing import load_public_key

SAMPLE = Path(__file__).parents[2] / "course_engine" / "training" / "sample"
FORMS = json.loads((SAMPLE / "registrations.json").read_text(encoding="utf-8"))["inscriptions"]
EVERYONE = {form["id"] for form in FORMS}
BESIDE = {"LISEZ-MOI.txt", "demo-key.pem", "demo-key.pub.pem"}
"""What stands in the folder besides what was asked for: its sign, and the keys to verify with."""

PASSWORD_TABLES = {"trail", "browser_session"}
"""Where each new password leaves a line."""


def demo(out: Path, course: Path | None = None) -> str:
    words = ["demo", "--no-serve", "--out", str(out), *(["--course", str(course)] if course else [])]
    result = CliRunner(env={"COLUMNS": "200"}).invoke(command, words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> tuple[Path, str]:
    """The folder of a demonstration, and what was printed; made once for all the processes of a test run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    printed = shared / "demo.printed"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            printed.write_text(demo(shared / "demo"), encoding="utf-8")
    return shared / "demo", printed.read_text(encoding="utf-8")


@pytest.fixture
def out(made, tmp_path) -> Path:
    """A copy of the demonstration, dates included."""
    return shutil.copytree(made[0], tmp_path / "demo")


def signed_minutes() -> Counter[str]:
    """Add up each agent's signed time from the sample's sheets, by hand."""
    agents = {form["id"] for form in FORMS if form["reponses"]["role"] == "agent"}
    total: Counter[str] = Counter()
    for sheet in (SAMPLE / "sheets").glob("*.csv"):
        with sheet.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream, delimiter=";"):
                if row["signature"] == "oui" and row["stagiaire"] in agents:
                    begins, ends = (
                        int(hour.split(":")[0]) * 60 + int(hour.split(":")[1])
                        for hour in (row["arrivee"], row["depart"])
                    )
                    total[row["stagiaire"]] += ends - begins
    return total


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, int]:
    """Return when each file was written; the database is opened, and the journal rewritten as it was."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*.*")
        if path.name not in {"demo.db", ".made"}
    }


def test_the_folder_is_laid_out_as_said(made):
    out, _printed = made
    top = {"paths.json", "bundles", "attestations", "demo.db"}
    assert {path.name for path in out.iterdir()} == top | BESIDE
    bundles = {path.name for path in (out / "bundles").iterdir()} - {".made"}
    assert bundles == EVERYONE | {f"{trainee}.zip" for trainee in EVERYONE}
    assert all((out / "bundles" / trainee / "index.html").is_file() for trainee in EVERYONE)
    assert set(json.loads((out / "paths.json").read_text(encoding="utf-8"))["paths"]) == EVERYONE


def test_no_name_is_in_a_file_s_name_nor_in_the_paths(made):
    out, _printed = made
    names = "\n".join(path.relative_to(out).as_posix() for path in out.rglob("*"))
    text = names + (out / "paths.json").read_text(encoding="utf-8")
    assert not [form["nom"] for form in FORMS if f"{form['prenom']} {form['nom']}" in text]


def test_exactly_the_agents_who_signed_are_attested_for_exactly_the_time_signed(made):
    out, _printed = made
    key = load_public_key(out / "demo-key.pub.pem")
    attested = {
        path.stem: verify_pdf(path.read_bytes(), [key]).minutes for path in (out / "attestations").iterdir()
    }
    assert attested == signed_minutes()
    assert any(minutes % 180 for minutes in attested.values())  # someone came late or left early


def test_the_bag_of_who_is_attested_holds_the_very_attestation(made):
    out, _printed = made
    for trainee in EVERYONE:
        held = files(out / "bundles" / trainee).get("documents/attestation.pdf")
        issued = out / "attestations" / f"{trainee}.pdf"
        assert held == (issued.read_bytes() if issued.exists() else None)


def test_the_table_gives_true_sizes(made):
    out, printed = made
    rows = {cells[1].strip(): cells for line in printed.splitlines() if len(cells := line.split("│")) > 5}
    database = (out / "demo.db").stat().st_size
    assert rows["Personnes inscrites"][3].split() == size_in_words(database).split()
    assert [rows[what][2].strip() for what in ("Parcours", "Attestations", "Sacoches (ZIP)")] == [
        "24",
        "10",
        "24",
    ]
    assert not (out / "demo.db-wal").exists()


def test_a_second_run_makes_nothing_again_but_passwords(out):
    before, kept, recorded = stamps(out), files(out), facts(out / "demo.db")
    demo(out)
    assert stamps(out) == before
    again = files(out)
    assert {name for name in kept if kept[name] != again.get(name)} == {"demo.db"}
    assert facts(out / "demo.db") == recorded


def test_it_shows_the_login_and_the_password_of_each_role(made):
    _out, printed = made
    told = printed.split("Des comptes à essayer, à l’adresse /connexion :\n")[1].splitlines()
    assert [line.split()[0] for line in told] == ["referente", "animatrice", "region", "conceptrice"]
    assert all(re.fullmatch(r"\w{5}(-\w{5}){3}", line.split()[1]) for line in told)


def test_its_passwords_are_hashed_at_full_cost(made):
    records = sqlite3.connect(made[0] / "demo.db")
    kept = [value for (value,) in records.execute("SELECT hash FROM password")]
    records.close()
    assert [extract_parameters(one) for one in kept] == [RFC_9106_LOW_MEMORY] * 4


def test_the_same_inputs_give_the_same_bags(out):
    kept = files(out / "bundles")
    shutil.rmtree(out / "bundles")
    demo(out)
    again = files(out / "bundles")
    assert {name for name in kept if kept[name] != again.get(name)} == {".made"}


def test_a_unit_that_is_touched_changes_only_the_bags_that_hold_it(made, tmp_path):
    folder, course = tmp_path / "demo", tmp_path / "course"
    shutil.copytree(shipped() / "modules", course / "modules")
    shutil.copytree(shipped() / "quizzes", course / "quizzes")
    shutil.copytree(made[0], folder)
    [unit] = (course / "modules").rglob("dematerialisation.md")
    unit.write_text(unit.read_text(encoding="utf-8").replace("# Échanges", "# Échanges", 1) + "\nUn mot.\n")
    before = files(folder)
    demo(folder, course)
    after = files(folder)
    paths = json.loads(after["paths.json"])["paths"]
    holders = {trainee for trainee, path in paths.items() if "dematerialisation" in str(path["kept"])}
    assert 0 < len(holders) < len(EVERYONE)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name for name in changed if name.endswith(".zip")} == {f"bundles/{one}.zip" for one in holders}
    assert not [name for name in changed if name.startswith("attestations/")]


def killed_at(out: Path, sign: str) -> None:
    """Start a demonstration and kill it as soon as a file that `sign` matches is there."""
    words = [sys.executable, "-m", "course_engine", "demo", "--no-serve", "--out", out]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(out.glob(sign)):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def facts(database: Path) -> dict[str, int]:
    """Count the rows of each table, but of those that new passwords fill."""
    with sqlite3.connect(database) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in PASSWORD_TABLES
        ]
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    connection.close()
    return counts


@pytest.mark.long
def test_a_run_killed_at_any_moment_is_completed_by_the_next(made, tmp_path):
    whole, out = made[0], tmp_path / "demo"
    out.mkdir()
    (out / ".LISEZ-MOI.txt.k1ll3d").touch()  # killed in its first write
    for sign in ("LISEZ-MOI.txt", "demo.db", "demo-key.pem", "attestations/*.pdf", "bundles/*.zip"):
        killed_at(out, sign)
    demo(out)
    assert {path.relative_to(out) for path in out.rglob("*")} == {
        path.relative_to(whole) for path in whole.rglob("*")
    }
    assert (out / "paths.json").read_bytes() == (whole / "paths.json").read_bytes()
    assert facts(out / "demo.db") == facts(whole / "demo.db")
    attested = {path.stem for path in (whole / "attestations").iterdir()}
    for trainee in EVERYONE:
        one, other = (folder / "bundles" / f"{trainee}.zip" for folder in (out, whole))
        if trainee in attested:
            # A new key and new numbers make other attestations, hence other bags, of the same files.
            assert ZipFile(one).namelist() == ZipFile(other).namelist()
        else:
            assert one.read_bytes() == other.read_bytes()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = CliRunner().invoke(command, ["demo", "--no-serve", "--out", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (7, "")
    assert result.stderr.replace("\N{NO-BREAK SPACE}", " ") == (
        f"« {tmp_path} » contient déjà autre chose qu’une démonstration : choisissez un autre dossier.\n"
    )
    assert {path.name for path in tmp_path.iterdir()} == {"mine.txt", "here"}


def test_enough_people_said_their_debrief_for_the_needs_to_be_ranked(made):
    out, _printed = made
    records = sqlite3.connect(out / "demo.db")
    assert records.execute("SELECT count(DISTINCT trainee) FROM debrief_note").fetchone()[0] >= 5
    rights = records.execute("SELECT avg(fraction = 1) FROM answer").fetchone()[0]
    records.close()
    assert 0.2 < rights < 0.9
