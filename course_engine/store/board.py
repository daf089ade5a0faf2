"""What the screens of a room read again at every change: few columns, one query for everybody."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, select

from course_engine.model.response import Response
from course_engine.store.facts import check_version
from course_engine.store.judgements import FRACTION, JUDGED, POINTS
from course_engine.store.tables import ANSWER

# Read at each change of a room: made once.
MARKS = (
    select(
        ANSWER.c.trainee,
        ANSWER.c.quiz,
        ANSWER.c.question,
        FRACTION,
        POINTS,
        ANSWER.c.late,
        ANSWER.c.answered_at,
    )
    .where(
        ANSWER.c.trainee.in_(bindparam("trainees", expanding=True)),
        ANSWER.c.quiz.in_(bindparam("quizzes", expanding=True)),
        ANSWER.c.answered_at >= bindparam("since"),
    )
    .order_by(ANSWER.c.answered_at, ANSWER.c.id)
)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)


class Mark(NamedTuple):
    """What one answer was worth.

    Attributes:
        fraction: from 0 to 1.
        points: the most it could earn; 0 where its question is not scored.
        late: whether its quiz was closed when it came.
        at: when it was recorded, in UTC.
    """

    trainee: str
    quiz: str
    question: str
    fraction: float
    points: int
    late: bool
    at: datetime


class BoardRepository:
    """Reads the answers of several trainees at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def marks(
        self, trainees: Collection[str], quizzes: Collection[str], *, since: datetime = LONG_AGO
    ) -> tuple[Mark, ...]:
        """Return what the answers of some trainees to some quizzes were worth (since an instant), oldest first."""
        asked = {"trainees": trainees, "quizzes": quizzes, "since": since}
        return tuple(Mark(*row) for row in self._connection.execute(MARKS, asked))

    def responses(self, trainees: Collection[str], quiz: str) -> tuple[tuple[Mark, Response], ...]:
        """Return what some trainees answered to one quiz, with what it was worth, oldest first."""
        query = select(*JUDGED).where(ANSWER.c.trainee.in_(trainees), ANSWER.c.quiz == quiz)
        found = []
        for row in self._connection.execute(query.order_by(ANSWER.c.answered_at, ANSWER.c.id)):
            check_version(row.schema_version)
            worth = (row.fraction, row.points)
            mark = Mark(row.trainee, row.quiz, row.question, *worth, row.late, row.answered_at)
            found.append((mark, _RESPONSE.validate_python(row.response)))
        return tuple(found)
