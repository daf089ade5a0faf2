"""The table of problems, its translations and its page of documentation."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from course_engine import content
from course_engine.content.problems import PROBLEMS
from course_engine.errors import Severity
from course_engine.i18n import translator

_ = translator("content")
DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnostics.md"
WORDS = {Severity.ERROR: "Erreur", Severity.WARNING: "Avertissement"}


def names_in(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_each_code_has_a_heading_that_says_how_grave_it_is(code):
    sections = re.split(r"^### ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    (section,) = [section for section in sections if section.startswith(f"{code}\n")]
    assert section.split("\n\n")[1].startswith(WORDS[PROBLEMS[code].severity])


def test_the_page_has_no_heading_for_a_code_that_is_not():
    headings = re.findall(r"^### (\w+)$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(headings) == sorted(PROBLEMS)


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_each_message_has_its_french_with_the_same_placeholders(code):
    for text in (PROBLEMS[code].message, PROBLEMS[code].hint):
        french = _(text)
        assert french != text
        assert names_in(french) == names_in(text)


def test_every_code_that_the_compiler_reports_is_in_the_table_and_the_other_way_round():
    reported = set()
    for file in Path(content.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                reported |= set(re.findall(r"^[A-Z]{2}\d{3}$", node.value))
    assert reported == set(PROBLEMS)
