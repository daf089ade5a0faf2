"""The signed statement of an attestation: what its QR code holds, and what verification gives back."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Final, Literal, NamedTuple
from unicodedata import normalize

from pydantic import Field, PlainSerializer, ValidationError
from pydantic.main import BaseModel

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator
from course_engine.model.frozen import Frozen
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import Role
from course_engine.model.training import Attestation
from course_engine.signing import jws
from course_engine.signing.keys import PublicKey, Signer

_ = translator("signing")

KIND = "attestation-presence+jws"
VERSION: Final = 1

Clock = Annotated[time, PlainSerializer(lambda hour: hour.strftime("%H:%M"), return_type=str)]


class ClaimedHalfDay(NamedTuple):
    """A half-day followed; written as a list, because each byte makes the QR code denser. Times are local."""

    unit: Slug
    day: date
    begins: Clock
    ends: Clock
    minutes: int


class AttestationClaims(Frozen):
    """What a signed statement says. The aliases are its JSON keys."""

    version: Literal[1] = Field(alias="v", default=VERSION)
    number: str = Field(alias="n")
    issued_at: datetime = Field(alias="t")
    name: str = Field(alias="p")
    role: Role | None = Field(alias="r", default=None)
    employer: str = Field(alias="e")
    programme: str = Field(alias="g")
    organiser: str = Field(alias="o")
    half_days: tuple[ClaimedHalfDay, ...] = Field(alias="h")
    minutes: int = Field(alias="m")


class _Versioned(BaseModel):
    v: int


def claims_of(attestation: Attestation) -> AttestationClaims:
    """Return what is signed of `attestation`; texts in NFC, as they are printed."""
    trainee = attestation.trainee
    return AttestationClaims(
        number=attestation.number,
        issued_at=attestation.issued_at.replace(microsecond=0),
        name=normalize("NFC", trainee.full_name),
        role=trainee.role,
        employer=normalize("NFC", trainee.employer),
        programme=normalize("NFC", attestation.programme),
        organiser=normalize("NFC", attestation.organiser),
        half_days=tuple(
            ClaimedHalfDay(line.unit, line.day, line.begins, line.ends, line.minutes)
            for line in attestation.half_days
        ),
        minutes=attestation.minutes,
    )


def sign_statement(attestation: Attestation, signer: Signer) -> str:
    """Return the signed statement of `attestation`: a JWS in compact form, ASCII, without spaces."""
    payload = claims_of(attestation).model_dump(mode="json", by_alias=True, exclude_none=True)
    return jws.sign(payload, KIND, signer)


def verify_statement(statement: str, public_keys: Iterable[PublicKey]) -> AttestationClaims:
    """Return what `statement` says, once its signature is proved.

    Args:
        statement: the text of the QR code; spaces and line ends around it are ignored.
        public_keys: the keys that are trusted.

    Raises:
        VerificationFailed: with the reason (see `jws.verify`), or a version this engine does not know.
    """
    payload = jws.verify(statement.strip(), KIND, public_keys)
    try:
        version = _Versioned.model_validate_json(payload).v
        if version != VERSION:
            message = _("The statement is of version {version}, which this engine does not know.")
            raise VerificationFailed(message.format(version=version))
        return AttestationClaims.model_validate_json(payload)
    except ValidationError as error:
        raise VerificationFailed(_("The statement is signed, but does not say what it should.")) from error
