"""Trainees: who they are by their latest registration, and their latest path."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Table, bindparam, select

from course_engine.model.path import LearningPath
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.model.training import Trainee
from course_engine.store.facts import SCHEMA_VERSION, append, as_json, check_version, later
from course_engine.store.tables import LEARNING_PATH, REGISTRATION, TRAINEE

# Read for each batch of answers: made once.
PATH_FACTS = (
    select(LEARNING_PATH.c.trainee, LEARNING_PATH.c.id)
    .where(LEARNING_PATH.c.trainee.in_(bindparam("trainees", expanding=True)))
    .order_by(LEARNING_PATH.c.recorded_at)
)


class PeopleRepository:
    """Reads and appends trainees, registrations and learning paths."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_trainee(self, trainee: str, *, registered_at: datetime) -> bool:
        """Open the file of `trainee`, if it is not; return whether it was opened."""
        known = self._connection.execute(select(TRAINEE).where(TRAINEE.c.id == trainee)).one_or_none()
        if known is None:
            row = {"id": trainee, "registered_at": registered_at}
            self._connection.execute(TRAINEE.insert().values(**row))
        return known is None

    def append_registration(
        self, registration: Registration, role: Role | None, *, fact_id: UUID, recorded_at: datetime
    ) -> None:
        """Append what `registration.id`'s form says; the latest wins."""
        row = {
            "id": fact_id,
            "trainee": registration.id,
            "role": role,
            "content": as_json(registration),
            "schema_version": SCHEMA_VERSION,
            "recorded_at": self._after_the_latest(REGISTRATION, registration.id, recorded_at),
        }
        append(self._connection, REGISTRATION, row)

    def registration(self, trainee: str) -> tuple[Registration, Role | None] | None:
        """Return the latest registration of `trainee` with their role, or None."""
        row = self._latest(REGISTRATION, trainee)
        return None if row is None else (_registration(row), _role(row))

    def registrations(
        self, trainees: Collection[str] | None = None
    ) -> Mapping[str, tuple[Registration, Role | None]]:
        """Return the latest registration of each of some trainees, or all, with their role, in order of id."""
        table = REGISTRATION
        query = select(table).order_by(table.c.trainee, table.c.recorded_at, table.c.id)
        if trainees is not None:
            query = query.where(table.c.trainee.in_(trainees))
        rows = self._connection.execute(query).mappings()
        latest = {row["trainee"]: row for row in rows}
        return {trainee: (_registration(row), _role(row)) for trainee, row in latest.items()}

    def forms(self, trainees: Collection[str] | None = None) -> Mapping[str, Registration]:
        """Return the latest registration of each of some trainees, or all, in order of id."""
        return {trainee: form for trainee, (form, _role) in self.registrations(trainees).items()}

    def registration_fact(self, trainee: str) -> UUID | None:
        """Return the id of the latest registration of `trainee`, or None for nobody."""
        row = self._latest(REGISTRATION, trainee)
        return None if row is None else row["id"]

    def trainee(self, trainee: str) -> Trainee | None:
        """Return who `trainee` is by their latest registration, or None for nobody, or nobody any more."""
        found = self.registration(trainee)
        return None if found is None else Trainee.of(*found)

    def trainees(self) -> Mapping[str, Trainee]:
        """Return everybody, by id, in order of id; those whose name was erased are shown so."""
        files = self._connection.execute(select(TRAINEE.c.id).order_by(TRAINEE.c.id)).scalars()
        everybody = {trainee: Trainee.nobody(trainee) for trainee in files}
        query = select(REGISTRATION).order_by(REGISTRATION.c.recorded_at, REGISTRATION.c.id)
        for row in self._connection.execute(query).mappings():
            everybody[row["trainee"]] = Trainee.of(_registration(row), _role(row))
        return everybody

    def is_erased(self, trainee: str) -> bool:
        """Return whether the file of `trainee` was opened, and holds no name any more."""
        query = select(TRAINEE.c.id).where(TRAINEE.c.id == trainee)
        opened = self._connection.execute(query).one_or_none() is not None
        return opened and self._latest(REGISTRATION, trainee) is None

    def paths(self, trainees: Collection[str] | None = None) -> Mapping[str, LearningPath]:
        """Return the latest path of each of some trainees, or all, in order of id."""
        table = LEARNING_PATH
        query = select(table).order_by(table.c.trainee, table.c.recorded_at, table.c.id)
        if trainees is not None:
            query = query.where(table.c.trainee.in_(trainees))
        latest = {row["trainee"]: row for row in self._connection.execute(query).mappings()}
        return {trainee: _path(row) for trainee, row in latest.items()}

    def append_path(self, trainee: str, path: LearningPath, *, fact_id: UUID, recorded_at: datetime) -> None:
        """Append the path made for `trainee`; the latest wins."""
        row = {
            "id": fact_id,
            "trainee": trainee,
            "content": as_json(path),
            "schema_version": SCHEMA_VERSION,
            "recorded_at": self._after_the_latest(LEARNING_PATH, trainee, recorded_at),
        }
        append(self._connection, LEARNING_PATH, row)

    def path(self, trainee: str) -> LearningPath | None:
        """Return the latest path of `trainee`, or None."""
        row = self._latest(LEARNING_PATH, trainee)
        return None if row is None else _path(row)

    def path_fact(self, trainee: str) -> UUID | None:
        """Return the id of the latest path of `trainee`, or None."""
        row = self._latest(LEARNING_PATH, trainee)
        return None if row is None else row["id"]

    def path_facts(self, trainees: Collection[str]) -> Mapping[str, UUID]:
        """Return the id of the latest path of each of some trainees; who has none is left out."""
        rows = self._connection.execute(PATH_FACTS, {"trainees": trainees})
        return {trainee: fact for trainee, fact in rows}  # noqa: C416 - the rows are not quite pairs

    def paths_recorded(self, facts: Collection[UUID]) -> Mapping[UUID, LearningPath]:
        """Return some paths by the id of their fact."""
        query = select(LEARNING_PATH).where(LEARNING_PATH.c.id.in_(facts))
        return {row["id"]: _path(row) for row in self._connection.execute(query).mappings()}

    def half_days_kept(self, trainees: Collection[str]) -> Mapping[str, int]:
        """Return how many half-days the latest path of each of some trainees keeps."""
        table = LEARNING_PATH
        query = select(table.c.trainee, table.c.content).where(table.c.trainee.in_(trainees))
        rows = self._connection.execute(query.order_by(table.c.recorded_at, table.c.id)).mappings()
        return {row["trainee"]: len(row["content"]["kept"]) for row in rows}

    def _latest(self, table: Table, trainee: str) -> RowMapping | None:
        theirs = select(table).where(table.c.trainee == trainee)
        # Two stands may have recorded one each at the same instant: whichever was merged first, one stands.
        query = theirs.order_by(table.c.recorded_at.desc(), table.c.id.desc()).limit(1)
        return self._connection.execute(query).mappings().one_or_none()

    def _after_the_latest(self, table: Table, trainee: str, now: datetime) -> datetime:
        latest = self._latest(table, trainee)
        return later(now, latest["recorded_at"] if latest else None)


def _registration(row: RowMapping) -> Registration:
    check_version(row["schema_version"])
    return Registration.model_validate(row["content"])


def _path(row: RowMapping) -> LearningPath:
    check_version(row["schema_version"])
    return LearningPath.model_validate(row["content"])


def _role(row: RowMapping) -> Role | None:
    return None if row["role"] is None else Role(row["role"])
