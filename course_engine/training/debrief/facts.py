"""What the facts say of a path: half-days, answers by objective, the questionnaire then and what came since."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.path import Profile
from course_engine.model.quiz import Question
from course_engine.model.training import Answer, AttestedHalfDay, TrainingSession
from course_engine.store import Database
from course_engine.training.debrief.objectives import units_for
from course_engine.training.journey import Journey
from course_engine.training.stand_time import in_utc

WELL_FROM = 0.75
"""The share of right answers from which an objective is said to go well."""


class Progress(StrEnum):
    """Where an objective stands since the questionnaire, as far as facts show."""

    WELL = "va-bien"
    RESISTS = "resiste"
    UNPROVEN = "sans-reponse"
    """Worked on, without an answer that would say more."""
    UNWORKED = "pas-travaille"


class ObjectiveFacts(Struct, frozen=True):
    """What is known of one person and one objective.

    Attributes:
        wished: whether the questionnaire asked for it.
        domains: the domains of the units that have it, by id.
        followed: titles of the half-days followed that work on it.
        asked: how many scored questions their path holds on it.
        answered: how many of these they answered.
        right_first: right at the first try.
        right_since: wrong at first, right in their latest answer.
    """

    objective: Slug
    title: str
    wished: bool
    domains: frozenset[Slug]
    followed: tuple[str, ...]
    asked: int
    answered: int
    right_first: int
    right_since: int

    @property
    def progress(self) -> Progress:
        """Whether most of what they answered is right, else what is known without answers."""
        if self.answered:
            is_well = self.right_first + self.right_since >= WELL_FROM * self.answered
            return Progress.WELL if is_well else Progress.RESISTS
        return Progress.UNPROVEN if self.followed else Progress.UNWORKED


class Resisting(Struct, frozen=True):
    """A question whose latest answer is not right, and the page to read again, where their path has it.

    Attributes:
        unit, page: the page; both empty where there is none.
        page_title: empty likewise.
    """

    title: Fragment
    unit: Slug | str = ""
    page: Slug | str = ""
    page_title: Fragment = ()


class DebriefFacts(Struct, frozen=True):
    """What the records say of a path.

    Attributes:
        followed: the half-days they signed for, in order of time.
        missed: the sessions over in which they had a place, and did not sign.
        objectives: those that their path, their wishes or their answers are about, in the programme's order.
        resisting: questions that resisted, oldest answer first.
        profile: what the questionnaire said; None where its answers are no longer kept.
    """

    followed: tuple[AttestedHalfDay, ...]
    missed: tuple[TrainingSession, ...]
    objectives: tuple[ObjectiveFacts, ...]
    resisting: tuple[Resisting, ...]
    profile: Profile | None


def debrief_facts(database: Database, journey: Journey, *, now: datetime) -> DebriefFacts:
    """Return what the records say of the path of one trainee at `now`."""
    trainee = journey.trainee.id
    with database.reading() as records:
        known = records.people.registration(trainee)
        answers = records.answers.of_trainee(trainee)
    form = known[0] if known else None
    profile = journey.library.reader.read(form.answers) if form and form.answers else None
    questions = dict(_asked(journey))
    return DebriefFacts(
        followed=journey.followed,
        missed=tuple(_missed(journey, now)),
        objectives=tuple(_by_objective(journey, questions, answers, profile)),
        resisting=tuple(_resisting(journey, questions)),
        profile=profile,
    )


def _asked(journey: Journey) -> Iterator[tuple[Slug, tuple[Question, Slug]]]:
    """Yield each question that their path asks, by its id, with the unit that shows it."""
    for step in journey.path.kept:
        for quiz in journey.library.quiz_pages(step.unit, step.level):
            place = journey.quiz(quiz)
            for question in place.questions:
                yield question.id, (question, place.unit)


def _missed(journey: Journey, now: datetime) -> Iterator[TrainingSession]:
    signed = {(half_day.day, half_day.half_day) for half_day in journey.followed}
    for session in journey.planned:
        if in_utc(session.day, session.ends) <= now and (session.day, session.half_day) not in signed:
            yield session


def _by_objective(
    journey: Journey,
    questions: Mapping[Slug, tuple[Question, Slug]],
    answers: Sequence[Answer],
    profile: Profile | None,
) -> Iterator[ObjectiveFacts]:
    catalogue = journey.library.catalogue
    wished = {wish.objective for wish in profile.wishes} if profile else set()
    kept = {step.unit for step in journey.path.kept}
    followed = {half_day.unit for half_day in journey.followed}
    tries: dict[Slug, list[bool]] = defaultdict(list)
    for answer in answers:
        if answer.score.is_scored:
            tries[answer.question].append(answer.score.fraction == 1)
    for objective, title in catalogue.programme.objectives.items():
        units = units_for(catalogue, objective)
        asked = [
            name
            for name, (question, _unit) in questions.items()
            if question.objective == objective and question.is_scored
        ]
        if objective not in wished and not asked and not any(unit.id in kept for unit in units):
            continue
        given = [tries[name] for name in asked if tries[name]]
        yield ObjectiveFacts(
            objective=objective,
            title=title,
            wished=objective in wished,
            domains=frozenset(unit.domain for unit in units),
            followed=tuple(unit.title for unit in units if unit.id in followed),
            asked=len(asked),
            answered=len(given),
            right_first=sum(rights[0] for rights in given),
            right_since=sum(rights[-1] and not rights[0] for rights in given),
        )


def _resisting(journey: Journey, questions: Mapping[Slug, tuple[Question, Slug]]) -> Iterator[Resisting]:
    kept = {step.unit for step in journey.path.kept}
    for answer in journey.answers.values():
        is_well = answer.score.fraction == 1 or not answer.score.is_scored
        if is_well or answer.question not in questions:
            continue
        question, shown_in = questions[answer.question]
        unit = question.unit or shown_in
        pages = {page.id: page.title for page in journey.variant(unit).pages} if unit in kept else {}
        if question.page in pages:
            yield Resisting(question.title, unit, question.page, pages[question.page])
        else:
            yield Resisting(question.title)
