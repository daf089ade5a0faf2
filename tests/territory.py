"""A territory with a stand: the shipped course, a stay of four months, its sessions, people to place."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID

from msgspec.structs import replace
from stand import NOW, account, site

from course_engine.content import load_course
from course_engine.model.accounts import AccountRole
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.course import Catalogue
from course_engine.model.places import Commune, Deployment, Territory, TerritoryKind
from course_engine.model.registration import Registration
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.settings import shipped
from course_engine.store import Database
from course_engine.training.library import Library
from course_engine.training.registration import register, registrants
from course_engine.web import Site

TERRITORY = Territory(
    id="exemple",
    name="Pays d’Exemple (fictif)",
    kind=TerritoryKind.PAYS,
    communes=(Commune(code="99001", name="Saint-Exemple"), Commune(code="99002", name="Exempleville")),
)
ELSEWHERE = Territory(id="ailleurs", name="Pays d’Ailleurs (fictif)", kind=TerritoryKind.PAYS)
STAY = Deployment(
    id="exemple-1",
    stand="Stand 1",
    territory="exemple",
    wave=1,
    begins=date(2027, 3, 1),
    ends=date(2027, 6, 30),
    room="Salle des fêtes (fictive)",
    capacity=9,
)
HOURS = {
    HalfDay.MORNING: (time(9), time(12)),
    HalfDay.AFTERNOON: (time(14), time(17)),
    HalfDay.EVENING: (time(18), time(21)),
    HalfDay.SATURDAY_MORNING: (time(9), time(12)),
}
ANIMATOR = account("animatrice", AccountRole.ANIMATOR, territories=("exemple",))
ELSEWHERE_ANIMATOR = account("ailleurs", AccountRole.ANIMATOR, territories=("ailleurs",))


@cache
def catalogue() -> Catalogue:
    """Return the shipped course."""
    return load_course(shipped())


def site_with_the_course(database: Database, course: Path, clock: Callable[[], datetime]) -> Site:
    """Return `stand.site`, with the shipped course in place of the sample."""
    return replace(site(database, course, clock), library=Library(catalogue()))


def session(
    number: int, unit: str, day: date, half_day: HalfDay = HalfDay.MORNING, capacity: int = 9
) -> TrainingSession:
    """Return a session of the stay."""
    begins, ends = HOURS[half_day]
    return TrainingSession(
        id=f"S{number}",
        unit=unit,
        day=day,
        half_day=half_day,
        begins=begins,
        ends=ends,
        place=STAY.room,
        capacity=capacity,
        animator="Dominique Exemple",
        deployment=STAY.id,
    )


SESSIONS = (
    session(1, "messagerie", date(2027, 3, 16)),
    session(2, "messagerie", date(2027, 3, 20), HalfDay.SATURDAY_MORNING),
    session(3, "dematerialisation", date(2027, 3, 23)),
    session(4, "dematerialisation", date(2027, 3, 25), HalfDay.EVENING),
    session(5, "bilan", date(2027, 4, 6)),
    session(6, "messagerie", date(2027, 3, 30)),
)


def form(trainee: str, *when: str, last_name: str = "Exemple", number: int | None = None) -> Registration:
    """Return the form of somebody who wants everything, and can come at some times (all if none is given)."""
    time = {"quand": list(when), **({} if number is None else {"nombre": number})}
    return Registration.model_validate(
        {
            "id": trainee,
            "nom": last_name,
            "prenom": trainee.removeprefix("st-").title(),
            "collectivite": "Saint-Exemple (fictif)",
            "reponses": {
                "role": "agent",
                "souhaits": ("ecrire-recevoir", "dematerialiser"),
                "disponibilites": time,
            },
        }
    )


def settle(database: Database, people: Iterable[Registration], *, now: datetime = NOW) -> None:
    """Record the territories, the stay, its sessions, and people accepted in the territory."""
    with database.writing() as records:
        for territory in (TERRITORY, ELSEWHERE):
            records.places.save_territory(territory)
        records.places.save_deployment(STAY)
        for one in SESSIONS:
            records.schedule.add_session(one)
    accept(database, people, now=now)


def accept(database: Database, people: Iterable[Registration], *, now: datetime = NOW) -> None:
    """Register people and accept them in the territory."""
    forms = tuple(people)
    register(database, registrants(catalogue(), forms), now=now, rng=Random(f"{forms}"))
    with database.writing() as records:
        for rank, one in enumerate(forms):
            records.admissions.append(
                Admission(
                    id=UUID(int=hash_of(one.id)),
                    trainee=one.id,
                    territory=TERRITORY.id,
                    channel=Channel.PAPER,
                    status=AdmissionStatus.ACCEPTED,
                    decided_by="referente",
                    decided_at=now + timedelta(microseconds=rank),
                )
            )


def hash_of(text: str) -> int:
    """Return a number that names a text."""
    return int.from_bytes(text.encode()[-16:], "big")
