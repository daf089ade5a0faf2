"""What the questionnaire says of a person, and the path that comes of it."""

from enum import StrEnum

from pydantic import Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import Availability, Role


class QuotedAnswer(Frozen):
    """An answer as its author would recognise it: the question, and what was answered (or not)."""

    question: Slug
    text: str
    answer: str


class DomainLevel(Frozen):
    """A person's level in a domain, and the answers behind it, those that show the least practice first."""

    domain: Slug
    level: Slug
    points: int
    answers: tuple[QuotedAnswer, ...]


class Wish(Frozen):
    """An objective that a person wishes for, with the sum of its weights and the answers behind it."""

    objective: Slug
    weight: int
    answers: tuple[QuotedAnswer, ...]


class Profile(Frozen):
    """What the questionnaire says of a person.

    Attributes:
        levels: one for each domain of the programme, in its order.
        wishes: wished objectives only, in the programme's order.
        half_days: how many half-days the person can come; None where unanswered: as many as useful.
        availabilities: which kinds; empty where unanswered.
    """

    role: Role | None = None
    levels: tuple[DomainLevel, ...]
    wishes: tuple[Wish, ...] = ()
    half_days: int | None = Field(default=None, ge=0)
    availabilities: tuple[Availability, ...] = ()


class Rule(StrEnum):
    """Why a unit is kept (the first four) or left out; `OVERRIDE`: somebody decided either."""

    WISH = "wish"
    NEED = "need"
    PREREQUISITE = "prerequisite"
    CLOSING = "closing"
    MASTERED = "mastered"
    PREREQUISITES_TOO_LONG = "prerequisites-too-long"
    NOT_ENOUGH_HALF_DAYS = "not-enough-half-days"
    OVERRIDE = "override"


class Reason(Frozen):
    """Why, as data and as one sentence made from it.

    Attributes:
        answers: the answers that decided, as they were given.
        objectives: for `WISH` and the rules that leave a wish unserved, the objectives meant.
        level: the person's level in the unit's domain, where it counted.
        prerequisite_of: for `PREREQUISITE`, and for `OVERRIDE` where another was decided of, the units that
            need this one.
        half_days: how many half-days would be needed: the smallest number that brings the unit in, or
            those its prerequisites take.
        sentence: in French, for the trainee.
    """

    rule: Rule
    answers: tuple[QuotedAnswer, ...] = ()
    objectives: tuple[Slug, ...] = ()
    level: Slug | None = None
    prerequisite_of: tuple[Slug, ...] = ()
    half_days: int | None = None
    sentence: str


class Step(Frozen):
    """One unit of the programme, kept or left out.

    Attributes:
        level: the level at which the unit is (or would be) read.
    """

    unit: Slug
    level: Slug
    reason: Reason


class LearningPath(Frozen):
    """The personal path of one trainee.

    Attributes:
        half_days: how many half-days were available; None for as many as useful.
        kept: in the order they are followed.
        left_out: every other unit, in the programme's order.
        unserved: sentences naming each wish that no kept unit covers.
        notice: for an empty path, why and whom to speak to; for one that somebody made longer than the
            half-days available, so much.
    """

    programme: Slug
    half_days: int | None
    kept: tuple[Step, ...]
    left_out: tuple[Step, ...]
    unserved: tuple[str, ...] = ()
    notice: str = ""
