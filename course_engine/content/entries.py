"""What the rest of a course must know of each file, without its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from course_engine.content.report import Report
from course_engine.errors import Diagnostic
from course_engine.model.course import Unit
from course_engine.model.quiz import AnswerKey, Quiz

Named = tuple[str, int]
"""What a file names, and the line where it does."""


@dataclass(frozen=True)
class UnitSummary:
    """What other files must know of a unit's.

    Attributes:
        sound: whether nothing is wrong within the file.
        is_shown: whether it can be shown, sound or not.
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
    is_shown: bool
    id_line: int
    objectives: tuple[Named, ...]
    prerequisites: tuple[Named, ...]
    pages: frozenset[str]
    quizzes: tuple[Named, ...]
    assessment: int
    assessed: Mapping[str, tuple[str, ...]]

    @property
    def folder(self) -> str:
        """The name of the folder that holds the file: its series."""
        return self.path.split("/")[-2]


@dataclass(frozen=True)
class UnitEntry(UnitSummary):
    """A unit's file in one compilation.

    Attributes:
        report: its problems, to which those across files are added.
        open: gives what can be shown of it; None where `is_shown` is false.
    """

    report: Report = field(repr=False)
    open: Callable[[], Unit | None] = field(repr=False)


@dataclass(frozen=True)
class QuestionSummary:
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


@dataclass(frozen=True)
class QuizSummary:
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
    asks: frozenset[str]
    versions: Mapping[str, int]
    compared: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class QuizBody:
    """The text of a quiz, under the letters that it was published with.

    Attributes:
        quiz: what can be shown of it, if anything.
        keys: what judges the questions that have no error, in their order.
    """

    quiz: Quiz | None
    keys: tuple[AnswerKey, ...]


@dataclass(frozen=True)
class QuizEntry(QuizSummary):
    """A quiz's file in one compilation; see `UnitEntry`."""

    report: Report = field(repr=False)
    open: Callable[[], QuizBody] = field(repr=False)
