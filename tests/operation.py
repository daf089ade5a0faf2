"""An operation in several territories: how many people came from each, and how far each of them went."""

from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import sample_catalogue as sample
from msgspec.structs import replace
from stand import NOW, place

from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.course import Catalogue
from course_engine.model.places import Territory, TerritoryKind
from course_engine.model.questionnaire import (
    Choice,
    ChooseSeveral,
    LevelPoints,
    Questionnaire,
    Role,
    Section,
    YesNo,
)
from course_engine.model.registration import Registration
from course_engine.model.training import Attendance
from course_engine.store import Database, Records
from course_engine.training.registration import Registrant, register

OBJECTIVES = {"messagerie": "Envoyer du courrier", "web": "Chercher sur le web", "carte": "Lire une carte"}
NAMES = {"alpha": "Pays d’Alpha (fictif)", "beta": "Pays de Bêta (fictif)", "gamma": "Pays de Gamma (fictif)"}


def catalogue() -> Catalogue:
    """Return the sample course, whose questionnaire asks for three wishes and for a practice."""
    base = sample.sample_catalogue()
    wishes = ChooseSeveral(
        id="souhaits",
        text="Vous souhaitez",
        options=tuple(Choice(id=key, text=title, objectives={key: 1}) for key, title in OBJECTIVES.items()),
    )
    practice = YesNo(
        id="pratique",
        text="Vous écrivez des messages",
        level=LevelPoints(domain="communication", points=2),
    )
    section = Section(title="Vous", questions=(wishes, practice))
    return replace(
        base,
        programme=replace(base.programme, objectives=OBJECTIVES),
        questionnaire=Questionnaire(title="Votre inscription", sections=(section,)),
    )


def come(
    database: Database,
    territory: str,
    *stages: int,
    status: AdmissionStatus = AdmissionStatus.RECEIVED,
    role: Role | None = Role.AGENT,
    answers: Mapping[str, Any] | None = None,
) -> None:
    """Let people of a territory register, be accepted, placed, present: so many at each stage.

    Args:
        database: in which the sample's sessions are, or are added.
        territory: where from; empty for nowhere.
        stages: registered, accepted, placed, present.
        status: of those who are only registered.
        role: of all of them.
        answers: of all of them to the questionnaire.
    """
    registered, accepted, placed, present = stages
    with database.writing() as records:
        _prepare(records, territory)
        first = len(records.people.trainees())
    ids = [f"tr{first + rank:05}" for rank in range(registered)]
    course = sample.sample_catalogue()
    path = sample.sample_path(course)
    people = [
        Registrant(
            Registration.model_validate(
                {
                    "id": trainee,
                    "nom": f"Exemple-{trainee}",
                    "prenom": "Camille",
                    "collectivite": "Saint-Exemple",
                    "reponses": answers or {},
                }
            ),
            role,
            path,
            course,
        )
        for trainee in ids
    ]
    register(database, people, now=NOW, rng=Random(f"{territory}{first}"))
    with database.writing() as records:
        for rank, trainee in enumerate(ids):
            admitted = AdmissionStatus.ACCEPTED if rank < accepted else status
            records.admissions.append(_admission(trainee, territory, admitted))
            if rank < placed:
                records.schedule.decide(place("S1", trainee))
            if rank < present:
                records.attendance.append(_signed(trainee))


def _prepare(records: Records, territory: str) -> None:
    known = records.schedule.sessions()
    for session in sample.sample_sessions():
        if session.id not in known:
            records.schedule.add_session(session)
    if territory and records.places.territory(territory) is None:
        kind = TerritoryKind.COMMUNES
        records.places.save_territory(Territory(id=territory, name=NAMES[territory], kind=kind))


def _admission(trainee: str, territory: str, status: AdmissionStatus) -> Admission:
    return Admission(
        id=uuid5(NAMESPACE_URL, f"admission/{trainee}"),
        trainee=trainee,
        territory=territory or None,
        channel=Channel.PAPER,
        status=status,
        decided_by="test",
        decided_at=NOW,
    )


def _signed(trainee: str) -> Attendance:
    session = sample.sample_sessions()[0]
    return Attendance(
        id=uuid5(NAMESPACE_URL, f"attendance/{trainee}"),
        trainee=trainee,
        session=session.id,
        half_day=session.half_day,
        begins=NOW,
        ends=NOW,
        entered_by="test",
        entered_at=NOW,
    )
