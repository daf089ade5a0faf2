"""Several questions under one title."""

from msgspec import Struct

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.quiz.questions import Question


class Quiz(Struct, frozen=True, kw_only=True):
    """Several questions under one title.

    Attributes:
        path: the quiz's file, relative to the course folder.
        threshold: percentage of the maximum from which the quiz is passed; None if it has no threshold.
        draw: how many questions are drawn for each trainee; None for all.
        shuffle: whether options are shown in an order of their own for each trainee.
    """

    id: Slug
    path: str
    title: str
    introduction: Fragment = ()
    threshold: int | None = None
    draw: int | None = None
    shuffle: bool = False
    questions: tuple[Question, ...]

    def questions_for(self, level: Slug) -> tuple[Question, ...]:
        """Return the questions that may be asked of someone of `level`, in written order."""
        return tuple(
            question for question in self.questions if not question.levels or level in question.levels
        )
