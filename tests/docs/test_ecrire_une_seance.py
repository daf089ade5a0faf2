"""« Écrire une séance » followed to the letter, from an empty folder: what it shows is what a terminal shows."""

import os
import re

import pytest
from follower import Follower
from terminal import COURSE, Meanwhile, Terminal

from course_engine.content import load_course
from course_engine.content.questions import READERS

GUIDE = "docs/ecrire-une-seance.md"
SAUVEGARDER = Meanwhile("ranger", "copie de secours", "sauvegarder")
OPENED = ("/", "/unites/ranger-ses-fichiers/decouverte", "/quiz/ranger/pratique")
NAMED = re.compile("«\N{NO-BREAK SPACE}(.+?)\N{NO-BREAK SPACE}»")


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    """A terminal in an empty folder, with nothing set but who types."""
    folder = tmp_path_factory.mktemp("designer")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COURSE_ENGINE_")]:
            patch.delenv(name)
        patch.setenv("USER", "vous")
        patch.chdir(folder)
        yield Terminal(folder, SAUVEGARDER, OPENED)


@pytest.fixture(scope="module")
def followed(terminal, page):
    """Whoever followed the guide, after its last step."""
    follower = Follower(terminal.folder, terminal.run)
    follower.follow(page(GUIDE).tokens)
    return follower


def test_each_command_answers_what_the_guide_shows(followed):
    assert [(one.command, one.shown) for one in followed.commands] == [
        (one.command, one.did) for one in followed.commands
    ]


@pytest.mark.usefixtures("followed")
def test_the_preview_has_all_that_the_guide_says_to_click_on(terminal, page):
    rows = page(GUIDE).section("6. ").cells()
    names = [name for row in rows for name in NAMED.findall(row)]
    assert len(names) == 8
    screens = "".join(terminal.screens.values())
    assert [name for name in names if f">{name}<" not in screens] == []


def test_the_session_lasts_three_hours_in_four_times(followed):
    (unit,) = load_course(followed.folder / COURSE).units.values()
    assert sum(phase.minutes for phase in unit.phases) == unit.minutes == 180
    assert len(unit.phases) == 4


def test_the_quizzes_have_a_question_of_each_type(followed):
    catalogue = load_course(followed.folder / COURSE)
    asked = {question.type for quiz in catalogue.quizzes.values() for question in quiz.questions}
    assert len(asked) == len(READERS)


def test_the_guide_leaves_what_it_says(followed):
    made = {"ancien-quiz.xml", "build/quizzes/ranger.xml", "ranger.pdf"}
    assert [name for name in sorted(made) if not (followed.folder / name).is_file()] == []
