"""The engine's side: a stand whose session is being held now, its trainees let in, its animateurs watching."""

import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from load.clients import Request, Requests, request
from load.processes import Server, free_port, running

from course_engine.content import load_course
from course_engine.model.accounts import Account, AccountRole, Password
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.places import Deployment, Territory, TerritoryKind
from course_engine.model.quiz import SingleChoice, TrueFalse
from course_engine.model.registration import Registration
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import EnrolmentDecision, EnrolmentStatus, HalfDay, TrainingSession
from course_engine.settings import shipped
from course_engine.store import Database, Records, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.browser_session import open_browser_session
from course_engine.training.identity import uuid7
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library
from course_engine.training.registration import register, registrants

UNIT = "messagerie"
ENGINE = [sys.executable, "-m", "course_engine"]
FLOOR = [sys.executable, str(Path(__file__).with_name("floor.py"))]
TERRITORY = Territory(id="banc", name="Pays du Banc (fictif)", kind=TerritoryKind.PAYS)
SESSION = "banc-1"
SCREENS = 8


@dataclass(frozen=True)
class Stand:
    """A stand that answers.

    Attributes:
        trainees: what each trainee's browser sends, answer after answer, each with an identity of its own.
        screens: what each animateur's screen asks for, to watch the room.
    """

    server: Server
    trainees: tuple[Requests, ...]
    screens: tuple[Request, ...]


@contextmanager
def started(folder: Path, trainees: int, command: list[str]) -> Iterator[Stand]:
    """Run the engine with so many trainees in one room, its records in `folder`, until the block ends.

    Args:
        folder: an empty folder.
        trainees: how many.
        command: the engine's command, `ENGINE` or `FLOOR`, run under a slower disk or not.
    """
    records = folder / "banc.db"
    rng, now = Random(7), datetime.now(UTC)
    library = Library(load_course(shipped()))
    with open_database(str(records)) as database:
        people = _settle(database, library, trainees, now, rng)
        keys = [_let_in(database, SessionHolder(trainee=one), now, rng) for one in people]
        screens = [_let_in(database, SessionHolder(account="banc"), now, rng) for _ in range(SCREENS)]
        asked = [_questions(journey(database, library, one)) for one in people]
        _open_quiz(database, asked[0][0].quiz, now, rng)
    port = free_port()
    serve = [
        *command,
        "serve",
        "--database",
        str(records),
        "--port",
        str(port),
    ]
    with running(serve, port, path="/", environment={}, log=folder / "banc.log") as server:
        yield Stand(
            server,
            tuple(_answers(port, key, of, Random(key)) for key, of in zip(keys, asked, strict=True)),
            tuple(_watch(port, key) for key in screens),
        )


def _settle(database: Database, library: Library, trainees: int, now: datetime, rng: Random) -> list[str]:
    """Register people who all have the unit in their path, and give them a place in a session held now."""
    people = [_form(f"banc-{number:03}") for number in range(trainees)]
    register(database, registrants(library.catalogue, people), now=now, rng=rng)
    with database.writing() as records:
        records.places.save_territory(TERRITORY)
        _hold_session(records, trainees, now)
        hidden = Password(hash="$argon2id$never", temporary=False, issued_at=now, issued_by="banc")
        records.accounts.add_account(
            Account(id="banc", name="Banc d’essai", role=AccountRole.ANIMATOR, created_at=now)
        )
        records.accounts.assign("banc", (TERRITORY.id,))
        records.accounts.set_password("banc", hidden)
        for person in people:
            decided = {"trainee": person.id, "decided_by": "banc", "decided_at": now}
            records.admissions.append(
                Admission(
                    id=uuid7(now, rng),
                    territory=TERRITORY.id,
                    channel=Channel.PAPER,
                    status=AdmissionStatus.ACCEPTED,
                    **decided,
                )
            )
            records.schedule.decide(
                EnrolmentDecision(
                    id=uuid7(now, rng), session=SESSION, status=EnrolmentStatus.CONFIRMED, **decided
                )
            )
    return [person.id for person in people]


def _hold_session(records: Records, trainees: int, now: datetime) -> None:
    local = now.astimezone(ZoneInfo("Europe/Paris"))
    records.places.save_deployment(
        Deployment(
            id="banc",
            stand="Stand du banc",
            territory=TERRITORY.id,
            wave=1,
            begins=local.date() - timedelta(days=1),
            ends=local.date() + timedelta(days=30),
            room="Salle d’essai",
            capacity=12,
        )
    )
    records.schedule.add_session(
        TrainingSession(
            id=SESSION,
            unit=UNIT,
            day=local.date(),
            half_day=HalfDay.MORNING,
            begins=time(max(0, local.hour - 1)),
            ends=time(min(23, local.hour + 3), 59),
            place="Salle d’essai",
            capacity=trainees,
            animator="Banc d’essai",
            deployment="banc",
        )
    )


def _open_quiz(database: Database, quiz: str, now: datetime, rng: Random) -> None:
    """Begin the session, and open the quiz whose answers the screens count."""
    with database.writing() as records:
        for kind, target in ((RoomActKind.BEGUN, ""), (RoomActKind.QUIZ_OPENED, quiz)):
            act = uuid7(now, rng)
            records.room.append(RoomAct(id=act, session=SESSION, kind=kind, target=target, by="banc", at=now))


def _form(trainee: str) -> Registration:
    return Registration.model_validate(
        {
            "id": trainee,
            "nom": "Banc",
            "prenom": trainee,
            "collectivite": "Saint-Exemple (fictif)",
            "reponses": {
                "role": "agent",
                "souhaits": ["ecrire-recevoir", "dematerialiser"],
                "disponibilites": {"quand": []},
            },
        }
    )


def _let_in(database: Database, holder: SessionHolder, now: datetime, rng: Random) -> str:
    with database.writing() as records:
        ends_at = now + timedelta(hours=6)
        opened = open_browser_session(records, holder, now=now, ends_at=ends_at, rng=rng)
    return opened.token


@dataclass(frozen=True)
class Asked:
    """A question that one trainee is asked, and two answers that it takes."""

    quiz: str
    question: str
    answers: tuple[str, str]


def _questions(asked: Journey) -> list[Asked]:
    """Return the questions that one trainee is asked, where one of two answers is given."""
    quizzes = asked.library.quiz_pages(UNIT, asked.step(UNIT).level)
    return [
        Asked(quiz, question.id, ("true", "false") if isinstance(question, TrueFalse) else ("a", "b"))
        for quiz in quizzes
        for question in asked.quiz(quiz).questions
        if isinstance(question, SingleChoice | TrueFalse)
    ]


def _answers(port: int, token: str, questions: list[Asked], rng: Random) -> Requests:
    host = f"127.0.0.1:{port}"
    headers = {
        "Cookie": f"session={token}",
        "Origin": f"http://{host}",
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    for asked in itertools.cycle(questions):
        body = urlencode({"id": uuid7(datetime.now(UTC), rng), "answer": rng.choice(asked.answers)})
        yield request("POST", f"/reponses/{asked.quiz}/{asked.question}", host, headers, body.encode())


def _watch(port: int, token: str) -> Request:
    headers = {"Cookie": f"session={token}", "Accept": "text/event-stream"}
    return request("GET", f"/salle/{SESSION}/direct", f"127.0.0.1:{port}", headers, b"")
