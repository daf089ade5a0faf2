"""The questionnaire, what it says of a person, and the path that comes of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field

from course_engine.i18n import translator
from course_engine.model.frozen import Frozen, OpaqueId, Slug
from course_engine.model.places import InseeCode

_ = translator("model")


class Role(StrEnum):
    """Whether a person is elected or employed. It never changes a path."""

    ELECTED = "elu"
    AGENT = "agent"


class Availability(StrEnum):
    """A kind of half-day in which a person can come; serves placement only."""

    DAYTIME = "en-journee"
    EVENING = "soiree"
    SATURDAY_MORNING = "samedi-matin"


class LevelPoints(Frozen):
    """What an answer adds to the level in a domain."""

    domain: Slug = Field(alias="domaine")
    points: int = Field(ge=1)


class Meaning(Frozen):
    """What an answer means: points towards a level, weights on wished objectives (1 to 3)."""

    level: LevelPoints | None = Field(alias="niveau", default=None)
    objectives: Mapping[Slug, Annotated[int, Field(ge=1, le=3)]] = Field(
        alias="objectifs", default_factory=dict
    )


class Choice(Meaning):
    """An option of the questionnaire."""

    id: Slug
    text: str = Field(alias="texte")


class Asked(Frozen):
    """What every question of the questionnaire has."""

    id: Slug
    text: str = Field(alias="texte")
    note: str = Field(alias="precision", default="", description="Printed on the paper form too")


class YesNo(Asked, Meaning):
    """`oui-non`: what it carries is for « oui »."""

    type: Literal["oui-non"]


class ChooseOne(Asked):
    """`choix-unique`."""

    type: Literal["choix-unique"]
    options: tuple[Choice, ...] = Field(min_length=2)


class ChooseSeveral(Asked):
    """`choix-multiple`."""

    type: Literal["choix-multiple"]
    options: tuple[Choice, ...] = Field(min_length=2)


class AskRole(Asked):
    """`role`: élu or agent."""

    type: Literal["role"]


class AskAvailability(Asked):
    """`disponibilites`: a number of half-days, and which."""

    type: Literal["disponibilites"]


QuestionnaireItem: TypeAlias = Annotated[
    YesNo | ChooseOne | ChooseSeveral | AskRole | AskAvailability, Field(discriminator="type")
]


class Section(Frozen):
    """A group of questions under a title."""

    title: str = Field(alias="titre")
    questions: tuple[QuestionnaireItem, ...] = Field(min_length=1)


class Questionnaire(Frozen):
    """What `modules/questionnaire.yml` says: the questions and what each answer means."""

    title: str = Field(alias="titre")
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def items(self) -> tuple[QuestionnaireItem, ...]:
        """Every question of every section, in order."""
        return tuple(item for section in self.sections for item in section.questions)


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


class AvailabilityAnswer(Frozen):
    """The answer to a question of type `disponibilites`."""

    number: int | None = Field(alias="nombre", default=None, ge=0, le=100)
    kinds: tuple[Availability, ...] = Field(alias="quand", default=())


AnswerValue: TypeAlias = str | tuple[str, ...] | AvailabilityAnswer


class Registration(Frozen):
    """One person's registration, as the référents send it in: who they are and what they answered.

    Attributes:
        employer: the commune or grouping that they serve, by its name.
        commune: the INSEE code of that commune; None for a grouping or where it was not found.
        accommodation: what would make the sessions easier for them; never why.
    """

    id: OpaqueId
    last_name: str = Field(alias="nom", min_length=1, max_length=100)
    first_name: str = Field(alias="prenom", min_length=1, max_length=100)
    employer: str = Field(alias="collectivite", min_length=1, max_length=200)
    commune: InseeCode | None = Field(alias="insee", default=None)
    accommodation: str = Field(alias="amenagement", default="", max_length=200)
    answers: Mapping[Slug, AnswerValue] = Field(alias="reponses", default_factory=dict)

    @property
    def full_name(self) -> str:
        """First name then last name."""
        return f"{self.first_name} {self.last_name}"

    @classmethod
    def nobody(cls, trainee: str) -> Self:
        """Return what stands where somebody whose name was erased is listed: « Personne effacée (tr4f2a) »."""
        return cls(
            id=trainee,
            last_name=_("erased ({id})").format(id=trainee),
            first_name=_("Person"),
            employer="–",
        )
