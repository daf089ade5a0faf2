"""`check` asks the planner whether every unit serves somebody."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from course_engine.cli import command

MINIMAL = Path(__file__).parents[1] / "courses" / "minimal"


def test_a_closing_unit_with_nothing_to_close_is_a_warning(tmp_path: Path) -> None:
    course = tmp_path / "cours"
    shutil.copytree(MINIMAL, course)
    with (course / "modules" / "programme.yml").open("a", encoding="utf-8") as programme:
        programme.write("cloture: { unite: courriel, a-partir-de: 1 }\n")
    result = CliRunner().invoke(command, ["check", "--course", str(course)])
    assert "modules/decouvrir/courriel.md:1:1 avertissement XR112" in result.stdout
    assert result.exit_code == 0
