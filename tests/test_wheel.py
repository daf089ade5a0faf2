"""The built wheel, away from the repository: themes, course, sample, migrations and messages are in it."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("demo")

ROOT = Path(__file__).parents[1]


def run(*words: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Where the programs of a fresh environment are: the wheel, beside the libraries of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    venv.create(folder / "venv", symlinks=True)
    programs = folder / "venv" / "bin"
    [site] = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    [wheel] = folder.glob("*.whl")
    words = ["--quiet", "--disable-pip-version-check", "install", "--no-deps", "--no-index", "--no-compile"]
    run(sys.executable, "-m", "pip", "--python", programs / "python", *words, wheel, cwd=folder)
    return programs


def test_it_is_the_wheel_that_runs(installed, tmp_path):
    place = run(
        installed / "python", "-c", "import course_engine; print(course_engine.__file__)", cwd=tmp_path
    )
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_the_shipped_course_is_found(installed, tmp_path):
    words = [installed / "course-engine", "check", "--format", "json"]
    assert run(*words, cwd=tmp_path) == "[]\n"


def test_the_whole_job_runs_from_an_empty_folder(installed, tmp_path):
    printed = run(installed / "course-engine", "demo", "--no-serve", cwd=tmp_path)
    assert "Attestations" in printed
    demo = tmp_path / "build" / "demo"
    assert len(list((demo / "bundles").glob("*/index.html"))) == 24
    assert len(list((demo / "attestations").glob("*.pdf"))) == 10
