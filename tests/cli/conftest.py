"""The command line run as a hurried person runs it, on the smallest valid course."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from course_engine.cli import command

MINIMAL = Path(__file__).parents[1] / "courses" / "minimal"


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code, and what it wrote, no-break spaces read as spaces."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing set but who types, in an empty folder."""
    for name in [name for name in os.environ if name.startswith("COURSE_ENGINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("USER", "animatrice")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def run() -> Run:
    """Run `course-engine` in this process; what is not an exit is the test's failure."""

    def run(*words: str | Path) -> Ran:
        result = CliRunner().invoke(command, [str(word) for word in words], prog_name="course-engine")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, plain(result.stdout), plain(result.stderr))

    return run


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the smallest valid course."""
    return shutil.copytree(MINIMAL, tmp_path / "course")


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Write the registration of one person, whose answers are given; return the file."""

    def write(person: dict[str, Any] | None = None, /, **given: Any) -> Path:
        form = {"id": "tr-essai", "nom": "Exemple", "prenom": "Camille", "collectivite": "Saint-Exemple"}
        form |= {"reponses": given} | (person or {})
        file = tmp_path / "answers.json"
        file.write_text(json.dumps({"programme": "essai", "inscriptions": [form]}), encoding="utf-8")
        return file

    return write


@pytest.fixture
def records(empty_records: Path) -> Path:
    """Records in which nobody is registered yet."""
    return empty_records


@pytest.fixture
def key(tmp_path: Path, run: Run) -> Path:
    """An organiser's private key; its public twin is beside it."""
    path = tmp_path / "key.pem"
    run("keygen", path)
    return path
