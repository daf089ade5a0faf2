"""Every word that a person may write or meet has its heading or its row in the documentation."""

import ast
import re
from importlib import import_module
from typing import get_args

import pytest
from click import Command, Group

from course_engine.cli import VERBS
from course_engine.cli.exits import EXIT_CODES, INTERRUPTED
from course_engine.content import quiz, shapes, unit
from course_engine.content.callouts import KINDS as CALLOUTS
from course_engine.content.choices import RULES
from course_engine.content.containers import WORDS
from course_engine.content.questions import ATTRIBUTES, READERS
from course_engine.content.shaping import aliases
from course_engine.exchange.csv_codes import CODE_COLUMNS
from course_engine.exchange.csv_deployments import DEPLOYMENT_COLUMNS
from course_engine.exchange.csv_sessions import ENROLMENT_COLUMNS, SESSION_COLUMNS
from course_engine.exchange.csv_sheets import SHEET_COLUMNS
from course_engine.exchange.csv_territories import TERRITORY_COLUMNS
from course_engine.exchange.registration_problems import FIELDS
from course_engine.model.questionnaire import QuestionnaireItem

GUIDE = "docs/guide-concepteur.md"
CODE = re.compile(r"[A-Z]{2,4}\d{3}")
CODE_SPAN = re.compile(r"`([^`\n]+)`")
CLICKS_OWN = {0, 2}
"""Done, and not understood."""
ASKED = [str(kind.__struct_config__.tag) for kind in get_args(QuestionnaireItem)]
"""The types of the questionnaire."""


def verbs() -> dict[str, Command]:
    """Return each verb as it is typed after `course-engine`."""
    found = {}
    for name in VERBS:
        command = import_module(f"course_engine.cli.{name}").command
        inner = command.commands if isinstance(command, Group) else {}
        found |= {f"{name} {verb}": inner[verb] for verb in inner} or {name: command}
    return found


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_each_verb_has_a_section_that_names_its_options(page, verb):
    section = page("docs/cli.md").section(f"`{verb}`")
    told = {name for token in section.tokens for name in CODE_SPAN.findall(token.content)}
    options = [one for one in verbs()[verb].params if one.param_type_name == "option"]
    assert {name for one in options for name in (*one.opts, *one.secondary_opts)} <= told


def test_no_section_and_no_row_is_for_a_verb_that_is_not(page):
    assert set(verbs()) == page("docs/cli.md").names()
    assert set(verbs()) <= page("README.md").names()


def test_the_exit_codes_are_those_of_the_table(page):
    cells = page("docs/cli.md").section("Exit codes").first_cells()
    written = {int(cell) for cell in cells if cell.isdigit()}
    assert written == {*EXIT_CODES.values(), *CLICKS_OWN, INTERRUPTED}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(unit.KEYS, id="front matter of a unit"),
        pytest.param(quiz.KEYS, id="front matter of a quiz"),
        pytest.param([f"::: {word}" for word in WORDS], id="containers"),
        pytest.param(READERS, id="types of question"),
        pytest.param([*(word for word in ATTRIBUTES if word != "id"), "#…", "strict"], id="attributes"),
        pytest.param(RULES, id="partial credit"),
        pytest.param([f"> [!{word}] …" for word in CALLOUTS], id="callouts"),
        pytest.param(ASKED, id="types of the questionnaire"),
    ],
)
def test_each_word_of_the_format_is_in_the_designers_guide(page, words):
    assert set(words) <= page(GUIDE).names()


@pytest.mark.parametrize("model", [shapes.Programme, shapes.Questionnaire])
def test_each_key_of_the_yaml_files_is_in_the_designers_guide(page, model):
    told = {word for span in CODE_SPAN.findall(page(GUIDE).text) for word in re.findall(r"[\w-]+", span)}
    assert aliases(model) <= told


@pytest.mark.parametrize(
    "columns",
    [TERRITORY_COLUMNS, DEPLOYMENT_COLUMNS, SESSION_COLUMNS, ENROLMENT_COLUMNS, SHEET_COLUMNS, CODE_COLUMNS],
)
def test_each_column_of_a_csv_file_is_documented(page, columns):
    assert set(columns) <= page("docs/fichiers-csv.md").names()


def test_each_field_of_a_registration_is_documented(page):
    assert set(FIELDS) <= page("docs/paths.md").section("A file of registrations").names()


def test_each_code_of_a_problem_has_exactly_one_heading(root):
    used = set()
    for file in (root / "course_engine").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        used |= {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    headings = [
        heading
        for document in sorted((root / "docs").glob("*.md"))
        for heading in re.findall(r"^### (\w+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if CODE.fullmatch(heading)
    ]
    assert sorted(used) == sorted(headings)
