"""What authors write as keys and values, as pydantic checks it and as editors complete it.

Aliases are the words of the format. Each class has the fields of the value of the same name in `model/`, with which the
engine works; `shaping.made` goes from one to the other. Whoever needs no more than values imports nothing of this.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import Slug


class Domain(Frozen):
    """One of `domaines`."""

    title: str = Field(alias="titre")
    thresholds: Mapping[Slug, int] = Field(alias="seuils")


class Series(Frozen):
    """One of `series`."""

    id: Slug
    title: str = Field(alias="titre")
    units: tuple[Slug, ...] = Field(alias="unites")


class Closing(Frozen):
    """`cloture`."""

    unit: Slug = Field(alias="unite")
    from_half_days: int = Field(alias="a-partir-de", ge=1)


class Programme(Frozen):
    """`modules/programme.yml`."""

    id: Slug
    title: str = Field(alias="titre")
    organiser: str = Field(alias="organisateur", default="")
    levels: tuple[Slug, ...] = Field(alias="niveaux", min_length=1)
    domains: Mapping[Slug, Domain] = Field(alias="domaines", min_length=1)
    objectives: Mapping[Slug, str] = Field(alias="objectifs", min_length=1)
    series: tuple[Series, ...] = Field(min_length=1)
    closing: Closing | None = Field(alias="cloture", default=None)


class LevelPoints(Frozen):
    """`niveau`, of an answer."""

    domain: Slug = Field(alias="domaine")
    points: int = Field(ge=1)


class Meaning(Frozen):
    """What every answer may carry: points towards a level, weights on wished objectives."""

    level: LevelPoints | None = Field(alias="niveau", default=None)
    objectives: Mapping[Slug, Annotated[int, Field(ge=1, le=3)]] = Field(
        alias="objectifs", default_factory=dict
    )


class Choice(Meaning):
    """One of `options`."""

    id: Slug
    text: str = Field(alias="texte")


class Asked(Frozen):
    """What every question has."""

    id: Slug
    text: str = Field(alias="texte")
    note: str = Field(alias="precision", default="")


class YesNo(Asked, Meaning):
    """`oui-non`."""

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
    """`role`."""

    type: Literal["role"]


class AskAvailability(Asked):
    """`disponibilites`."""

    type: Literal["disponibilites"]


QuestionnaireItem: TypeAlias = Annotated[
    YesNo | ChooseOne | ChooseSeveral | AskRole | AskAvailability, Field(discriminator="type")
]


class Section(Frozen):
    """One of `sections`."""

    title: str = Field(alias="titre")
    questions: tuple[QuestionnaireItem, ...] = Field(min_length=1)


class Questionnaire(Frozen):
    """`modules/questionnaire.yml`."""

    title: str = Field(alias="titre")
    sections: tuple[Section, ...] = Field(min_length=1)
