"""Sessions, and who is enrolled in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, select

from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.store.facts import append_decision
from course_engine.store.tables import ENROLMENT_DECISION, TRAINING_SESSION

# Read for each batch of answers: made once.
SESSIONS_BETWEEN = select(TRAINING_SESSION).where(
    TRAINING_SESSION.c.day.between(bindparam("first"), bindparam("last"))
)
DECIDED = (
    select(ENROLMENT_DECISION.c.trainee, ENROLMENT_DECISION.c.session, ENROLMENT_DECISION.c.status)
    .where(
        ENROLMENT_DECISION.c.session.in_(bindparam("sessions", expanding=True)),
        ENROLMENT_DECISION.c.trainee.in_(bindparam("trainees", expanding=True)),
    )
    .order_by(ENROLMENT_DECISION.c.decided_at, ENROLMENT_DECISION.c.id)
)

# Read at each change of a room.
SESSION = select(TRAINING_SESSION).where(TRAINING_SESSION.c.id == bindparam("session"))
DECIDED_OF_SESSION = (
    select(ENROLMENT_DECISION.c.trainee, ENROLMENT_DECISION.c.status)
    .where(ENROLMENT_DECISION.c.session == bindparam("held"))
    .order_by(ENROLMENT_DECISION.c.decided_at, ENROLMENT_DECISION.c.id)
)


class ScheduleRepository:
    """Reads and writes the schedule. A session is a plan and may be moved; what is decided of it is a fact."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sessions(self) -> Mapping[str, TrainingSession]:
        """Return every session by its id, in order of time."""
        table = TRAINING_SESSION
        rows = self._connection.execute(select(table).order_by(table.c.day, table.c.begins, table.c.id))
        return {row["id"]: TrainingSession.model_validate(dict(row)) for row in rows.mappings()}

    def session(self, session: str) -> TrainingSession | None:
        """Return the session of that id, or None."""
        row = self._connection.execute(SESSION, {"session": session}).mappings().one_or_none()
        return None if row is None else TrainingSession.model_validate(dict(row))

    def add_session(self, session: TrainingSession) -> None:
        """Add a session that is not there yet."""
        self._connection.execute(TRAINING_SESSION.insert().values(**session.model_dump()))

    def replace_session(self, session: TrainingSession) -> None:
        """Change what is planned for a session."""
        table = TRAINING_SESSION
        self._connection.execute(
            table.update().where(table.c.id == session.id).values(**session.model_dump(exclude={"id"}))
        )

    def decide(self, decision: EnrolmentDecision) -> bool:
        """Append a decision, dated after what it supersedes; return whether it was new.

        Raises:
            ConflictingFact: a decision of the same id has another content.
        """
        return append_decision(
            self._connection, ENROLMENT_DECISION, decision.model_dump(), ("session", "trainee")
        )

    def decisions(
        self, *, trainee: str | None = None, session: str | None = None
    ) -> tuple[EnrolmentDecision, ...]:
        """Return every decision (about one trainee or session, or all), superseded ones too, oldest first."""
        table = ENROLMENT_DECISION
        query = select(table).order_by(table.c.decided_at, table.c.id)
        if trainee is not None:
            query = query.where(table.c.trainee == trainee)
        if session is not None:
            query = query.where(table.c.session == session)
        rows = self._connection.execute(query).mappings()
        return tuple(EnrolmentDecision.model_validate(dict(row)) for row in rows)

    def standing(
        self, *, trainee: str | None = None, session: str | None = None
    ) -> Mapping[Enrolment, EnrolmentDecision]:
        """Return the decision that stands for each person and session (of one, or all), oldest first."""
        latest: dict[Enrolment, EnrolmentDecision] = {}
        for decision in self.decisions(trainee=trainee, session=session):
            place = Enrolment(session=decision.session, trainee=decision.trainee)
            latest.pop(place, None)
            latest[place] = decision
        return latest

    def enrolments(self) -> frozenset[Enrolment]:
        """Return every confirmed place."""
        confirmed = EnrolmentStatus.CONFIRMED
        return frozenset(place for place, fact in self.standing().items() if fact.status is confirmed)

    def planned_between(
        self, first: date, last: date, trainees: Collection[str]
    ) -> Mapping[str, Sequence[TrainingSession]]:
        """Return the sessions of some days in which each of some trainees has a confirmed place.

        Who has none is left out.
        """
        rows = self._connection.execute(SESSIONS_BETWEEN, {"first": first, "last": last}).mappings()
        sessions = {row["id"]: TrainingSession.model_validate(dict(row)) for row in rows}
        asked = {"sessions": tuple(sessions), "trainees": trainees}
        decided = self._connection.execute(DECIDED, asked) if sessions else ()
        standing = {(trainee, session): status for trainee, session, status in decided}
        planned: defaultdict[str, list[TrainingSession]] = defaultdict(list)
        for (trainee, session), status in standing.items():
            if status == EnrolmentStatus.CONFIRMED:
                planned[trainee].append(sessions[session])
        return planned

    def placed(self, session: str) -> frozenset[str]:
        """Return who has a confirmed place in a session."""
        rows = self._connection.execute(DECIDED_OF_SESSION, {"held": session})
        standing = {trainee: status for trainee, status in rows}  # noqa: C416 - rows are no pairs to mypy
        return frozenset(who for who, status in standing.items() if status == EnrolmentStatus.CONFIRMED)

    def sessions_of(self, trainee: str) -> tuple[TrainingSession, ...]:
        """Return the sessions in which `trainee` has a confirmed place, in order of time."""
        confirmed = {
            place.session
            for place, fact in self.standing(trainee=trainee).items()
            if fact.status is EnrolmentStatus.CONFIRMED
        }
        return tuple(session for session in self.sessions().values() if session.id in confirmed)
