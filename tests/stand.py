"""A stand with its records: the sample course, one trainee registered, placed, and let in by a code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random, SystemRandom
from uuid import NAMESPACE_URL, uuid5

import sample_catalogue as sample
from argon2 import Parameters, Type
from fastapi import FastAPI
from sqlalchemy import select
from starlette.routing import BaseRoute

from course_engine.model.accounts import Account, AccountRole, Password
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.path import LearningPath
from course_engine.model.places import Territory, TerritoryKind
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.model.training import EnrolmentDecision, EnrolmentStatus
from course_engine.rendering.theme import load_theme
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.store.tables import METADATA
from course_engine.training.access import issue_codes
from course_engine.training.browser_session import open_browser_session
from course_engine.training.library import Library
from course_engine.training.passwords import Passwords
from course_engine.training.registration import Registrant, register
from course_engine.web import Site, create_app
from course_engine.web.app import ROUTERS
from course_engine.web.hub import Hub

CHEAP = Passwords(
    Parameters(Type.ID, 19, salt_len=16, hash_len=32, time_cost=1, memory_cost=8, parallelism=1)
)
"""Hashes that cost next to nothing: what they protect is plainly nobody's."""
PASSWORD = "Un mot-de-passe 4 moi"
NOW = datetime(2027, 3, 13, 8, 15, tzinfo=UTC)  # Saturday, 9:15 on the stand


def registration(trainee: str = "tr4f2a", **changes: str) -> Registration:
    """Return the form of a person who plainly does not exist."""
    person = {"last_name": "Exemple", "first_name": "Camille", "employer": "Saint-Exemple", **changes}
    return Registration.model_validate({"id": trainee, **person})


def registrant(
    trainee: str = "tr4f2a", role: Role | None = Role.AGENT, path: LearningPath | None = None, **changes: str
) -> Registrant:
    """Return a form with the sample path."""
    catalogue = sample.sample_catalogue()
    path = path or sample.sample_path(catalogue)
    return Registrant(registration(trainee, **changes), role, path, catalogue)


def place(session: str, trainee: str, *, now: datetime = NOW) -> EnrolmentDecision:
    """Return the decision that keeps a place for a trainee."""
    return EnrolmentDecision(
        id=uuid5(NAMESPACE_URL, f"{session}/{trainee}/{now}"),
        session=session,
        trainee=trainee,
        status=EnrolmentStatus.CONFIRMED,
        decided_by="test",
        decided_at=now,
    )


def fill(database: Database) -> str:
    """Register the sample trainee and the sessions; return the trainee's code."""
    register(database, [registrant()], now=NOW, rng=Random(1))
    with database.writing() as records:
        for session in sample.sample_sessions():
            records.schedule.add_session(session)
            records.schedule.decide(place(session.id, "tr4f2a"))
    return issue_codes(database, ["tr4f2a"], by="test", now=NOW, rng=Random(2))["tr4f2a"]


def territory(territory_id: str = "saint-exemple") -> Territory:
    """Return a territory that plainly does not exist."""
    name = f"Communauté de communes de {territory_id.title()} (fictive)"
    return Territory(id=territory_id, name=name, kind=TerritoryKind.COMMUNES)


def admit(trainee: str, territory: str | None, *, now: datetime = NOW) -> Admission:
    """Return the decision that admits a trainee in a territory."""
    return Admission(
        id=uuid5(NAMESPACE_URL, f"{trainee}/{territory}/{now}"),
        trainee=trainee,
        territory=territory,
        channel=Channel.PAPER,
        status=AdmissionStatus.ACCEPTED,
        decided_by="test",
        decided_at=now,
    )


def account(
    login: str, role: AccountRole, *, name: str = "Dominique Exemple", territories: tuple[str, ...] = ()
) -> Account:
    """Return an account of somebody who plainly does not exist."""
    return Account(id=login, name=name, role=role, territories=territories, created_at=NOW)


def let_in(database: Database, account: Account, *, temporary: bool = False, now: datetime = NOW) -> str:
    """Add an account whose password is `PASSWORD`; return the token of a browser that it lets in."""
    kept = CHEAP.hash(PASSWORD, Random(account.id))
    password = Password(hash=kept, temporary=temporary, issued_at=NOW, issued_by="test")
    with database.writing() as records:
        records.accounts.add_account(account)
        records.accounts.set_password(account.id, password)
    return token_of(database, SessionHolder(account=account.id), now=now)


def token_of(database: Database, holder: SessionHolder, *, now: datetime = NOW) -> str:
    """Return the token of another browser that lets `holder` in."""
    ends_at = now + timedelta(hours=8)
    with database.writing() as records:
        session = open_browser_session(records, holder, now=now, ends_at=ends_at, rng=SystemRandom())
    return session.token


def in_a_territory(database: Database) -> None:
    """Record the territory « exemple », where a stand may stay."""
    territory = Territory(id="exemple", name="Territoire d’exemple (fictif)", kind=TerritoryKind.PAYS)
    with database.writing() as records:
        records.places.save_territory(territory)


def everything_in(database: Database) -> str:
    """Return all that somebody who reads the database sees; bytes as figures and letters."""
    with database.reading() as records:
        connection = records.people._connection
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    values = (value for row in rows for value in row)
    return "\n".join(value.hex() if isinstance(value, bytes) else str(value) for value in values)


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the hour it was set to."""
        return self.now


def site(database: Database, course: Path, clock: Callable[[], datetime]) -> Site:
    """Return what an application over `database` works from; the sample's files are written in `course`.

    A stream of it ends with its first news, so that a visitor can read it whole; `served` makes them last.
    """
    hub = Hub()
    hub.close()
    return Site(
        hub=hub,
        database=database,
        library=Library(sample.sample_catalogue()),
        course=sample.write_files(course),
        theme=load_theme(),
        organiser="",
        session_ends=time(23, 59),
        clock=clock,
        rng=Random(3),
        passwords=CHEAP,
    )


def application(site: Site) -> FastAPI:
    """Return the application over `site`, whose routers were made ready by the first one that tests asked for.

    FastAPI reads the signature of every route again at the first request of each application, which takes
    longer than most tests do. The routes are the same, and find their site in the application that is asked.
    """
    app = create_app(site)
    included = app.router.routes[-len(ROUTERS) :]
    app.router.routes[-len(ROUTERS) :] = _READY.setdefault("routers", included)
    return app


_READY: dict[str, list[BaseRoute]] = {}
