"""The agenda: the stays of a stand, their sessions, and who is expected in each."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.names import by_name
from course_engine.model.places import Deployment
from course_engine.model.registration import Registration
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.presence import presences
from course_engine.training.scope import check_in_scope, is_in_scope
from course_engine.training.stand_time import in_utc

_ = translator("training")


class SessionLine(Struct, frozen=True):
    """A session, with how many people have a place in it and how many wait for one."""

    session: TrainingSession
    confirmed: int
    waiting: int
    is_over: bool

    @property
    def free(self) -> int:
        """How many seats nobody has."""
        return self.session.capacity - self.confirmed


class Stay(Struct, frozen=True):
    """A stay of a stand, as those who work there see it.

    Attributes:
        territory: its name.
        sessions: in order of time.
        accepted: how many people of the territory are to be placed.
        incomplete: how many of them lack a place for a half-day of their path.
    """

    deployment: Deployment
    territory: str
    sessions: tuple[SessionLine, ...]
    accepted: int
    incomplete: int


class Expected(Struct, frozen=True):
    """Somebody who has a place in a session, or waits for one."""

    registration: Registration
    decision: EnrolmentDecision


class SessionSheet(Struct, frozen=True):
    """A session and its people.

    Attributes:
        confirmed: in order of name.
        waiting: first come first.
        elsewhere: sessions of the same unit and stay, ahead and with free seats, to which somebody may move.
        addable: people of the territory who have the unit in their path, and neither followed it nor have a
            place for it, in order of name.
    """

    line: SessionLine
    deployment: Deployment
    confirmed: tuple[Expected, ...]
    waiting: tuple[Expected, ...]
    elsewhere: tuple[SessionLine, ...]
    addable: tuple[Registration, ...]


def stays(database: Database, account: Account, *, now: datetime) -> tuple[Stay, ...]:
    """Return the stays of stands where `account` works, in order of time."""
    with database.reading() as records:
        agenda = _Agenda(records, now)
        return tuple(
            agenda.stay(deployment)
            for deployment in records.places.deployments().values()
            if is_in_scope(account, deployment.territory)
        )


def stay(database: Database, account: Account, deployment: str, *, now: datetime) -> Stay:
    """Return one stay.

    Raises:
        NotFound: there is none of that id where `account` works.
    """
    with database.reading() as records:
        return _Agenda(records, now).stay(deployment_of(records, account, deployment))


def session_sheet(database: Database, account: Account, session: str, *, now: datetime) -> SessionSheet:
    """Return a session with its people.

    Raises:
        NotFound: there is none of that id in a stay where `account` works.
    """
    with database.reading() as records:
        found = session_in_scope(records, account, session)
        return _Agenda(records, now).sheet(*found)


def check_place_in_scope(database: Database, account: Account, place: Enrolment) -> None:
    """Refuse a session or a person of other territories than those of `account`, as if they did not exist.

    Raises:
        NotFound: there is no such session or person where `account` works.
    """
    with database.reading() as records:
        session_in_scope(records, account, place.session)
        check_in_scope(records, account, place.trainee)


def deployment_of(records: Records, account: Account, deployment: str) -> Deployment:
    """Return a stay of a stand in a territory where `account` works.

    Raises:
        NotFound: there is none, or it is elsewhere.
    """
    found = records.places.deployments().get(deployment)
    if found is None or not is_in_scope(account, found.territory):
        raise NotFound(_("There is no stay “{id}” in your territories.").format(id=deployment))
    return found


def session_in_scope(records: Records, account: Account, session: str) -> tuple[TrainingSession, Deployment]:
    """Return a session and its stay, in a territory where `account` works.

    Raises:
        NotFound: there is none, or it is elsewhere.
    """
    found = records.schedule.session(session)
    stay = records.places.deployments().get(found.deployment or "") if found else None
    if found is None or stay is None or not is_in_scope(account, stay.territory):
        raise NotFound(_("There is no session “{id}” in your territories.").format(id=session))
    return found, stay


class _Agenda:
    """What the records of one transaction say of stays and sessions, read once."""

    def __init__(self, records: Records, now: datetime) -> None:
        self._now = now
        self._territories = records.places.territories()
        self._sessions = records.schedule.sessions()
        self._standing = records.schedule.standing()
        self._admissions = records.admissions.standing()
        self._registrations = records.people.forms()
        self._paths = records.people.paths()
        self._attendance = records.attendance.by_trainee()
        self._counts = Counter((place.session, fact.status) for place, fact in self._standing.items())
        self._placed: defaultdict[str, set[str]] = defaultdict(set)
        for place, fact in self._standing.items():
            session = self._sessions[place.session]
            # Who had a place in a session that is over, and did not come, needs another.
            if fact.status is EnrolmentStatus.CONFIRMED and in_utc(session.day, session.ends) > now:
                self._placed[place.trainee].add(session.unit)

    def stay(self, deployment: Deployment) -> Stay:
        accepted = self._accepted(deployment.territory)
        sessions = [one for one in self._sessions.values() if one.deployment == deployment.id]
        return Stay(
            deployment=deployment,
            territory=self._territories[deployment.territory].name,
            sessions=tuple(map(self._line, sessions)),
            accepted=len(accepted),
            incomplete=sum(bool(self._lacking(trainee)) for trainee in accepted),
        )

    def sheet(self, session: TrainingSession, stay: Deployment) -> SessionSheet:
        people = {
            place.trainee: fact for place, fact in self._standing.items() if place.session == session.id
        }
        return SessionSheet(
            line=self._line(session),
            deployment=stay,
            confirmed=tuple(
                sorted(
                    self._expected(people, EnrolmentStatus.CONFIRMED),
                    key=lambda expected: by_name(expected.registration),
                )
            ),
            waiting=self._expected(people, EnrolmentStatus.WAITING),
            elsewhere=tuple(
                line
                for one in self._sessions.values()
                if (one.unit, one.deployment) == (session.unit, stay.id) and one != session
                for line in [self._line(one)]
                if line.free > 0 and not line.is_over
            ),
            addable=tuple(
                sorted(
                    (
                        self._registrations[trainee]
                        for trainee in self._accepted(stay.territory)
                        if session.unit in self._lacking(trainee)
                    ),
                    key=by_name,
                )
            ),
        )

    def _line(self, session: TrainingSession) -> SessionLine:
        return SessionLine(
            session,
            self._counts[session.id, EnrolmentStatus.CONFIRMED],
            self._counts[session.id, EnrolmentStatus.WAITING],
            is_over=in_utc(session.day, session.ends) <= self._now,
        )

    def _expected(
        self, people: Mapping[str, EnrolmentDecision], status: EnrolmentStatus
    ) -> tuple[Expected, ...]:
        return tuple(
            Expected(self._registrations.get(trainee) or Registration.nobody(trainee), fact)
            for trainee, fact in people.items()
            if fact.status is status
        )

    def _accepted(self, territory: str) -> list[str]:
        return [
            trainee
            for trainee, admission in self._admissions.items()
            if (admission.territory, admission.status) == (territory, AdmissionStatus.ACCEPTED)
            if trainee in self._paths
        ]

    def _lacking(self, trainee: str) -> set[str]:
        """Return the units of a path that were not followed and for which there is no place."""
        followed = presences(self._attendance.get(trainee, ()), self._sessions)
        done = {presence.session.unit for presence in followed} | self._placed[trainee]
        return {step.unit for step in self._paths[trainee].kept} - done
