"""The course as one trainee reads it: the pages of their path at their levels, and the quizzes in them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self, TypeAlias

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.course import Asset
from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath, Step
from course_engine.model.quiz import Question, Quiz
from course_engine.model.variant import Variant
from course_engine.training.library import Library

_ = translator("training")

Draws: TypeAlias = Mapping[Slug, tuple[Slug, ...]]
NO_DRAWS: Draws = MappingProxyType({})


class QuizInPlace(Struct, frozen=True):
    """A quiz where one trainee meets it.

    Attributes:
        unit, page: where it stands.
        level: the level at which the unit is read.
        questions: those that this trainee is asked, in order.
    """

    quiz: Quiz
    unit: Slug
    page: Slug
    level: Slug
    questions: tuple[Question, ...]

    def asked(self, question: Slug) -> Question:
        """Return one of the questions.

        Raises:
            NotFound: this trainee is not asked it.
        """
        for asked in self.questions:
            if asked.id == question:
                return asked
        raise NotFound(_("This question is not in your path."))


class PersonalCourse(Struct, frozen=True):
    """The course as one trainee reads it.

    Attributes:
        learner: the trainee's id.
        path: less the units that the course no longer has.
        draws: the questions drawn for them when they first opened a quiz that draws, by quiz.
    """

    library: Library
    learner: str
    path: LearningPath
    draws: Draws

    @classmethod
    def of(cls, library: Library, learner: str, path: LearningPath, draws: Draws = NO_DRAWS) -> Self:
        """Return what a trainee reads, whose path may name units that the course no longer has."""
        units = library.catalogue.units
        kept = tuple(step for step in path.kept if step.unit in units)
        left_out = tuple(step for step in path.left_out if step.unit in units)
        return cls(library, learner, path.model_copy(update={"kept": kept, "left_out": left_out}), draws)

    @property
    def quizzes(self) -> frozenset[Slug]:
        """Every quiz of the pages of their path."""
        return frozenset(
            quiz for step in self.path.kept for quiz in self.library.quiz_pages(step.unit, step.level)
        )

    def quizzes_on(self, unit: Slug, page: Slug) -> tuple[Slug, ...]:
        """Return the quizzes of one page of a unit, as this trainee reads it.

        Raises:
            NotFound: their path has no such unit.
        """
        pages = self.library.quiz_pages(unit, self.step(unit).level)
        return tuple(quiz for quiz, place in pages.items() if place == page)

    def step(self, unit: Slug) -> Step:
        """Return the step of the path that is `unit`.

        Raises:
            NotFound: their path has no such unit.
        """
        for step in self.path.kept:
            if step.unit == unit:
                return step
        raise NotFound(_("This page is not in your path."))

    def variant(self, unit: Slug) -> Variant:
        """Return `unit` as this trainee reads it.

        Raises:
            NotFound: their path has no such unit.
        """
        return self.library.variant(unit, self.step(unit).level)

    def quiz(self, quiz: Slug) -> QuizInPlace:
        """Return a quiz of the pages of their path, where it first stands.

        Raises:
            NotFound: none of their pages has such a quiz.
        """
        for step in self.path.kept:
            pages = self.library.quiz_pages(step.unit, step.level)
            if quiz in pages:
                asked = self.library.catalogue.quizzes[quiz]
                level = self.library.variant(step.unit, step.level).level
                questions = self.library.catalogue.asked_of(quiz, self.learner, level, self.draws.get(quiz))
                return QuizInPlace(asked, step.unit, pages[quiz], level, questions)
        raise NotFound(_("This quiz is not in your path."))

    def asset(self, path: str) -> Asset:
        """Return a file that this trainee meets in their path; what is another level's is not theirs.

        Raises:
            NotFound: no page, quiz or exercise of their path names it.
        """
        if any(path in self.library.assets(step.unit, step.level) for step in self.path.kept):
            return self.library.catalogue.assets[path]
        raise NotFound(_("This file is not in your path."))
