"""How registrations came in, and what was decided of each."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from course_engine.model.admission import Admission, PathOverride, TwinRuling
from course_engine.store.facts import append_decision
from course_engine.store.tables import ADMISSION, PATH_OVERRIDE, TWIN_RULING


class AdmissionRepository:
    """Reads and appends what people decide about registrations and paths."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, admission: Admission) -> bool:
        """Append a decision, dated after what it supersedes; return whether it was new.

        Raises:
            ConflictingFact: a decision of the same id has another content.
        """
        return append_decision(self._connection, ADMISSION, admission.model_dump(), ("trainee",))

    def admission(self, admission: UUID) -> Admission | None:
        """Return a decision by its id, or None."""
        query = select(ADMISSION).where(ADMISSION.c.id == admission)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else Admission.model_validate(dict(row))

    def history(self, trainee: str) -> tuple[Admission, ...]:
        """Return every decision about `trainee`'s registration, oldest first."""
        table = ADMISSION
        query = select(table).where(table.c.trainee == trainee).order_by(table.c.decided_at, table.c.id)
        rows = self._connection.execute(query).mappings()
        return tuple(Admission.model_validate(dict(row)) for row in rows)

    def standing(self, *, territory: str | None = None) -> Mapping[str, Admission]:
        """Return the decision that stands for each trainee (of one territory, or all), oldest first."""
        table = ADMISSION
        rows = self._connection.execute(select(table).order_by(table.c.decided_at, table.c.id)).mappings()
        latest: dict[str, Admission] = {}
        for row in rows:
            latest.pop(row["trainee"], None)
            latest[row["trainee"]] = Admission.model_validate(dict(row))
        return {
            trainee: admission
            for trainee, admission in latest.items()
            if territory is None or admission.territory == territory
        }

    def received(self) -> Mapping[str, datetime]:
        """Return when each registration came in."""
        table = ADMISSION
        first = func.min(table.c.decided_at).label("received_at")
        query = select(table.c.trainee, first).group_by(table.c.trainee)
        return {row.trainee: row.received_at for row in self._connection.execute(query)}

    def arrivals(self, link: UUID) -> tuple[datetime, ...]:
        """Return when each registration that came by a link came, the first one first."""
        table = ADMISSION
        came = func.min(table.c.decided_at)
        query = select(came).where(table.c.link == link).group_by(table.c.trainee).order_by(came)
        return tuple(self._connection.execute(query).scalars())

    def append_ruling(self, ruling: TwinRuling) -> bool:
        """Append what was said of two look-alikes, dated after what it supersedes; return whether it was new.

        Raises:
            ConflictingFact: a ruling of the same id has another content.
        """
        return append_decision(self._connection, TWIN_RULING, ruling.model_dump(), ("one", "other"))

    def rulings(self) -> Mapping[tuple[str, str], TwinRuling]:
        """Return the latest ruling on each pair, by their ids in order."""
        table = TWIN_RULING
        rows = self._connection.execute(select(table).order_by(table.c.decided_at, table.c.id)).mappings()
        return {(row["one"], row["other"]): TwinRuling.model_validate(dict(row)) for row in rows}

    def append_override(self, override: PathOverride) -> bool:
        """Append what was decided of one unit of a path, dated after what it supersedes.

        Raises:
            ConflictingFact: an override of the same id has another content.
        """
        return append_decision(self._connection, PATH_OVERRIDE, override.model_dump(), ("trainee",))

    def overrides(self, trainee: str) -> tuple[PathOverride, ...]:
        """Return everything that was decided of the units of a path, oldest first."""
        table = PATH_OVERRIDE
        query = select(table).where(table.c.trainee == trainee).order_by(table.c.decided_at, table.c.id)
        rows = self._connection.execute(query).mappings()
        return tuple(PathOverride.model_validate(dict(row)) for row in rows)
