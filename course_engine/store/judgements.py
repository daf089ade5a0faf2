"""What answers were judged to be worth since they were given: the latest judgement stands, the answer stays."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from course_engine.model.training import Judgement
from course_engine.store.tables import ANSWER, JUDGEMENT


class JudgementRepository:
    """Appends judgements; `judged` is how they are read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, judgements: Sequence[Judgement]) -> None:
        """Append judgements whose ids are known to be new."""
        if judgements:
            rows = [one.model_dump(exclude={"score"}) | one.score.model_dump() for one in judgements]
            self._connection.execute(JUDGEMENT.insert(), rows)

    def versions(self) -> Mapping[UUID, int]:
        """Return the version of the question by which each answer that was judged again was judged last."""
        query = select(JUDGEMENT.c.answer, JUDGEMENT.c.version).order_by(JUDGEMENT.c.at, JUDGEMENT.c.id)
        return {row.answer: row.version for row in self._connection.execute(query)}


def judged(name: str) -> ColumnElement[float]:
    """Return a column of the score of each answer, as it stands: of its latest judgement, else as first recorded.

    Args:
        name: `fraction` or `points`.
    """
    latest = (
        select(JUDGEMENT.c[name])
        .where(JUDGEMENT.c.answer == ANSWER.c.id)
        .order_by(JUDGEMENT.c.at.desc(), JUDGEMENT.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(latest, ANSWER.c[name]).label(name)


FRACTION, POINTS = judged("fraction"), judged("points")
JUDGED = (
    *(column for column in ANSWER.columns if column.name not in {"fraction", "points"}),
    FRACTION,
    POINTS,
)
"""The columns of an answer, with the score that stands."""
