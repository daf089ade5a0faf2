"""The engine's own server and route, with a desk that looks nothing up and records nothing: what they cost alone.

Run as the engine is: `python benchmarks/load/floor.py serve …`.
"""

from datetime import datetime

from course_engine.cli import main
from course_engine.store import Database
from course_engine.training.answers import Submission, graded
from course_engine.training.browser_session import holders
from course_engine.training.library import Library
from course_engine.training.personal_course import PersonalCourse, QuizInPlace
from course_engine.training.room.answer_batch import Acknowledged
from course_engine.training.room.answer_desk import AnswerDesk, Tell
from course_engine.web import site


class Floor(AnswerDesk):
    """Reads what a browser is asked once, then grades what it answers, and says so at once."""

    def __init__(self, database: Database, library: Library, **ignored: object) -> None:
        super().__init__(database, library)
        self._records, self._library = database, library
        self._asked: dict[tuple[str, str], tuple[PersonalCourse, QuizInPlace]] = {}

    def submit(self, submission: Submission, tell: Tell) -> None:
        asked = submission.token, submission.quiz
        if asked not in self._asked:
            course = self._course(submission.token, submission.at)
            self._asked[asked] = course, course.quiz(submission.quiz)
        course, place = self._asked[asked]
        tell(Acknowledged(graded(submission, course, place), course, place))

    def _course(self, token: str, at: datetime) -> PersonalCourse:
        with self._records.reading() as records:
            trainee = holders(records, [token], now=at)[token].trainee or ""
            path = records.people.paths([trainee])[trainee]
        return PersonalCourse.of(self._library, trainee, path)


if __name__ == "__main__":
    site.AnswerDesk = Floor
    main()
