"""A trainee's journey: their path, what is planned, what was followed, what was answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.training import Answer, AttestedHalfDay, Trainee, TrainingSession
from course_engine.store import Database
from course_engine.training.library import Library
from course_engine.training.personal_course import NO_DRAWS, PersonalCourse
from course_engine.training.presence import attested, presences
from course_engine.training.stand_time import in_utc

_ = translator("training")


class Journey(PersonalCourse, frozen=True):
    """Everything that the engine shows to one trainee.

    Attributes:
        planned: the sessions in which they have a place, in order of time.
        followed: the half-days they signed for, in order of time.
        answers: their latest answer to each question, by question, oldest first.
    """

    trainee: Trainee
    planned: tuple[TrainingSession, ...]
    followed: tuple[AttestedHalfDay, ...]
    answers: Mapping[Slug, Answer]

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
        draws = records.draws.of([trainee]).get(trainee, NO_DRAWS)
        planned = records.schedule.sessions_of(trainee)
    course = PersonalCourse.of(library, trainee, path, draws)
    return Journey(
        library=library,
        learner=trainee,
        path=course.path,
        draws=draws,
        trainee=person,
        planned=planned,
        followed=attested(presences(facts, sessions), library.catalogue),
        answers=_latest(answers),
    )


def _latest(answers: Sequence[Answer]) -> Mapping[Slug, Answer]:
    latest: dict[Slug, Answer] = {}
    for answer in answers:
        latest.pop(answer.question, None)
        latest[answer.question] = answer
    return latest
