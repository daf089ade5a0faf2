"""The runtime's grader, loaded in both browsers, over http:// and file://."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from browsers import Tab

BARE_PAGE = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Quiz</title><script src="quiz.js"></script>'
)


def write_bare_page(folder: Path) -> None:
    runtime = files("course_engine.runtime")
    folder.mkdir()
    (folder / "index.html").write_text(BARE_PAGE, encoding="utf-8")
    (folder / "quiz.js").write_bytes(runtime.joinpath("quiz.js").read_bytes())


@pytest.fixture(scope="session", params=["http", "file"])
def grader(
    request: pytest.FixtureRequest, tab: Tab, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tab]:
    """A tab where `CourseQuiz` is loaded, in each browser, over each scheme."""
    if request.param == "http":
        served, address = request.getfixturevalue("static_server")
        folder = served / f"grader-{type(tab).__name__}"
        write_bare_page(folder)
        tab.open(f"{address}/{folder.name}/index.html")
    else:
        # A folder that a trainee could have: spaces and accents.
        folder = tmp_path_factory.mktemp("bundle") / "Ma séance é 1"
        write_bare_page(folder)
        tab.open((folder / "index.html").as_uri())
        assert not tab.evaluate("() => fetch('quiz.js').then(() => true, () => false)"), "not a real file://"
    return tab
