"""What one person answered, and who they are."""

from collections.abc import Mapping
from typing import Self, TypeAlias

from pydantic import Field

from course_engine.i18n import translator
from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.places import InseeCode
from course_engine.model.questionnaire import Availability

_ = translator("model")


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
