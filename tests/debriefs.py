"""What plainly fictional people say of their paths, and answer."""

from datetime import datetime, timedelta
from random import SystemRandom
from uuid import NAMESPACE_URL, UUID, uuid5

import territory
from operation import come
from stand import NOW

from course_engine.model.debrief import DebriefAuthor, DebriefNote, DebriefView
from course_engine.model.response import Score, TrueFalseResponse
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.browser_session import open_browser_session
from course_engine.training.library import Library

FORM = UUID("01957a31-0000-7000-8000-000000000001")
"""What a form of the debrief was given."""
CLOSING = datetime(2027, 4, 6, 8, 0, tzinfo=NOW.tzinfo)
"""During S5, the closing session of `territory`: 10:00 on the stand."""


def library() -> Library:
    """Return the shipped course."""
    return Library(territory.catalogue())


def note(
    trainee: str,
    author: DebriefAuthor = DebriefAuthor.TRAINEE,
    *,
    hard: tuple[str, ...] = (),
    wanted: tuple[str, ...] = (),
    now: datetime = NOW,
) -> DebriefNote:
    """Return what somebody says of a path."""
    view = DebriefView(hard=hard, wanted=wanted)
    fact = uuid5(NAMESPACE_URL, f"{trainee}/{author}/{view}/{now}")
    return DebriefNote(id=fact, trainee=trainee, session=None, author=author, view=view, by=trainee, at=now)


def answer(trainee: str, question: str, *, right: bool, after: int = 0, quiz: str = "bilan") -> Answer:
    """Return an answer given some minutes after `NOW`."""
    return Answer(
        id=uuid5(NAMESPACE_URL, f"{trainee}/{question}/{right}/{after}"),
        trainee=trainee,
        quiz=quiz,
        question=question,
        catalogue=territory.catalogue().digest,
        response=TrueFalseResponse(value=right),
        score=Score(fraction=1 if right else 0, points=1),
        answered_at=NOW + timedelta(minutes=after),
    )


def debriefed(database: Database, where: str, people: int, **needing: int) -> None:
    """Let people of a territory of `operation` have a debrief, some of whom find an objective hard.

    Args:
        database: where to.
        where: the id of the territory.
        people: how many.
        needing: how many of them, by objective.
    """
    with database.reading() as records:
        first = len(records.people.trainees())
    come(database, where, people, people, 0, 0)
    with database.writing() as records:
        for rank in range(people):
            hard = tuple(objective for objective, count in needing.items() if rank < count)
            records.debriefs.append(note(f"tr{first + rank:05}", hard=hard))


def answered(database: Database, where: str, question: str, *, right: int, wrong: int) -> None:
    """Let people of a territory of `operation` answer a question, without a debrief."""
    with database.reading() as records:
        first = len(records.people.trainees())
    come(database, where, right + wrong, right + wrong, 0, 0)
    with database.writing() as records:
        for rank in range(right + wrong):
            records.answers.append(answer(f"tr{first + rank:05}", question, right=rank < right))


def token(database: Database, holder: SessionHolder) -> str:
    """Return the token of a browser that lets somebody in at `CLOSING`."""
    with database.writing() as records:
        opened = open_browser_session(
            records, holder, now=CLOSING, ends_at=CLOSING + timedelta(hours=8), rng=SystemRandom()
        )
    return opened.token
