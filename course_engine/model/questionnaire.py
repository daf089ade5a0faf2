"""The questionnaire: what is asked of a person, and what each answer means."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.frozen import Frozen, Slug


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
