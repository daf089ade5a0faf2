"""« Écrire une séance » followed to the letter, from an empty folder: what it shows is what a terminal shows."""

import os

import pytest
from follower import Follower
from terminal import COURSE, beside_a_stand

from course_engine.content import load_course
from course_engine.content.questions import READERS

GUIDE = "docs/ecrire-une-seance.md"


@pytest.fixture(scope="module")
def followed(tmp_path_factory, page):
    """The guide after its last step, in a folder that was empty, with nothing set but who types."""
    folder = tmp_path_factory.mktemp("designer")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COURSE_ENGINE_")]:
            patch.delenv(name)
        patch.setenv("USER", "vous")
        patch.chdir(folder)
        follower = Follower(folder, beside_a_stand(folder, "ranger", "copie de secours", "sauvegarder"))
        follower.follow(page(GUIDE).tokens)
        yield follower


def test_each_command_answers_what_the_guide_shows(followed):
    assert [(one.command, one.shown) for one in followed.commands] == [
        (one.command, one.did) for one in followed.commands
    ]


def test_the_session_lasts_three_hours_in_four_times(followed):
    (unit,) = load_course(followed.folder / COURSE).units.values()
    assert sum(phase.minutes for phase in unit.phases) == unit.minutes == 180
    assert len(unit.phases) == 4


def test_the_quizzes_have_a_question_of_each_type(followed):
    catalogue = load_course(followed.folder / COURSE)
    asked = {question.type for quiz in catalogue.quizzes.values() for question in quiz.questions}
    assert len(asked) == len(READERS)


def test_the_guide_leaves_what_it_says(followed):
    made = {"ancien-quiz.xml", "build/quizzes/ranger.xml", "build/site/index.html", "ranger.pdf"}
    assert [name for name in sorted(made) if not (followed.folder / name).is_file()] == []
