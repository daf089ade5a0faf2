"""A course full of mistakes: each is reported, on its line, whatever the others."""

from pathlib import Path

import pytest

from course_engine.content import Compilation, compile_course
from course_engine.content.problems import PROBLEMS

MISTAKES = Path(__file__).parents[1] / "courses" / "mistakes"
FAMILIES = {"FI", "FM", "PR", "QN", "XR", "GL", "UN", "CT", "MD", "IM", "TB", "LN", "QZ"}


@pytest.fixture(scope="module")
def compilation() -> Compilation:
    return compile_course(MISTAKES, reading_ease=(70, 60, 50))


def test_each_mistake_is_reported_on_its_line_and_nothing_else_is(compilation):
    reported = [f"{found.file}:{found.line} {found.code}" for found in compilation.diagnostics]
    assert reported == (MISTAKES / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_mistakes_are_of_every_family(compilation):
    codes = {found.code for found in compilation.diagnostics}
    assert {code[:2] for code in codes} == FAMILIES
    assert len(codes) >= 100


def test_a_refused_course_gives_no_catalogue(compilation):
    assert compilation.catalogue is None


def test_every_message_is_french_and_whole(compilation):
    for found in compilation.diagnostics:
        problem = PROBLEMS[found.code]
        assert found.message
        assert found.hint
        assert found.message != problem.message, f"{found.code} is not translated"
        assert "{" not in found.message
