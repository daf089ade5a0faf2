"""The built wheel, away from the repository: themes, course, sample, migrations and messages are in it."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*words: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def installed(tmp_path, monkeypatch) -> Path:
    """Where the programs of a fresh environment are: the wheel, beside the libraries of this one; nothing is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "wheel"
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    venv.create(folder / "venv", symlinks=True)
    programs = folder / "venv" / "bin"
    [site] = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    [wheel] = folder.glob("*.whl")
    words = ["--quiet", "--disable-pip-version-check", "install", "--no-deps", "--no-index", "--no-compile"]
    run(sys.executable, "-m", "pip", "--python", programs / "python", *words, wheel, cwd=folder)
    return programs


@pytest.mark.long
def test_the_wheel_alone_does_the_whole_job_from_an_empty_folder(installed, tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    place = run(installed / "python", "-c", "import course_engine; print(course_engine.__file__)", cwd=here)
    assert Path(place.strip()).is_relative_to(installed.parent)
    checked = json.loads(run(installed / "course-engine", "check", "--format", "json", cwd=here))
    assert checked["problems"] == []
    printed = run(installed / "course-engine", "demo", "--no-serve", cwd=here)
    assert printed.startswith("Ce qui a été fait")
    assert len(list((here / "build" / "demo" / "bundles").glob("*/index.html"))) == 24
    assert len(list((here / "build" / "demo" / "attestations").glob("*.pdf"))) == 10
