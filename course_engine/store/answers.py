"""Facts of answering."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, select

from course_engine.model.training import Answer
from course_engine.store.facts import SCHEMA_VERSION, append, as_json, check_version
from course_engine.store.judgements import FRACTION, JUDGED, POINTS
from course_engine.store.tables import ANSWER

# Read for each batch of answers: made once.
KNOWN = select(ANSWER).where(ANSWER.c.id.in_(bindparam("ids", expanding=True)))


class AnswerRepository:
    """Reads and appends answers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, answer: Answer) -> bool:
        """Append `answer`; return whether it was new.

        Raises:
            ConflictingFact: an answer of the same id has another content.
        """
        return append(self._connection, ANSWER, _row(answer))

    def add(self, answers: Sequence[Answer]) -> None:
        """Append several answers whose ids are known to be new."""
        if answers:
            self._connection.execute(ANSWER.insert(), [_row(answer) for answer in answers])

    def known(self, ids: Collection[UUID]) -> Mapping[UUID, Answer]:
        """Return the answers of some ids, by id, as they were first judged; an id that is new is left out."""
        rows = self._connection.execute(KNOWN, {"ids": ids}).mappings()
        return {row["id"]: _answer(row) for row in rows}

    def of_trainee(self, trainee: str, quiz: str | None = None) -> tuple[Answer, ...]:
        """Return the answers of `trainee` (to one quiz, or all), oldest first, with the scores that stand."""
        query = select(*JUDGED).where(ANSWER.c.trainee == trainee)
        if quiz is not None:
            query = query.where(ANSWER.c.quiz == quiz)
        rows = self._connection.execute(query.order_by(ANSWER.c.answered_at, ANSWER.c.id)).mappings()
        return tuple(_answer(row) for row in rows)

    def published(self) -> Iterator[Answer]:
        """Yield the answers to published questions, with the scores that stand: by trainee, oldest first."""
        query = select(*JUDGED).where(ANSWER.c.version > 0)
        ordered = query.order_by(ANSWER.c.trainee, ANSWER.c.answered_at, ANSWER.c.id)
        return (_answer(row) for row in self._connection.execute(ordered).mappings())

    def latest_right(self) -> Mapping[str, Mapping[str, bool]]:
        """Return, by trainee then by question, whether their latest answer is right; of what is scored only."""
        columns = (ANSWER.c.trainee, ANSWER.c.question, FRACTION)
        latest: dict[str, dict[str, bool]] = defaultdict(dict)
        for trainee, question, fraction in self._connection.execute(
            select(*columns).where(POINTS > 0).order_by(ANSWER.c.answered_at, ANSWER.c.id)
        ):
            latest[trainee][question] = fraction == 1
        return latest


def _row(answer: Answer) -> dict[str, Any]:
    row = answer.model_dump(exclude={"response", "score"})
    return {
        **row,
        "response": as_json(answer.response),
        "schema_version": SCHEMA_VERSION,
        **answer.score.model_dump(),
    }


def _answer(row: RowMapping) -> Answer:
    check_version(row["schema_version"])
    fields = {
        name: value for name, value in row.items() if name not in {"schema_version", "fraction", "points"}
    }
    return Answer.model_validate({**fields, "score": {"fraction": row["fraction"], "points": row["points"]}})
