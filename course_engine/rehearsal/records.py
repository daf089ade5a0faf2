"""What the records say in the end, read by `sqlite3` alone: none of the code that wrote them is believed."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct

from course_engine.rehearsal.outbox import SentAnswer

QUERY = "SELECT id, trainee, quiz, question, response FROM answer"


class Findings(Struct, frozen=True):
    """The count of what was sent against what is recorded.

    Attributes:
        sent, acknowledged, recorded: how many answers.
        lost: acknowledged, and not there.
        altered: there with another content than was sent.
        repeated: there more than once.
        unknown: there, and never sent.
        unasked: recorded and never acknowledged: the answer arrived, its acknowledgement did not. No loss.
        late: how many answers are recorded as come after their quiz was closed.
        damage: what SQLite's own check says of the file; empty where it is whole.
    """

    sent: int
    acknowledged: int
    recorded: int
    lost: tuple[UUID, ...]
    altered: tuple[UUID, ...]
    repeated: tuple[UUID, ...]
    unknown: tuple[UUID, ...]
    unasked: tuple[UUID, ...]
    late: int
    damage: tuple[str, ...]

    @property
    def nothing_lost(self) -> bool:
        """Whether every acknowledged answer is there once, as sent, and nothing that was not sent."""
        return not (self.lost or self.altered or self.repeated or self.unknown or self.damage)


def audit(
    database: Path, sent: Mapping[UUID, SentAnswer], acknowledged: Mapping[UUID, SentAnswer]
) -> Findings:
    """Return what became of each answer.

    Args:
        database: the SQLite file, with its write-ahead log beside it; or a copy of both.
        sent: every answer that left a browser, by id.
        acknowledged: those that the server said it has.

    Raises:
        sqlite3.DatabaseError: it is no database, or too damaged to be read.
    """
    rows: dict[UUID, list[tuple[Any, ...]]] = {}
    with closing(sqlite3.connect(database)) as connection:
        damage = tuple(word for (word,) in connection.execute("PRAGMA integrity_check") if word != "ok")
        (late,) = connection.execute("SELECT count(*) FROM answer WHERE late").fetchone()
        for key, *row in connection.execute(QUERY):
            rows.setdefault(UUID(key), []).append(tuple(row))
    return Findings(
        sent=len(sent),
        acknowledged=len(acknowledged),
        recorded=sum(len(copies) for copies in rows.values()),
        lost=tuple(sorted(acknowledged.keys() - rows.keys())),
        altered=tuple(_altered(rows, sent)),
        repeated=tuple(key for key, copies in rows.items() if len(copies) > 1),
        unknown=tuple(sorted(rows.keys() - sent.keys())),
        unasked=tuple(sorted((rows.keys() & sent.keys()) - acknowledged.keys())),
        late=late,
        damage=damage,
    )


def _altered(rows: Mapping[UUID, list[tuple[Any, ...]]], sent: Mapping[UUID, SentAnswer]) -> Iterator[UUID]:
    for key, copies in rows.items():
        if key in sent and any(_content(row) != _as_sent(sent[key]) for row in copies):
            yield key


def _content(row: tuple[Any, ...]) -> tuple[object, ...]:
    trainee, quiz, question, response = row
    kept = json.loads(response)
    if "options" in kept:
        kept["options"] = sorted(kept["options"])
    return trainee, quiz, question, kept


def _as_sent(answer: SentAnswer) -> tuple[object, ...]:
    """Return what must be recorded of the fields of a form, as docs/grading.md has the JSON of a response."""
    kind = answer.form.kind
    said = _SAID.get(kind, _typed)(answer)
    return answer.trainee, answer.form.quiz, answer.form.question, {"type": kind, **said}


def _typed(answer: SentAnswer) -> Mapping[str, object]:
    return {"text": answer.values[0]}


def _by_place(answer: SentAnswer) -> Mapping[str, str]:
    fields = zip(answer.form.fields, answer.values, strict=True)
    return {field.letter: value for field, value in fields if value}


_SAID: Mapping[str, Callable[[SentAnswer], Mapping[str, object]]] = {
    "single-choice": lambda answer: {"option": answer.values[0]},
    "multiple-choice": lambda answer: {"options": sorted(answer.values)},
    "true-false": lambda answer: {"value": answer.values[0] == "true"},
    "matching": lambda answer: {"pairs": _by_place(answer)},
    "cloze": lambda answer: {"gaps": _by_place(answer)},
    "ordering": lambda answer: {"sequence": [value.partition(".")[0] for value in answer.values]},
    "hotspot": lambda answer: {"zone": answer.values[0]},
    "rating": lambda answer: {"step": answer.values[0]},
}


class RoomLine(Struct, frozen=True):
    """What is recorded of one trainee in a session.

    Attributes:
        hours: those signed for, in UTC, the first and the last; None where they did not sign.
        answers: how many, late ones included.
        said, concluded: whether their debrief holds their own view, and the animateur's.
    """

    trainee: str
    hours: tuple[datetime, ...] | None
    answers: int
    said: bool
    concluded: bool

    @property
    def is_complete(self) -> bool:
        """Whether they signed, answered and were debriefed."""
        return bool(self.hours and self.answers and self.said and self.concluded)


def room_lines(database: Path, trainees: Iterable[str]) -> tuple[RoomLine, ...]:
    """Return what is recorded of each trainee of a rehearsal, in which there is one session."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT trainee, begins, ends FROM attendance WHERE signed"
        signed = {trainee: tuple(map(_instant, hours)) for trainee, *hours in connection.execute(query)}
        answers = dict(connection.execute("SELECT trainee, count(*) FROM answer GROUP BY trainee"))
        debriefs = set(connection.execute("SELECT trainee, author FROM debrief_note"))
    return tuple(
        RoomLine(
            trainee,
            hours=signed.get(trainee),
            answers=answers.get(trainee, 0),
            said=(trainee, "stagiaire") in debriefs,
            concluded=(trainee, "animateur") in debriefs,
        )
        for trainee in trainees
    )


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
