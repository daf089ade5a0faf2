"""The demonstration's session of today: a room that is open now, with twelve people in it.

Whoever runs the demonstration finds a session being held; run again after its end, another one begins.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from msgspec import Struct

from course_engine.exchange.csv_deployments import read_deployments, write_deployments
from course_engine.exchange.csv_sessions import read_sessions, write_sessions
from course_engine.model.accounts import Account
from course_engine.model.places import Deployment
from course_engine.model.registration import Registration
from course_engine.model.training import Enrolment, HalfDay, TrainingSession
from course_engine.store import Database
from course_engine.training.admission import admit
from course_engine.training.deployments import import_deployments
from course_engine.training.enrolment import Ruling, enrol
from course_engine.training.library import Library
from course_engine.training.registration import Registrant, register, registrants
from course_engine.training.room.attending import is_held
from course_engine.training.schedule import import_sessions
from course_engine.training.stand_time import on_the_stand

STAY = "exemple-en-cours"
SEATS = 12
MONTHS_LEFT = timedelta(weeks=16)
LONGEST = timedelta(hours=3)
LAST_BEGINNING = 20
"""The hour after which a session would end on another day."""
HALF_DAYS = ((12, HalfDay.MORNING), (17, HalfDay.AFTERNOON), (24, HalfDay.EVENING))
"""Before which hour a session begins to be called so."""


class SessionToday(Struct, frozen=True):
    """What today's session is made from.

    Attributes:
        database: the records.
        library: the course.
        animator: who leads it, in their first territory.
        people: the forms of those who are in the room.
    """

    database: Database
    library: Library
    animator: Account
    people: tuple[Registration, ...]

    def hold(self, *, now: datetime, rng: Random) -> tuple[TrainingSession, tuple[Registrant, ...]]:
        """Open a room, unless one is open already; give everybody a place in it.

        Args:
            now: when the demonstration is run, aware.
            rng: draws ids: `random.SystemRandom()`.

        Returns:
            The session being held, and those who have a place in it.
        """
        registered = registrants(self.library.catalogue, self.people)
        register(self.database, registered, now=now, rng=rng)
        everyone = [one.registration.id for one in registered]
        territory = self.animator.territories[0]
        admit(self.database, everyone, territory=territory, decided_by=self.animator.id, now=now, rng=rng)
        session = self._open(now) or self._begin(now)
        for place in self._undecided(session, everyone):
            enrol(self.database, place, Ruling(self.animator.id, now, rng))
        return session, registered

    def _known(self) -> Sequence[TrainingSession]:
        with self.database.reading() as records:
            sessions = records.schedule.sessions().values()
        return [session for session in sessions if session.deployment == STAY]

    def _undecided(self, session: TrainingSession, people: Sequence[str]) -> Sequence[Enrolment]:
        """Return the places of which nothing was decided: what was decided by hand stands."""
        with self.database.reading() as records:
            standing = records.schedule.standing()
        places = [Enrolment(session=session.id, trainee=trainee) for trainee in people]
        return [place for place in places if place not in standing]

    def _open(self, now: datetime) -> TrainingSession | None:
        return next((session for session in self._known() if is_held(session, now)), None)

    def _begin(self, now: datetime) -> TrainingSession:
        session = session_at(now, self._next_unit(), self.animator.name)
        import_deployments(self.database, read_deployments(write_deployments([self._stay(now)]), STAY))
        import_sessions(
            self.database,
            read_sessions(write_sessions([session]), STAY),
            units=self.library.catalogue.programme.unit_order,
        )
        return session

    def _next_unit(self) -> str:
        """Return the unit that was given least often, in the programme's order."""
        given = [session.unit for session in self._known()]
        return min(self.library.catalogue.programme.unit_order, key=given.count)

    def _stay(self, now: datetime) -> Deployment:
        day = on_the_stand(now).date()
        first = min((session.day for session in self._known()), default=day)
        return Deployment(
            id=STAY,
            stand="Stand d’exemple en cours (fictif)",
            territory=self.animator.territories[0],
            wave=1,
            begins=first - timedelta(days=first.weekday()),
            ends=day + MONTHS_LEFT,
            room="Salle du conseil, Saint-Exemple (fictive)",
            capacity=SEATS,
        )


def session_at(now: datetime, unit: str, animator: str) -> TrainingSession:
    """Return a session of `unit` that began at the last full hour, and ends the same day."""
    local = on_the_stand(now)
    hour = min(local.hour, LAST_BEGINNING)
    return TrainingSession(
        id=f"J-{local:%Y-%m-%d}-{hour:02}h",
        unit=unit,
        day=local.date(),
        half_day=next(half_day for before, half_day in HALF_DAYS if hour < before),
        begins=time(hour),
        ends=time(hour + LONGEST.seconds // 3600),
        place="Salle du conseil, Saint-Exemple (fictive)",
        capacity=SEATS,
        animator=animator,
        deployment=STAY,
    )
