"""The stand of a rehearsal: fictional people, their places in a session that is held now, their codes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from course_engine.exchange.csv_deployments import read_deployments, write_deployments
from course_engine.exchange.csv_sessions import (
    ENROLMENT_COLUMNS,
    read_enrolments,
    read_sessions,
    write_sessions,
)
from course_engine.exchange.csv_territories import read_territories, write_territories
from course_engine.exchange.csv_writing import write_csv
from course_engine.exchange.registrations import read_registrations
from course_engine.model.accounts import AccountRole
from course_engine.model.course import Catalogue
from course_engine.model.places import MOST_SEATS, Deployment, Territory, TerritoryKind
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.store import Database
from course_engine.training.access import issue_codes
from course_engine.training.accounts import add_account, new_account
from course_engine.training.admission import admit
from course_engine.training.demonstration.sample import sample
from course_engine.training.deployments import import_deployments
from course_engine.training.passwords import Passwords
from course_engine.training.registration import Registrant, register, registrants
from course_engine.training.schedule import import_enrolments, import_sessions
from course_engine.training.stand_time import on_the_stand
from course_engine.training.territories import import_territories

REHEARSAL = "repetition"
"""Who decides, and where: plainly no real place."""
ANIMATORS: Mapping[str, str] = {
    "animateur-1": "Animatrice Exemple",
    "animateur-2": "Animateur Modèle",
}
HALF_DAY = timedelta(hours=3)
LATEST = time(20, 55)
"""A session that begins later would not end the same day."""
LIVES = timedelta(days=120)


class Room(Struct, frozen=True):
    """One session that is held now.

    Attributes:
        unit: what it is about.
        trainees: who has a place in it.
    """

    session: str
    unit: str
    trainees: tuple[str, ...]


class Stand(Struct, frozen=True):
    """What the rehearsal is played with.

    Attributes:
        rooms: of twelve people at most each.
        names: of the trainees, by id.
        codes: what lets each trainee in, by their id.
        passwords: what lets each animator in, by login.
    """

    rooms: tuple[Room, ...]
    names: Mapping[str, str]
    codes: Mapping[str, str]
    passwords: Mapping[str, str]


def people(catalogue: Catalogue, count: int, unit: str) -> tuple[Registrant, ...]:
    """Return fictional people, as many as asked, whose paths hold a unit: those of the sample, over again."""
    forms = read_registrations(sample() / "registrations.json", catalogue)
    fit = [one for one in registrants(catalogue, forms) if any(step.unit == unit for step in one.path.kept)]
    return tuple(_called(fit[rank % len(fit)], rank + 1) for rank in range(count))


def set_up(database: Database, catalogue: Catalogue, *, count: int, now: datetime, rng: Random) -> Stand:
    """Record everything that a session held now needs, as an organiser's office would.

    Args:
        database: new records.
        catalogue: the course; the session gives its closing unit.
        count: how many trainees, twelve to a room.
        now: the hour of the rehearsal, aware.
        rng: draws codes, passwords and ids.
    """
    unit = catalogue.programme.unit_order[-1]
    everyone = people(catalogue, count, unit)
    register(database, everyone, now=now, rng=rng)
    ids = [one.registration.id for one in everyone]
    rooms = tuple(
        Room(f"REP-{rank + 1}", unit, tuple(ids[first : first + MOST_SEATS]))
        for rank, first in enumerate(range(0, count, MOST_SEATS))
    )
    _open_rooms(database, catalogue, rooms, now)
    admit(database, ids, territory=REHEARSAL, decided_by=REHEARSAL, now=now, rng=rng)
    places = [(room.session, trainee, "") for room in rooms for trainee in room.trainees]
    enrolments = read_enrolments(write_csv(ENROLMENT_COLUMNS, places), REHEARSAL)
    import_enrolments(database, enrolments, decided_by=REHEARSAL, now=now, rng=rng)
    codes = issue_codes(database, ids, by=REHEARSAL, now=now, rng=rng)
    names = {one.registration.id: one.registration.full_name for one in everyone}
    return Stand(rooms, names, codes, _let_animators_in(database, now, rng))


def _called(one: Registrant, rank: int) -> Registrant:
    """Return somebody of the sample under a number of their own."""
    form = one.registration
    called = {"id": f"rep-{rank:03}", "first_name": f"{form.first_name} {rank}"}
    return replace(one, registration=form.model_copy(update=called))


def _open_rooms(database: Database, catalogue: Catalogue, rooms: Sequence[Room], now: datetime) -> None:
    """Record a fictional territory, and for each room the stay of a stand there, whose session is held now."""
    territory = Territory(id=REHEARSAL, name="Territoire de répétition (fictif)", kind=TerritoryKind.COMMUNES)
    import_territories(database, read_territories(write_territories([territory]), REHEARSAL))
    today = on_the_stand(now)
    stays = [
        Deployment(
            id=room.session.lower(),
            stand=f"Stand de répétition {room.session} (fictif)",
            territory=REHEARSAL,
            wave=1,
            begins=today.date(),
            ends=today.date() + LIVES,
            room="Salle de répétition, Saint-Exemple (fictif)",
            capacity=MOST_SEATS,
        )
        for room in rooms
    ]
    import_deployments(database, read_deployments(write_deployments(stays), REHEARSAL))
    sessions = [_session(room, stay, today) for room, stay in zip(rooms, stays, strict=True)]
    table = read_sessions(write_sessions(sessions), REHEARSAL)
    import_sessions(database, table, units=catalogue.programme.unit_order)


def _session(room: Room, stay: Deployment, today: datetime) -> TrainingSession:
    begins = min(today.time().replace(second=0, microsecond=0, tzinfo=None), LATEST)
    ends = (datetime.combine(today.date(), begins) + HALF_DAY).time()
    noon, evening = time(12), time(17)
    half_day = (
        HalfDay.MORNING if begins < noon else HalfDay.AFTERNOON if begins < evening else HalfDay.EVENING
    )
    return TrainingSession(
        id=room.session,
        unit=room.unit,
        day=today.date(),
        half_day=half_day,
        begins=begins,
        ends=ends,
        place=stay.room,
        capacity=stay.capacity,
        animator=ANIMATORS["animateur-1"],
        deployment=stay.id,
    )


def _let_animators_in(database: Database, now: datetime, rng: Random) -> Mapping[str, str]:
    """Add the animators' accounts; return the passwords that they are given, by login."""
    passwords = Passwords()
    return {
        login: add_account(
            database,
            new_account(login, name=name, role=AccountRole.ANIMATOR, territories=[REHEARSAL], created_at=now),
            by=REHEARSAL,
            passwords=passwords,
            now=now,
            rng=rng,
        )
        for login, name in ANIMATORS.items()
    }
