"""A trainee's journey: their path, what is planned, what was followed, what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.course import Asset, Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.path import LearningPath, Step
from course_engine.model.quiz import Question, Quiz
from course_engine.model.training import Answer, AttestedHalfDay, Trainee, TrainingSession
from course_engine.model.variant import Variant
from course_engine.store import Database
from course_engine.training.library import Library
from course_engine.training.presence import attested, presences
from course_engine.training.stand_time import in_utc

_ = translator("training")


@dataclass(frozen=True, slots=True)
class QuizInPlace:
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


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything that the engine shows to one trainee.

    Attributes:
        path: less the units that the course no longer has.
        planned: the sessions in which they have a place, in order of time.
        followed: the half-days they signed for, in order of time.
        answers: their latest answer to each question, by question, oldest first.
    """

    library: Library
    trainee: Trainee
    path: LearningPath
    planned: tuple[TrainingSession, ...]
    followed: tuple[AttestedHalfDay, ...]
    answers: Mapping[Slug, Answer]

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
                questions = asked.asked_of(self.trainee.id, level)
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

    def session_ahead(self, now: datetime) -> TrainingSession | None:
        """Return the session being held at `now`, or else the next one, if there is one."""
        return next((session for session in self.planned if in_utc(session.day, session.ends) > now), None)


def journey(database: Database, library: Library, trainee: str) -> Journey:
    """Return the journey of one trainee, as it stands.

    Raises:
        NotFound: nobody of that id has a path.
    """
    with database.reading() as records:
        person, path = records.people.trainee(trainee), records.people.path(trainee)
        if person is None or path is None:
            raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
        facts, sessions = records.attendance.of_trainee(trainee), records.schedule.sessions()
        answers = records.answers.of_trainee(trainee)
        planned = records.schedule.sessions_of(trainee)
    catalogue = library.catalogue
    return Journey(
        library=library,
        trainee=person,
        path=_still_there(path, catalogue),
        planned=planned,
        followed=attested(presences(facts, sessions), catalogue),
        answers=_latest(answers),
    )


def _still_there(path: LearningPath, catalogue: Catalogue) -> LearningPath:
    kept = tuple(step for step in path.kept if step.unit in catalogue.units)
    left_out = tuple(step for step in path.left_out if step.unit in catalogue.units)
    return path.model_copy(update={"kept": kept, "left_out": left_out})


def _latest(answers: Sequence[Answer]) -> Mapping[Slug, Answer]:
    latest: dict[Slug, Answer] = {}
    for answer in answers:
        latest.pop(answer.question, None)
        latest[answer.question] = answer
    return latest
