"""Where the operation goes: territories, their communes, and the stands that stay there for a while."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from course_engine.model.frozen import Frozen
from course_engine.model.identity import Slug

INSEE_CODE = r"(\d{2}|2[AB])\d{3}"

InseeCode = Annotated[str, StringConstraints(pattern=rf"^{INSEE_CODE}$")]
"""The code of a commune in the « code officiel géographique » of INSEE."""


def siren_key_holds(siren: str) -> bool:
    """Return whether the last of nine digits is the key of the others (Luhn, ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(siren))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - a digit


def _keyed(siren: str) -> str:
    if not siren_key_holds(siren):
        raise ValueError(siren)
    return siren


Siren = Annotated[str, StringConstraints(pattern=r"^\d{9}$"), AfterValidator(_keyed)]
"""The number that identifies a public body in the Sirene register; its last digit is a key."""

LEAST_SEATS, MOST_SEATS = 9, 12


class TerritoryKind(StrEnum):
    """What kind of grouping of communes a territory is."""

    METROPOLIS = "metropole"
    URBAN = "communaute-urbaine"
    AGGLOMERATION = "communaute-d-agglomeration"
    COMMUNES = "communaute-de-communes"
    PAYS = "pays"


class Commune(Frozen):
    """A commune."""

    code: InseeCode
    name: str = Field(min_length=1, max_length=100)


class Territory(Frozen):
    """Where a stand goes: a grouping of communes, in order of their codes."""

    id: Slug
    name: str = Field(min_length=1, max_length=200)
    kind: TerritoryKind
    siren: Siren | None = None
    communes: tuple[Commune, ...] = ()

    def commune(self, code: str) -> Commune | None:
        """Return the commune of that code, or None where it is not of this territory."""
        return next((commune for commune in self.communes if commune.code == code), None)


class Deployment(Frozen):
    """A stand in a territory, some four months long.

    Attributes:
        stand: how the stand is called.
        wave: which turn of the operation, from 1.
        begins, ends: its first and last days.
        room: the room that the intercommunalité lends.
        capacity: how many people it can host.
    """

    id: Slug
    stand: str = Field(min_length=1, max_length=100)
    territory: Slug
    wave: int = Field(ge=1)
    begins: date
    ends: date
    room: str = Field(min_length=1, max_length=200)
    capacity: int = Field(ge=LEAST_SEATS, le=MOST_SEATS)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends <= self.begins:
            raise ValueError(self.ends)
        return self
