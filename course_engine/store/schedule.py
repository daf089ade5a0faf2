"""Sessions and who is enrolled in them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from course_engine.model.training import Enrolment, TrainingSession
from course_engine.store.tables import ENROLMENT, TRAINING_SESSION


class ScheduleRepository:
    """Reads and writes the schedule. A session is a plan, not a fact: it may be moved."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sessions(self) -> Mapping[str, TrainingSession]:
        """Return every session by its id, in order of time."""
        table = TRAINING_SESSION
        rows = self._connection.execute(select(table).order_by(table.c.day, table.c.begins, table.c.id))
        return {row["id"]: TrainingSession.model_validate(dict(row)) for row in rows.mappings()}

    def add_session(self, session: TrainingSession) -> None:
        """Add a session that is not there yet."""
        self._connection.execute(TRAINING_SESSION.insert().values(**session.model_dump()))

    def replace_session(self, session: TrainingSession) -> None:
        """Change what is planned for a session."""
        table = TRAINING_SESSION
        self._connection.execute(
            table.update().where(table.c.id == session.id).values(**session.model_dump(exclude={"id"}))
        )

    def enrolments(self) -> frozenset[Enrolment]:
        """Return every enrolment."""
        rows = self._connection.execute(select(ENROLMENT.c.session, ENROLMENT.c.trainee)).mappings()
        return frozenset(Enrolment.model_validate(dict(row)) for row in rows)

    def sessions_of(self, trainee: str) -> tuple[TrainingSession, ...]:
        """Return the sessions that `trainee` is enrolled in, in order of time."""
        table = TRAINING_SESSION
        query = (
            select(table)
            .join(ENROLMENT, ENROLMENT.c.session == table.c.id)
            .where(ENROLMENT.c.trainee == trainee)
            .order_by(table.c.day, table.c.begins, table.c.id)
        )
        rows = self._connection.execute(query).mappings()
        return tuple(TrainingSession.model_validate(dict(row)) for row in rows)

    def enrol(self, enrolment: Enrolment, *, enrolled_at: datetime) -> None:
        """Keep a place that is not kept yet."""
        values = {**enrolment.model_dump(), "enrolled_at": enrolled_at}
        self._connection.execute(ENROLMENT.insert().values(**values))
