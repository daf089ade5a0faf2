"""Facts of attendance."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, Select, select

from course_engine.model.training import Attendance
from course_engine.store.facts import append
from course_engine.store.tables import ATTENDANCE


class AttendanceRepository:
    """Reads and appends facts of attendance."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, fact: Attendance) -> bool:
        """Append `fact`; return whether it was new.

        Raises:
            ConflictingFact: a fact of the same id has another content.
        """
        return append(self._connection, ATTENDANCE, fact.model_dump())

    def of_session(self, session: str) -> tuple[Attendance, ...]:
        """Return every fact of a session, corrected ones included, oldest first."""
        return self._facts(select(ATTENDANCE).where(ATTENDANCE.c.session == session))

    def of_trainee(self, trainee: str) -> tuple[Attendance, ...]:
        """Return every fact about `trainee`, corrected ones included, oldest first."""
        return self._facts(select(ATTENDANCE).where(ATTENDANCE.c.trainee == trainee))

    def every(self) -> tuple[Attendance, ...]:
        """Return every fact, corrected ones included, oldest first."""
        return self._facts(select(ATTENDANCE))

    def by_trainee(self) -> Mapping[str, tuple[Attendance, ...]]:
        """Return every fact by its trainee, corrected ones included, oldest first."""
        every: dict[str, list[Attendance]] = defaultdict(list)
        for fact in self.every():
            every[fact.trainee].append(fact)
        return {trainee: tuple(facts) for trainee, facts in every.items()}

    def _facts(self, query: Select[tuple[object, ...]]) -> tuple[Attendance, ...]:
        ordered = query.order_by(ATTENDANCE.c.entered_at, ATTENDANCE.c.id)
        rows = self._connection.execute(ordered).mappings()
        return tuple(Attendance.model_validate(dict(row)) for row in rows)
