"""`schema`: what an editor is given, and what `check --format json` promises."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from course_engine.cli.schema import schemas

ROOT = Path(__file__).parents[2]


def test_the_repository_holds_what_the_command_writes(run, tmp_path):
    ran = run("schema", "--out", tmp_path)
    assert ran.code == 0
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.suffix == ".json"}
    assert written == {file.name: file.read_bytes() for file in (ROOT / "modules/schemas").iterdir()}
    assert ran.out.split() == [str(tmp_path / f"{name}.json") for name in schemas()]


@pytest.mark.parametrize("name", ["minimal", "mistakes", "ten_units"])
def test_what_check_says_as_json_has_the_shape_that_is_promised(run, name):
    ran = run("check", "--course", ROOT / "tests/courses" / name, "--format", "json")
    report = json.loads(ran.out)
    jsonschema_rs.validate(schemas()["check"], report)
    assert ran.code == (1 if report["errors"] else 0)
    severities = [problem["severity"] for problem in report["problems"]]
    assert (report["errors"], report["warnings"]) == (severities.count("error"), severities.count("warning"))


def test_each_question_is_said_with_its_type(run, course):
    ran = run("check", "--course", course, "--types")
    assert ran.out.splitlines() == [
        "quizzes/courriel.md:8 champ-cci choix-unique",
        "quizzes/courriel.md:17 piece-jointe vrai-faux",
    ]
    [one, other] = json.loads(run("check", "--course", course, "--format", "json").out)["questions"]
    assert one == {"file": "quizzes/courriel.md", "line": 8, "id": "champ-cci", "type": "choix-unique"}
    assert other["type"] == "vrai-faux"
