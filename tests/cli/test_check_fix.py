"""`check --fix`: the ids that questions lack are shown, then written, and nothing else ever is."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course_engine.cli import command
from course_engine.cli.missing_ids import write
from course_engine.content.missing_ids import missing_ids
from course_engine.errors import OutputRefused

QUIZ = "quizzes/courriel.md"


@pytest.fixture
def unnamed(course: Path) -> Path:
    """The course with a question that lacks its id, in a file that Windows wrote."""
    with (course / QUIZ).open("a", encoding="utf-8") as stream:
        stream.write("\n## Que faut-il faire ?\n\n= vrai\n")
    (course / QUIZ).write_bytes(b"\xef\xbb\xbf" + (course / QUIZ).read_bytes().replace(b"\n", b"\r\n"))
    return course


def files(course: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in course.rglob("*") if file.is_file()}


def answered(course: Path, words: str) -> Result:
    return CliRunner().invoke(command, ["check", "--course", str(course), "--fix"], input=words)


def test_the_difference_is_shown_then_the_ids_written_and_nothing_else(run, unnamed):
    before = files(unnamed)
    [found] = missing_ids(unnamed)
    ran = run("check", "--course", unnamed, "--fix", "--yes")
    assert (ran.code, ran.err) == (0, "Identifiants écrits : 1 ; fichiers modifiés : 1.\nAucun problème.\n")
    assert f"+## Que faut-il faire ? {{#{found.ids[0]}}}" in ran.out.splitlines()
    title = b"## Que faut-il faire ?"
    after = before[unnamed / QUIZ].replace(title, title + f" {{#{found.ids[0]}}}".encode())
    assert files(unnamed) == {**before, unnamed / QUIZ: after}


def test_run_again_it_changes_nothing(run, unnamed):
    run("check", "--course", unnamed, "--fix", "--yes")
    before = files(unnamed)
    ran = run("check", "--course", unnamed, "--fix")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Aucun identifiant ne manque.\nAucun problème.\n"
    assert files(unnamed) == before


@pytest.mark.parametrize("words", ["\n", "non\n", "yes?\n"])
def test_nothing_is_written_without_a_yes(unnamed, words):
    before = files(unnamed)
    result = answered(unnamed, words)
    assert result.exit_code == 1
    assert "Rien n’a été écrit." in result.stderr
    assert " erreur QZ110 " in result.stdout
    assert files(unnamed) == before


@pytest.mark.parametrize("words", ["o\n", "oui\n", "Oui\n"])
def test_a_yes_is_enough(unnamed, words):
    assert answered(unnamed, words).exit_code == 0


def test_a_file_that_changed_meanwhile_is_not_overwritten(unnamed):
    [found] = missing_ids(unnamed)
    (unnamed / QUIZ).write_text("autre chose", encoding="utf-8")
    with pytest.raises(OutputRefused, match=r"quizzes/courriel\.md a changé entre-temps"):
        write(unnamed, found)
    assert (unnamed / QUIZ).read_text(encoding="utf-8") == "autre chose"


def test_a_file_keeps_its_rights_and_a_link_stays_one(unnamed):
    (unnamed / QUIZ).rename(unnamed / "vrai.md")
    (unnamed / QUIZ).symlink_to(unnamed / "vrai.md")
    (unnamed / "vrai.md").chmod(0o640)
    [found] = missing_ids(unnamed)
    write(unnamed, found)
    assert (unnamed / QUIZ).is_symlink()
    assert (unnamed / "vrai.md").stat().st_mode & 0o777 == 0o640
    assert (unnamed / "vrai.md").read_bytes() == found.after


def test_it_does_not_go_with_json(run, unnamed):
    ran = run("check", "--course", unnamed, "--fix", "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("--fix montre ce qu’il écrit : il ne va pas avec --format json.\n")
