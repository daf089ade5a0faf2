"""The README says what runs, and nothing else."""

import re

from course_engine.content import compile_course

FIRST_SCREEN = 25
HEAVIEST_PICTURE = 150_000


def test_the_two_commands_stand_on_the_first_screen(page):
    beginning = page("README.md").text.splitlines()[: FIRST_SCREEN - 1]
    assert [line.split("  ")[0] for line in beginning if line.startswith("make ")] == [
        "make demo",
        "make test",
    ]


def test_each_make_command_of_the_documentation_is_a_target(root, page):
    targets = set(re.findall(r"^([\w-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "docs/guide-animateur.md", "tests/README.md"):
        told = set(re.findall(r"(?:^|`)make ([\w-]+)", page(name).text, re.MULTILINE))
        assert told
        assert told <= targets


def test_the_test_command_is_the_one_that_every_change_runs(root):
    assert (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "make test"


def test_the_picture_is_light(root):
    assert 0 < (root / "docs" / "images" / "page.png").stat().st_size < HEAVIEST_PICTURE


def test_the_quiz_is_five_lines_without_a_problem(course, page):
    (example,) = [fence for fence in page("README.md").fences() if fence.startswith("## ")]
    assert len(example.splitlines()) == 5
    quiz = course / "quizzes" / "bilan.md"
    quiz.write_text(quiz.read_text(encoding="utf-8") + "\n" + example, encoding="utf-8")
    assert compile_course(course).diagnostics == ()
