"""What was read of every file → the course, what can be shown of it with its errors, what can be said without texts."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import TypeVar

from course_engine.content.course_reading import CourseReading
from course_engine.content.showing import less_doubled_questions, less_missing_units
from course_engine.content.summary import QuizBody, UnitSummary
from course_engine.model.course import Catalogue
from course_engine.model.outline import CourseOutline, UnitOutline
from course_engine.model.questionnaire import Questionnaire
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
    """Return a course without errors; None where a part of it is missing."""
    if reading.programme is None or reading.questionnaire is None:
        return None
    paths = {unit.id: unit.path for unit in reading.units}
    units = {name: partial(reading.unit, paths[name]) for name in reading.programme.unit_order}
    quizzes = {quiz.id: partial(_quiz, reading, quiz.path) for quiz in reading.quizzes}
    keys = {
        question.id: partial(_key, reading, quiz.path, question.id)
        for quiz in reading.quizzes
        for question in quiz.questions
    }
    digests = _digests(reading)
    return Catalogue(
        programme=reading.programme,
        questionnaire=reading.questionnaire,
        units=_opened(reading, units),
        quizzes=_opened(reading, quizzes),
        keys=_opened(reading, keys),
        versions={name: number for quiz in reading.quizzes for name, number in quiz.versions.items()},
        glossary=reading.glossary,
        assets=reading.assets,
        sources=digests,
        digest=digest_of(digests),
    )


def shown(reading: CourseReading) -> Catalogue | None:
    """Return what can be shown of a course that has errors; None where its programme cannot be read."""
    if reading.programme is None:
        return None
    units = {unit.id: partial(reading.unit, unit.path) for unit in reading.units}
    programme = less_missing_units(reading.programme, units)
    # A unit that is being written may stand in no series yet: it comes last.
    order = dict.fromkeys((*programme.unit_order, *units))
    bodies: dict[str, QuizBody] = {}
    for quiz in reading.quizzes:
        bodies.setdefault(quiz.id, reading.quiz(quiz.path))
    quizzes, keys = less_doubled_questions(bodies)
    digests = _digests(reading)
    return Catalogue(
        programme=programme,
        questionnaire=reading.questionnaire or Questionnaire(title="", sections=()),
        units=_opened(reading, {name: units[name] for name in order}),
        quizzes=quizzes,
        keys=keys,
        glossary=reading.glossary,
        assets=reading.assets,
        sources=digests,
        digest=digest_of(digests),
    )


def outlined(reading: CourseReading) -> CourseOutline | None:
    """Return what can be said, without its texts, of a course without errors; None where that misses a part."""
    units = {unit.id: unit for unit in reading.units if unit.sound}
    if reading.programme is None or not units.keys() >= set(reading.programme.unit_order):
        return None
    return CourseOutline(
        programme=reading.programme,
        units={name: _outlined(units[name]) for name in reading.programme.unit_order},
        quizzes={quiz.id: quiz.path for quiz in reading.quizzes},
        has_glossary=bool(reading.glossary),
        sources=_digests(reading),
    )


def digest_of(sources: Mapping[str, str]) -> str:
    """Return the SHA-256 over each path and SHA-256 of `sources`, sorted: one line each, `sha256  path`."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sources.items()))
    return sha256(lines.encode()).hexdigest()


def _opened(reading: CourseReading, openers: Mapping[str, Callable[[], Value]]) -> Mapping[str, Value]:
    """Return what openers give; where a text costs something to open, each when it is first asked for."""
    if reading.memories.opens_later:
        return Opened(openers)
    return {name: read() for name, read in openers.items()}


def _digests(reading: CourseReading) -> dict[str, str]:
    assets = {path: asset.sha256 for path, asset in reading.assets.items()}
    return dict(sorted({**reading.sources, **assets}.items()))


def _outlined(unit: UnitSummary) -> UnitOutline:
    return UnitOutline(
        id=unit.id,
        path=unit.path,
        title=unit.title,
        levels=unit.levels,
        quizzes=frozenset(quiz for quiz, _line in unit.quizzes),
    )


def _quiz(reading: CourseReading, path: str) -> Quiz:
    quiz = reading.quiz(path).quiz
    if quiz is None:
        raise KeyError(path)
    return quiz


def _key(reading: CourseReading, path: str, question: str) -> AnswerKey:
    return next(key for key in reading.quiz(path).keys if key.question == question)
