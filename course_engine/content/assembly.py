"""What was read of every file → the course, what can be shown of it with its errors, what can be said without texts."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import TypeVar

from course_engine.content.course_reading import CourseReading
from course_engine.content.entries import QuizBody, QuizEntry, UnitEntry
from course_engine.content.showing import less_doubled_questions, less_missing_units
from course_engine.model.course import Catalogue, Unit
from course_engine.model.outline import CourseOutline, UnitOutline
from course_engine.model.path import Questionnaire
from course_engine.model.quiz import AnswerKey, Quiz

Value = TypeVar("Value")


class Opened(Mapping[str, Value]):
    """A mapping whose every value is opened when it is first asked for.

    Args:
        openers: by key, in order.
    """

    def __init__(self, openers: Mapping[str, Callable[[], Value]]) -> None:
        self._openers = openers

    def __getitem__(self, key: str) -> Value:
        """Open one value."""
        return self._openers[key]()

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._openers)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._openers)


def assembled(reading: CourseReading) -> Catalogue | None:
    """Return a course without errors; None where a part of it is missing.

    Where a text costs something to open, it is opened when it is asked for.
    """
    if reading.programme is None or reading.questionnaire is None:
        return None
    later = reading.memories.opens_later
    # Validation would open every text: each was valid when it was read.
    make: Callable[..., Catalogue] = Catalogue.model_construct if later else Catalogue
    entries = {entry.id: entry for entry in reading.units}
    units = {name: partial(_unit, entries[name]) for name in reading.programme.unit_order}
    quizzes = {entry.id: partial(_quiz, entry) for entry in reading.quizzes}
    keys = {
        question.id: partial(_key, entry, question.id)
        for entry in reading.quizzes
        for question in entry.questions
    }
    digests = _digests(reading)
    return make(
        programme=reading.programme,
        questionnaire=reading.questionnaire,
        units=Opened(units) if later else {name: read() for name, read in units.items()},
        quizzes=Opened(quizzes) if later else {name: read() for name, read in quizzes.items()},
        keys=Opened(keys) if later else {name: read() for name, read in keys.items()},
        versions={name: number for entry in reading.quizzes for name, number in entry.versions.items()},
        glossary=reading.glossary,
        assets=dict(sorted(reading.assets.items())),
        sources=digests,
        digest=digest_of(digests),
    )


def shown(reading: CourseReading) -> Catalogue | None:
    """Return what can be shown of a course that has errors; None where its programme cannot be read."""
    if reading.programme is None:
        return None
    units = {entry.id: _unit(entry) for entry in reading.units if entry.is_shown}
    programme = less_missing_units(reading.programme, units)
    bodies: dict[str, QuizBody] = {}
    for entry in reading.quizzes:
        bodies.setdefault(entry.id, entry.open())
    quizzes, keys = less_doubled_questions(bodies)
    digests = _digests(reading)
    return Catalogue.model_construct(
        programme=programme,
        questionnaire=reading.questionnaire or Questionnaire.model_construct(title="", sections=()),
        # A unit that is being written may stand in no series yet: it comes last.
        units={name: units[name] for name in dict.fromkeys((*programme.unit_order, *units))},
        quizzes=quizzes,
        keys=keys,
        glossary=reading.glossary,
        assets=dict(sorted(reading.assets.items())),
        sources=digests,
        digest=digest_of(digests),
    )


def outlined(reading: CourseReading) -> CourseOutline | None:
    """Return what can be said, without its texts, of a course without errors; None where that misses a part."""
    entries = {entry.id: entry for entry in reading.units if entry.sound}
    if reading.programme is None or not entries.keys() >= set(reading.programme.unit_order):
        return None
    # Not validated: it is made, for every unit each time, of what was.
    return CourseOutline.model_construct(
        programme=reading.programme,
        units={
            name: UnitOutline.model_construct(
                id=name,
                path=entries[name].path,
                title=entries[name].title,
                levels=entries[name].levels,
                quizzes=frozenset(quiz for quiz, _line in entries[name].quizzes),
            )
            for name in reading.programme.unit_order
        },
        quizzes={entry.id: entry.path for entry in reading.quizzes},
        has_glossary=bool(reading.glossary),
        sources=_digests(reading),
    )


def digest_of(sources: Mapping[str, str]) -> str:
    """Return the SHA-256 over each path and SHA-256 of `sources`, sorted: one line each, `sha256  path`."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sources.items()))
    return sha256(lines.encode()).hexdigest()


def _digests(reading: CourseReading) -> dict[str, str]:
    assets = {path: asset.sha256 for path, asset in reading.assets.items()}
    return dict(sorted({**reading.sources, **assets}.items()))


def _unit(entry: UnitEntry) -> Unit:
    unit = entry.open()
    if unit is None:
        raise KeyError(entry.id)
    return unit


def _quiz(entry: QuizEntry) -> Quiz:
    quiz = entry.open().quiz
    if quiz is None:
        raise KeyError(entry.id)
    return quiz


def _key(entry: QuizEntry, question: str) -> AnswerKey:
    return next(key for key in entry.open().keys if key.question == question)
