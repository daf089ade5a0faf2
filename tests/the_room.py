"""A room held now: the shipped course, the session S1 of a territory, people with a place in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import territory
from msgspec.structs import replace
from quiz_samples import KEYS
from quiz_samples import QUIZ as EVERY_TYPE
from stand import place
from territory import SESSIONS, form

from course_engine.model.response import Response, Score, SingleChoiceResponse
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.stand_time import in_utc

PEOPLE = ("st-anne", "st-bruno", "st-carole", "st-david")
SESSION = SESSIONS[0]
BEGINS = in_utc(SESSION.day, SESSION.begins)
NOW = BEGINS + timedelta(minutes=50)
QUIZ, OTHER_QUIZ = "messagerie-decouverte", "messagerie"
"""Two quizzes of one page, each for a level; the people are of the first."""

_RNG = Random(7)


def settle(database: Database, people: Iterable[str] = PEOPLE) -> None:
    """Record the territory, its sessions, and people with a place in `SESSION`."""
    known = tuple(people)
    territory.settle(database, [form(one) for one in known])
    with database.writing() as records:
        for one in known:
            records.schedule.decide(place(SESSION.id, one))


def asking_every_type() -> Library:
    """Return the shipped course, whose `QUIZ` asks a question of each type."""
    course = territory.catalogue()
    quizzes = {**course.quizzes, QUIZ: replace(EVERY_TYPE, id=QUIZ)}
    return Library(replace(course, quizzes=quizzes, keys={**course.keys, **KEYS}))


def new_id(now: datetime = NOW) -> UUID:
    """Return the id of an act that was not done yet."""
    return uuid7(now, _RNG)


def act(
    database: Database, minute: int, kind: RoomActKind, target: str = "", trainee: str | None = None
) -> None:
    """Record what was done so many minutes after the session's first hour."""
    at = BEGINS + timedelta(minutes=minute)
    by = trainee or "animatrice"
    done = RoomAct(id=new_id(at), session=SESSION.id, kind=kind, trainee=trainee, target=target, by=by, at=at)
    with database.writing() as records:
        records.room.append(done)


def answer(
    database: Database,
    trainee: str,
    question: str,
    *,
    right: bool = True,
    late: bool = False,
    minute: float = 40,
    response: Response | None = None,
) -> None:
    """Record an answer to a question of `QUIZ`."""
    at = BEGINS + timedelta(minutes=minute)
    given = Answer(
        id=new_id(at),
        trainee=trainee,
        quiz=QUIZ,
        question=question,
        catalogue=territory.catalogue().digest,
        response=response or SingleChoiceResponse(option="a"),
        score=Score(fraction=1.0 if right else 0.0, points=1),
        answered_at=at,
        session=SESSION.id,
        late=late,
    )
    with database.writing() as records:
        records.answers.append(given)
