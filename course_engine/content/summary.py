"""What the rest of a course must know of each file, without its text."""

from collections.abc import Hashable, Mapping

from msgspec import Struct

from course_engine.errors import Diagnostic
from course_engine.model.quiz import AnswerKey, Quiz

Named = tuple[str, int]
"""What a file names, and the line where it does."""


class UnitSummary(Struct, frozen=True, array_like=True):
    """What other files must know of a unit's.

    Attributes:
        sound: whether nothing is wrong within the file.
        id_line: where it says its id, 1 if it does not.
        quizzes: those that it places.
        assessment: the line of its assessment.
        assessed: the quizzes that each level meets there.
    """

    id: str
    path: str
    title: str
    levels: tuple[str, ...]
    sound: bool
    id_line: int
    objectives: tuple[Named, ...]
    prerequisites: tuple[Named, ...]
    pages: tuple[str, ...]
    quizzes: tuple[Named, ...]
    assessment: int
    assessed: Mapping[str, tuple[str, ...]]

    @property
    def folder(self) -> str:
        """The name of the folder that holds the file: its series."""
        return self.path.split("/")[-2]

    @property
    def said(self) -> Hashable:
        """What it says to the other files, wherever it says it: lines are left out."""
        return (
            (self.id, self.path, self.levels, self.sound, self.pages),
            tuple(
                tuple(name for name, _line in names)
                for names in (self.objectives, self.prerequisites, self.quizzes)
            ),
            tuple(self.assessed.items()),
        )


class QuestionSummary(Struct, frozen=True, array_like=True):
    """What other files must know of a question.

    Attributes:
        kind: its type as the format spells it; empty where it could not be told.
        page: that which it says to read again, if any.
        unit: whose page that is, where it says so.
    """

    id: str
    line: int
    kind: str
    page: str | None
    unit: str | None


class QuizSummary(Struct, frozen=True, array_like=True):
    """What other files must know of a quiz's.

    Attributes:
        questions: every one as written, sound or not.
        sound: whether nothing is wrong within the file.
        asks_all: whether a question is asked at every level.
        asks: the other levels at which one is asked.
        versions: the published version that each question is.
        compared: what changed of it since it was published; of no interest where an error is found across files.
    """

    id: str
    path: str
    questions: tuple[QuestionSummary, ...]
    sound: bool
    asks_all: bool
    asks: tuple[str, ...]
    versions: Mapping[str, int]
    compared: tuple[Diagnostic, ...]

    @property
    def said(self) -> Hashable:
        """What it says to the other files; see `UnitSummary`."""
        asked = tuple((question.id, question.page, question.unit) for question in self.questions)
        return self.id, self.path, self.sound, self.asks_all, self.asks, asked


class QuizBody(Struct, frozen=True):
    """The text of a quiz, under the letters that it was published with.

    Attributes:
        quiz: what can be shown of it, if anything.
        keys: what judges the questions that have no error, in their order.
    """

    quiz: Quiz | None
    keys: tuple[AnswerKey, ...]
