"""A référent's desk: a territory, the accounts that work there, and people who registered, plainly fictional."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from stand import NOW, account

from course_engine.content import load_course
from course_engine.model.accounts import AccountRole
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.places import Commune, Territory, TerritoryKind
from course_engine.model.registration import Registration
from course_engine.model.training import EnrolmentDecision, EnrolmentStatus, HalfDay, TrainingSession
from course_engine.store import Database
from course_engine.training.library import Library
from course_engine.training.registration import register, registrants

TEN_UNITS = Path(__file__).parent / "courses" / "ten_units"
HERE, ELSEWHERE = "pays-exemple", "pays-fiction"
REFERENT = account("referente", AccountRole.REFERENT, territories=(HERE,))
ANIMATOR = account("animateur", AccountRole.ANIMATOR, name="Alix Modèle", territories=(HERE,))
STRANGER = account("ailleurs", AccountRole.REFERENT, name="Sacha Fiction", territories=(ELSEWHERE,))
SAINT_EXEMPLE = Commune(code="62001", name="Saint-Exemple")
LIBRARY = Library(load_course(TEN_UNITS))


def form(trainee: str, last_name: str, first_name: str, **fields: object) -> Registration:
    """Return a registration in the territory's commune, with the answers given."""
    person = {"last_name": last_name, "first_name": first_name, "employer": SAINT_EXEMPLE.name}
    return Registration.model_validate({"id": trainee, **person, **fields})


CAMILLE = form("st-camille", "Exemple", "Camille", commune="62001", answers={"role": "agent"})
CAMILE = form("st-camile", "Exemple", "Camile", answers={"role": "agent", "projet-a-venir": "oui"})
INES = form(
    "st-ines",
    "d’Exemple",
    "Inès",
    answers={"role": "elu", "demi-journees": {"nombre": 3, "quand": ["samedi-matin"]}},
)
LOIN = form("st-loin", "Fiction", "Loin", employer="Fiction-sur-Mer")


def open_desk(database: Database) -> None:
    """Record the territories, the accounts, four registrations and two sessions to come."""
    with database.writing() as records:
        for name in (HERE, ELSEWHERE):
            communes = (SAINT_EXEMPLE,) if name == HERE else ()
            known = Territory(
                id=name, name=f"Territoire {name} (fictif)", kind=TerritoryKind.COMMUNES, communes=communes
            )
            records.places.save_territory(known)
        for one in (REFERENT, ANIMATOR, STRANGER):
            records.accounts.add_account(one)
        for session in sessions():
            records.schedule.add_session(session)
    receive(database, [CAMILLE, CAMILE, INES])
    receive(database, [LOIN], territory=ELSEWHERE)


def receive(database: Database, forms: Iterable[Registration], territory: str = HERE) -> None:
    """Register people who came by a link, an hour ago."""
    then = NOW - timedelta(hours=1)
    people = list(forms)
    register(database, registrants(LIBRARY.catalogue, people), now=then, rng=Random(people[0].id))
    with database.writing() as records:
        for one in people:
            records.admissions.append(
                Admission(
                    id=uuid5(NAMESPACE_URL, one.id),
                    trainee=one.id,
                    territory=territory,
                    channel=Channel.LINK,
                    status=AdmissionStatus.RECEIVED,
                    decided_by="lien",
                    decided_at=then,
                )
            )


def sessions() -> tuple[TrainingSession, ...]:
    """Return a session held already, and two to come."""
    return tuple(
        TrainingSession.model_validate(
            {
                "id": f"S{number}",
                "unit": "ordinateur",
                "day": (NOW + timedelta(days=days)).date(),
                "half_day": HalfDay.MORNING,
                "begins": "09:00",
                "ends": "12:00",
                "place": "salle des fêtes de Saint-Exemple (fictif)",
                "capacity": 12,
                "animator": "Alix Modèle",
            }
        )
        for number, days in ((0, -7), (1, 7), (2, 14))
    )


def seat(
    database: Database, session: str, trainee: str, status: EnrolmentStatus = EnrolmentStatus.CONFIRMED
) -> None:
    """Keep a place for somebody, or put them on the waiting list."""
    decision = EnrolmentDecision(
        id=uuid5(NAMESPACE_URL, f"{session}/{trainee}"),
        session=session,
        trainee=trainee,
        status=status,
        decided_by="animateur",
        decided_at=NOW - timedelta(minutes=30),
    )
    with database.writing() as records:
        records.schedule.decide(decision)


def seen(database: Database, trainee: str) -> UUID:
    """Return the decision that a screen about somebody shows now."""
    with database.reading() as records:
        return records.admissions.history(trainee)[-1].id


def status(database: Database, trainee: str) -> AdmissionStatus:
    """Return how somebody's registration stands."""
    with database.reading() as records:
        return records.admissions.history(trainee)[-1].status
