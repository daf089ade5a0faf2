"""A course that tests change in one place."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_engine.content import Compilation, compile_course
from course_engine.model.course import Catalogue, Unit

COURSES = Path(__file__).parents[1] / "courses"
UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"
QUESTIONNAIRE = "modules/questionnaire.yml"


@dataclass(frozen=True)
class Course:
    """A copy of the smallest valid course."""

    folder: Path

    def write(self, path: str, text: str | bytes) -> "Course":
        """Write a file of the course."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def change(self, path: str, old: str, new: str) -> "Course":
        """Replace one passage of a file, which must hold it once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return self.write(path, text.replace(old, new))

    def question(self, text: str) -> "Course":
        """Add a question to the quiz; its heading stands on line 22."""
        quiz = (self.folder / QUIZ).read_text(encoding="utf-8")
        return self.write(QUIZ, f"{quiz}\n{text}\n")

    def compile(self) -> Compilation:
        return compile_course(self.folder)

    def problems(self) -> list[tuple[str, int, str]]:
        """Return the file, line and code of each problem."""
        return [(found.file, found.line, found.code) for found in self.compile().diagnostics]

    def catalogue(self) -> Catalogue:
        """Return the compiled course, which must have no problem at all."""
        compilation = self.compile()
        assert [str(found) for found in compilation.diagnostics] == []
        assert compilation.catalogue is not None
        return compilation.catalogue

    def unit(self) -> Unit:
        return self.catalogue().units["courriel"]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The smallest valid course, to change in one place."""
    folder = tmp_path / "course"
    shutil.copytree(COURSES / "minimal", folder)
    return Course(folder)
