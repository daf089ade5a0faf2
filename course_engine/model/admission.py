"""How a registration comes in, and what is decided of it. Facts: each decision is a new one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug

MOST_BY_LINK = 50
MOST_DAYS_OF_LINK = 120


class Channel(StrEnum):
    """What carried a registration."""

    PAPER = "papier"
    LINK = "lien"
    FILE = "fichier"


class AdmissionStatus(StrEnum):
    """Where a registration stands."""

    RECEIVED = "recue"
    ACCEPTED = "acceptee"
    WITHDRAWN = "desistement"
    DUPLICATE = "doublon"
    REFUSED = "refusee"


class Admission(Frozen):
    """A fact: what was decided of one person's registration; the latest stands.

    Attributes:
        id: UUIDv7 made where it was decided.
        territory: where the person is to follow their path; None where no territory is known.
        channel: what carried the registration.
        link: the référent's link that it came by, if it did.
        same_as: for `DUPLICATE`, the registration that is kept.
        decided_by: the account, or what else decided: a link, a file.
        reason: said by whoever decided; may be empty.
    """

    id: UUID
    trainee: OpaqueId
    territory: Slug | None
    channel: Channel
    status: AdmissionStatus
    link: UUID | None = None
    same_as: OpaqueId | None = None
    reason: str = Field(default="", max_length=500)
    decided_by: str
    decided_at: AwareDatetime


class TwinRuling(Frozen):
    """A fact: somebody said whether two look-alike registrations are of one person.

    Attributes:
        one, other: the two, in order of id.
        same: whether they are of one person.
    """

    id: UUID
    one: OpaqueId
    other: OpaqueId
    same: bool
    decided_by: str
    decided_at: AwareDatetime


class LinkRequest(Frozen):
    """What a référent asks of a new link.

    Attributes:
        territory: where whoever registers by it will follow their path.
        label: for whom it is.
        most: how many registrations it may bring.
        days: how long it lives.
    """

    territory: Slug = Field(alias="territoire")
    label: str = Field(alias="destinataires", min_length=1, max_length=100)
    most: int = Field(alias="nombre", ge=1, le=MOST_BY_LINK)
    days: int = Field(alias="jours", default=30, ge=1, le=MOST_DAYS_OF_LINK)


class RegistrationLink(Frozen):
    """An address that a référent gives: whoever opens it may fill the questionnaire in.

    Attributes:
        label: for whom, as the référent remembers it: « mairie de … ».
        most: how many registrations it may bring.
        expires_at: when it stops by itself.
        revoked_at: when it was stopped by hand; None while it was not.
    """

    id: UUID
    territory: Slug
    label: str = Field(min_length=1, max_length=100)
    most: int = Field(ge=1, le=MOST_BY_LINK)
    made_by: str
    made_at: AwareDatetime
    expires_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class RegistrationDraft(Frozen):
    """A questionnaire being filled in: not a fact yet, and forgotten if it is never sent.

    Attributes:
        link: the link that it is filled in through; None where an account types it in.
        account: the account that types it in; None where it comes by a link.
        content: what was typed so far, by field, as the form sends it.
        step: the step to go on from, from 0.
        expires_at: when it is forgotten.
    """

    id: UUID
    territory: Slug
    link: UUID | None = None
    account: str | None = None
    content: Mapping[str, Any] = Field(default_factory=dict)
    step: int = Field(default=0, ge=0)
    saved_at: AwareDatetime
    expires_at: AwareDatetime


class OverrideKind(StrEnum):
    """What a person decided of a unit, against what the engine proposed."""

    KEEP = "garder"
    LEAVE_OUT = "ecarter"
    AS_PLANNED = "comme-propose"


class PathOverride(Frozen):
    """A fact: somebody decided of one unit of one path, and why; the latest for a unit stands."""

    id: UUID
    trainee: OpaqueId
    unit: Slug
    kind: OverrideKind
    reason: str = Field(min_length=1, max_length=500)
    decided_by: str
    decided_at: AwareDatetime
