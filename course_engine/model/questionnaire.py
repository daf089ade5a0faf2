"""The questionnaire: what is asked of a person, and what each answer means."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol, TypeAlias

from msgspec import Struct, field

from course_engine.model.identity import Slug


class Role(StrEnum):
    """Whether a person is elected or employed. It never changes a path."""

    ELECTED = "elu"
    AGENT = "agent"


class Availability(StrEnum):
    """A kind of half-day in which a person can come; serves placement only."""

    DAYTIME = "en-journee"
    EVENING = "soiree"
    SATURDAY_MORNING = "samedi-matin"


class LevelPoints(Struct, frozen=True, kw_only=True):
    """What an answer adds to the level in a domain."""

    domain: Slug
    points: int


class Meaning(Protocol):
    """What an answer means: points towards a level, weights on wished objectives (1 to 3)."""

    @property
    def level(self) -> LevelPoints | None:
        """What it adds to a level, if anything."""

    @property
    def objectives(self) -> Mapping[Slug, int]:
        """How much it wishes for each objective that it names."""


class Choice(Struct, frozen=True, kw_only=True):
    """An option of the questionnaire, a `Meaning`."""

    id: Slug
    text: str
    level: LevelPoints | None = None
    objectives: Mapping[Slug, int] = field(default_factory=dict)


class Asked(Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every question of the questionnaire has.

    Attributes:
        note: a help under it; printed on the paper form too.
    """

    id: Slug
    text: str
    note: str = ""

    @property
    def type(self) -> str:
        """Its type, as authors write it."""
        return str(self.__struct_config__.tag)


class YesNo(Asked, frozen=True, kw_only=True, tag="oui-non"):
    """`oui-non`: a `Meaning`, that of « oui »."""

    level: LevelPoints | None = None
    objectives: Mapping[Slug, int] = field(default_factory=dict)


class ChooseOne(Asked, frozen=True, kw_only=True, tag="choix-unique"):
    """`choix-unique`."""

    options: tuple[Choice, ...]


class ChooseSeveral(Asked, frozen=True, kw_only=True, tag="choix-multiple"):
    """`choix-multiple`."""

    options: tuple[Choice, ...]


class AskRole(Asked, frozen=True, kw_only=True, tag="role"):
    """`role`: élu or agent."""


class AskAvailability(Asked, frozen=True, kw_only=True, tag="disponibilites"):
    """`disponibilites`: a number of half-days, and which."""


QuestionnaireItem: TypeAlias = YesNo | ChooseOne | ChooseSeveral | AskRole | AskAvailability


class Section(Struct, frozen=True, kw_only=True):
    """A group of questions under a title."""

    title: str
    questions: tuple[QuestionnaireItem, ...]


class Questionnaire(Struct, frozen=True, kw_only=True):
    """What `modules/questionnaire.yml` says: the questions and what each answer means."""

    title: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[QuestionnaireItem, ...]:
        """Every question of every section, in order."""
        return tuple(item for section in self.sections for item in section.questions)
