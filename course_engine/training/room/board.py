"""What an animateur sees of the people of a room: who signed, who waits for help, who stumbles.

Read again at every change, so it asks few questions, and none for each person.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from course_engine.model.frozen import Slug
from course_engine.model.names import by_name, name_in_list
from course_engine.model.path import Registration
from course_engine.model.training import TrainingSession
from course_engine.store import Records
from course_engine.store.board import Mark
from course_engine.training.library import Library
from course_engine.training.personal_course import NO_DRAWS, Draws
from course_engine.training.presence import standing
from course_engine.training.room.standing import Room
from course_engine.training.room.state import HelpRequest

RECENT, STUMBLES = 3, 2
"""Somebody stumbles when, of their last `RECENT` answers of the session's unit, `STUMBLES` were not fully right."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has a place in a session.

    Attributes:
        level: the level at which they read the session's unit.
        asked: the questions that each quiz of the unit asks of them.
    """

    trainee: str
    name: str
    level: Slug
    asked: Mapping[Slug, frozenset[Slug]]


@dataclass(frozen=True, slots=True)
class Roster:
    """Who has a place in a session: changes seldom, and is read seldom.

    Attributes:
        people: in order of name.
    """

    people: tuple[Person, ...]

    @property
    def trainees(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(person.trainee for person in self.people)

    def asked(self, quizzes: Iterable[Slug]) -> frozenset[Slug]:
        """Return the questions that some quizzes ask of somebody here."""
        return frozenset(
            question for quiz in quizzes for person in self.people for question in person.asked.get(quiz, ())
        )


@dataclass(frozen=True, slots=True)
class Tile:
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


@dataclass(frozen=True, slots=True)
class Board:
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


def roster(records: Records, library: Library, session: TrainingSession, trainees: Iterable[str]) -> Roster:
    """Return some people of a session, with what its unit asks of each."""
    expected = sorted(trainees)
    forms, paths = records.people.forms(expected), records.people.paths(expected)
    draws = records.draws.of(expected)
    known = [forms.get(trainee) or Registration.nobody(trainee) for trainee in expected]
    people = []
    for form in sorted(known, key=by_name):
        steps = paths[form.id].kept if form.id in paths else ()
        level = next((step.level for step in steps if step.unit == session.unit), "")
        people.append(_person(library, session.unit, form, level, draws.get(form.id, NO_DRAWS)))
    return Roster(tuple(people))


def _person(library: Library, unit: Slug, form: Registration, level: Slug, draws: Draws) -> Person:
    """Return somebody, who reads the unit at its lowest level where it is not in their path."""
    catalogue = library.catalogue
    if unit not in catalogue.units:
        return Person(form.id, name_in_list(form), "", {})
    read = library.variant(unit, level or catalogue.programme.levels[0]).level
    asked = {
        quiz: frozenset(question.id for question in catalogue.asked_of(quiz, form.id, read, draws.get(quiz)))
        for quiz in library.quiz_pages(unit, read)
    }
    return Person(form.id, name_in_list(form), read, asked)


def board(records: Records, room: Room, expected: Roster, marks: Sequence[Mark]) -> Board:
    """Return the people of a room as they stand.

    Args:
        records: where what they signed is.
        room: as it stands.
        expected: who has a place in it.
        marks: what their answers to the quizzes of its unit were worth, oldest first.
    """
    facts = standing(records.attendance.of_session(room.session.id))
    signed = {fact.trainee for fact in facts.values() if fact.signed}
    by_trainee: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_trainee[mark.trainee].append(mark)
    counting = room.counting
    tiles = (_tile(person, room, counting, by_trainee[person.trainee], signed) for person in expected.people)
    return Board(counting, _questions(counting, expected, marks), tuple(tiles))


def _questions(
    quizzes: Collection[Slug], expected: Roster, marks: Iterable[Mark]
) -> Mapping[Slug, tuple[int, int]]:
    asked = {
        (question, person.trainee)
        for person in expected.people
        for quiz in quizzes
        for question in person.asked.get(quiz, ())
    }
    given = asked & {(mark.question, mark.trainee) for mark in marks}
    people = Counter(question for question, _trainee in asked)
    answered = Counter(question for question, _trainee in given)
    return {question: (answered[question], count) for question, count in people.items()}


def _tile(
    person: Person, room: Room, counting: Collection[Slug], marks: Sequence[Mark], signed: Collection[str]
) -> Tile:
    asked = {question for quiz in counting for question in person.asked.get(quiz, ())}
    return Tile(
        person=person,
        signed=person.trainee in signed,
        help=room.state.help.get(person.trainee),
        answered=len(asked & {mark.question for mark in marks}),
        asked=len(asked),
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
    for mark in marks:
        latest.pop(mark.question, None)
        if mark.points:
            latest[mark.question] = mark
    wrong = sum(mark.fraction < 1 for mark in list(latest.values())[-RECENT:])
    return wrong if wrong >= STUMBLES else 0
