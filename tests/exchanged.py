"""Stands that send one another their records."""

from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from stand import NOW, admit, place, registrant

from course_engine.model.admission import AdmissionStatus
from course_engine.model.draw import QuizDraw
from course_engine.model.response import Score, TrueFalseResponse
from course_engine.model.trail import TrailAction
from course_engine.model.training import (
    Answer,
    Attendance,
    EnrolmentStatus,
    HalfDay,
    Judgement,
    TrainingSession,
)
from course_engine.signing import Signer
from course_engine.store import Database
from course_engine.store.exchange import FACTS
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.exchange.answers import Pace
from course_engine.training.exchange.claims import current_plans
from course_engine.training.exchange.export import export_records
from course_engine.training.exchange.merge import merge_records
from course_engine.training.exchange.merger import Merger, MergeReport
from course_engine.training.identity import uuid7
from course_engine.training.register.chain import enter
from course_engine.training.registration import register
from course_engine.training.retention import Retention

KEY = Signer(Ed25519PrivateKey.from_private_bytes(b"k" * 32))
OWN_TRACES = {TrailAction.RECORDS_MERGED, TrailAction.RECORDS_EXPORTED, TrailAction.PURGED}
"""What a merge says of itself: the same record has other ones, where it was merged otherwise."""

DAY = timedelta(days=1)
KEPT = Retention()
_seeds = count(1)
File = tuple[str, bytes]


def export(database: Database, stand: str, *, now: datetime = NOW) -> File:
    """Return the file of a stand's records."""
    rng = Random(f"{stand} {next(_seeds)}")
    return f"{stand}.zip", export_records(database, stand=stand, signer=KEY, by="test", now=now, rng=rng)


HURRIED = Pace(at_once=2, pause=lambda: None)
"""Nobody else writes in most tests; a few answers are several transactions."""


def merge(
    database: Database,
    *files: File,
    stand: str = "Région",
    now: datetime = NOW,
    pace: Pace = HURRIED,
    retention: Retention = KEPT,
) -> tuple[MergeReport, ...]:
    """Merge files, and return what is said of it."""
    merger = Merger(stand, (KEY.public_key,), "region", retention)
    rng = Random(f"merge {next(_seeds)}")
    return merge_records(database, files, merger, now=now, rng=rng, pace=pace)


def record(database: Database) -> dict[str, Any]:
    """Return what the law is about: every fact, what is said of every plan, and every plan as it stands."""
    with database.reading() as records:
        facts = {name: list(records.exchange.lines(name)) for name in FACTS if name != "trail"}
        trail = {entry for entry in records.trail.entries() if entry.action not in OWN_TRACES}
        return {**facts, "trail": trail, "claims": records.claims.claims(), "plans": current_plans(records)}


def standing_of(database: Database) -> tuple[Any, ...]:
    """Return what stands of people, decisions and places."""
    with database.reading() as records:
        people, schedule = records.people, records.schedule
        return people.trainees(), people.paths(), records.admissions.standing(), schedule.standing()


def signed(session: str, trainee: str, **changes: Any) -> Attendance:
    """Return the fact that a trainee signed for a session, from 9 h to 12 h."""
    began = NOW - timedelta(minutes=15)
    fact = Attendance(
        id=uuid5(NAMESPACE_URL, f"{session} {trainee} {sorted(changes.items())}"),
        trainee=trainee,
        session=session,
        half_day=HalfDay.SATURDAY_MORNING,
        begins=began,
        ends=began + timedelta(hours=3),
        entered_by="test",
        entered_at=NOW + timedelta(hours=4),
    )
    return fact.model_copy(update=changes)


PEOPLE = ("tr0001", "tr0002")
SESSIONS = ("S1", "S2")


def plan(database: Database, session: str, **changes: Any) -> None:
    """Plan a session, or change what is planned for it."""
    planned = TrainingSession.model_validate(
        {
            "id": session,
            "unit": "messagerie",
            "day": NOW.date(),
            "half_day": HalfDay.SATURDAY_MORNING,
            "begins": time(9),
            "ends": time(12),
            "place": f"Salle de {session}",
            "capacity": 12,
            "animator": "A. Exemple",
            **changes,
        }
    )
    with database.writing() as records:
        known = session in records.schedule.sessions()
        (records.schedule.replace_session if known else records.schedule.add_session)(planned)


def registers(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A person registers, maybe again."""
    with database.reading() as records:
        is_erased = records.people.is_erased(person)
    if not is_erased:
        register(database, [registrant(person, employer=f"Saint-Exemple de {session}")], now=when, rng=rng)


def decides(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A registration is decided of."""
    with database.writing() as records:
        if records.people.trainee(person):
            status = rng.choice(list(AdmissionStatus)[:3])
            made = {"id": uuid7(when, rng), "status": status, "reason": f"vu en {session}"}
            records.admissions.append(admit(person, None, now=when).model_copy(update=made))


def places(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A place is given, or taken back."""
    with database.writing() as records:
        if records.people.trainee(person):
            made = {"id": uuid7(when, rng), "status": rng.choice(list(EnrolmentStatus)), "reason": "dit"}
            records.schedule.decide(place(session, person, now=when).model_copy(update=made))


def signs(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A person signs, or what they signed is corrected."""
    with database.writing() as records:
        if records.people.trainee(person):
            facts = [fact for fact in records.attendance.of_trainee(person) if fact.session == session]
            corrects = rng.choice([None, *(fact.id for fact in facts)])
            made = {"id": uuid7(when, rng), "entered_at": when, "corrects": corrects}
            enter(records, signed(session, person, **made), None, rng=rng)


def answers(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A person answers a question of a quiz."""
    with database.writing() as records:
        if records.people.trainee(person):
            made = Answer(
                id=uuid7(when, rng),
                trainee=person,
                quiz="messagerie",
                question="adresse",
                catalogue="0" * 64,
                response=TrueFalseResponse(value=rng.random() < 0.5),
                score=Score(fraction=1.0, points=1),
                answered_at=when,
                session=session,
            )
            records.answers.append(made)
            drawn = QuizDraw(
                id=uuid7(when, rng), trainee=person, quiz="messagerie", questions=("adresse",), drawn_at=when
            )
            records.draws.append([drawn])
            score = Score(fraction=0.0, points=1)
            judged = {"answer": made.id, "trainee": person, "version": 1, "score": score}
            records.judgements.append([Judgement(id=uuid7(when, rng), by="region", at=when, **judged)])


def moves(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A session is moved."""
    plan(database, session, place=f"Salle {rng.randrange(3)}", animator=person)


def erases(database: Database, person: str, session: str, when: datetime, rng: Random) -> None:
    """A person is erased."""
    with database.reading() as records:
        is_known = records.people.trainee(person) is not None
    if is_known:
        reason = ErasureReason(("demande", "opposition")[session == "S1"])
        erase(database, person, reason=reason, by="region", retention=Retention(), now=when, rng=rng)


STEPS = (registers, decides, places, signs, answers, moves, erases)
"""What may happen on a stand, to a person and a session, at a time."""


def prepare(database: Database) -> None:
    """Plan the sessions, and register the people: what every step needs, the same on every stand."""
    for session in SESSIONS:
        plan(database, session)
    register(database, [registrant(trainee) for trainee in PEOPLE], now=NOW - DAY, rng=Random(1))
