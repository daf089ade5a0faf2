"""Who has a place in a session, and what its quizzes ask of each: it changes seldom, and is read seldom."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.names import by_name, name_in_list
from course_engine.model.registration import Registration
from course_engine.model.training import TrainingSession
from course_engine.store import Records
from course_engine.training.library import Library
from course_engine.training.personal_course import NO_DRAWS, Draws


class Person(Struct, frozen=True):
    """Somebody who has a place in a session.

    Attributes:
        level: the level at which they read the session's unit.
        asked: the questions that each quiz of the unit asks of them.
    """

    trainee: str
    name: str
    level: Slug
    asked: Mapping[Slug, frozenset[Slug]]


class Asked(Struct, frozen=True, dict=True):
    """What some quizzes ask of each person of a room.

    Attributes:
        by_trainee: the questions that each is asked; none is an empty set.
    """

    by_trainee: Mapping[str, frozenset[Slug]]

    @cached_property
    def people(self) -> Mapping[Slug, int]:
        """How many are asked each question."""
        return Counter(question for questions in self.by_trainee.values() for question in questions)


class Roster(Struct, frozen=True, dict=True):
    """Who has a place in a session.

    Attributes:
        people: in order of name.
    """

    people: tuple[Person, ...]

    @cached_property
    def trainees(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(person.trainee for person in self.people)

    def asked(self, quizzes: Collection[Slug]) -> Asked:
        """Return what some quizzes ask of each of them."""
        return Asked(
            {
                person.trainee: frozenset(
                    question for quiz in quizzes for question in person.asked.get(quiz, ())
                )
                for person in self.people
            }
        )


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
