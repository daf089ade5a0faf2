"""What an animateur sees of the people of a room: who signed, who waits for help, who stumbles.

Read again at every change, so it asks few questions, and none for each person.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.store import Records
from course_engine.store.board import Mark
from course_engine.training.presence import standing
from course_engine.training.room.roster import Asked, Person, Roster
from course_engine.training.room.standing import Room
from course_engine.training.room.state import HelpRequest

RECENT, STUMBLES = 3, 2
"""Somebody stumbles when, of their last `RECENT` answers of the session's unit, `STUMBLES` were not fully right."""


class Scene(Struct, frozen=True, dict=True):
    """What of a room does not change with each answer.

    Attributes:
        room: as it stands.
        expected: who has a place in it.
        signed: who of them signed for the half-day, by id.
    """

    room: Room
    expected: Roster
    signed: frozenset[str]

    @cached_property
    def asked(self) -> Asked:
        """What the quizzes that count now ask of each of them."""
        return self.expected.asked(self.room.counting)


def scene(records: Records, room: Room, expected: Roster) -> Scene:
    """Return a room with its people; who of them signed is read."""
    facts = standing(records.attendance.of_session(room.session.id))
    return Scene(room, expected, frozenset(fact.trainee for fact in facts.values() if fact.signed))


class Tile(Struct, frozen=True):
    """One person of a room, now.

    Attributes:
        signed: whether they signed for the half-day.
        help: since when they wait for help, and where; None when they do not.
        answered: how many questions they answered of the quiz that counts now, or of that of the same page
            which is for their level.
        asked: how many it asks of them; 0 where it asks them none, or no quiz counts now.
        stumbles: of their last answers, how many were not fully right; 0 where they do not stumble.
        last_answer: when they last answered, in UTC.
    """

    person: Person
    signed: bool
    help: HelpRequest | None
    answered: int
    asked: int
    stumbles: int
    last_answer: datetime | None


class Board(Struct, frozen=True):
    """The people of a room.

    Attributes:
        quizzes: those that count now.
        questions: by the id of each of its questions, how many of those who are asked it answered, and how many
            those are.
        tiles: in order of name.
    """

    quizzes: tuple[Slug, ...]
    questions: Mapping[Slug, tuple[int, int]]
    tiles: tuple[Tile, ...]

    @property
    def answers(self) -> int:
        """How many questions of the quizzes were answered by everybody together."""
        return sum(tile.answered for tile in self.tiles)

    @property
    def finished(self) -> int:
        """How many people answered all that the quizzes ask of them."""
        return sum(0 < tile.asked <= tile.answered for tile in self.tiles)

    @property
    def concerned(self) -> int:
        """How many people the quizzes ask something of."""
        return sum(tile.asked > 0 for tile in self.tiles)


def board(scene: Scene, marks: Sequence[Mark]) -> Board:
    """Return the people of a room as they stand.

    Args:
        scene: who they are, and what they do now.
        marks: what their answers to the quizzes of its unit were worth, oldest first.
    """
    by_trainee: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_trainee[mark.trainee].append(mark)
    given = {
        trainee: asked & {mark.question for mark in by_trainee[trainee]}
        for trainee, asked in scene.asked.by_trainee.items()
    }
    answered = Counter(chain.from_iterable(given.values()))
    tiles = (
        _tile(person, scene, len(given[person.trainee]), by_trainee[person.trainee])
        for person in scene.expected.people
    )
    return Board(
        quizzes=scene.room.counting,
        questions={question: (answered[question], count) for question, count in scene.asked.people.items()},
        tiles=tuple(tiles),
    )


def _tile(person: Person, scene: Scene, answered: int, marks: Sequence[Mark]) -> Tile:
    return Tile(
        person=person,
        signed=person.trainee in scene.signed,
        help=scene.room.state.help.get(person.trainee),
        answered=answered,
        asked=len(scene.asked.by_trainee[person.trainee]),
        stumbles=stumbles(marks),
        last_answer=marks[-1].at if marks else None,
    )


def stumbles(marks: Sequence[Mark]) -> int:
    """Return how many of somebody's last answers were not fully right, where that is a reason to go and see.

    Args:
        marks: their answers, oldest first; of a question answered twice, the last counts, and what is not scored does not.

    Returns:
        0 where fewer than `STUMBLES` of the last `RECENT` were.
    """
    latest: dict[str, Mark] = {}
    for mark in reversed(marks):
        if mark.points:
            latest.setdefault(mark.question, mark)
        if len(latest) == RECENT:
            break
    wrong = sum(mark.fraction < 1 for mark in latest.values())
    return wrong if wrong >= STUMBLES else 0
