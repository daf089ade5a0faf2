"""The attendance register of a half-day: signatures, countersignatures, and the chain that links them."""

from datetime import UTC
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from course_engine.model.frozen import Frozen
from course_engine.model.training import SessionId

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256, in hexadecimal."""

BEGINNING = "0" * 64
"""What the first link of a chain follows."""

Thousandth = Annotated[int, Field(ge=0, le=1000)]
Point = tuple[Thousandth, Thousandth]
Stroke = Annotated[tuple[Point, ...], Field(min_length=1, max_length=600)]
"""A line drawn without lifting: points in thousandths of the box's width, from its top left corner."""


class Signature(Frozen):
    """What somebody drew with a finger or a mouse.

    Attributes:
        strokes: in the order in which they were drawn.
    """

    strokes: tuple[Stroke, ...] = Field(min_length=1, max_length=60)


class SigningMeans(StrEnum):
    """How somebody signed."""

    DRAWN = "ecran"
    PAPER = "papier"


class SignedBy(Frozen):
    """A fact: how the trainee of an attendance signed.

    Attributes:
        attendance: the fact of attendance.
        signature: what they drew; None on paper, or once it was erased.
        digest: SHA-256 of the signature's JSON; None on paper. It stays when the drawing is erased.
    """

    attendance: UUID
    means: SigningMeans
    signature: Signature | None = None
    digest: Digest | None = None


class Countersignature(Frozen):
    """A fact: the animateur signs for everything that the sheet of a session then says.

    Attributes:
        account: who signs.
        sheet: SHA-256 of the standing facts of attendance, as `training.register` writes them.
    """

    id: UUID
    session: SessionId
    account: str
    signature: Signature | None = None
    digest: Digest | None = None
    sheet: Digest
    at: AwareDatetime


class LinkedKind(StrEnum):
    """What a link of a chain is about."""

    ATTENDANCE = "presence"
    COUNTERSIGNATURE = "contresignature"
    PURGED = "purge"
    """A fact of attendance, deleted because its time was over."""


class RegisterLink(Frozen):
    """One link of a stand's chain: a fact of the register, tied to everything that was signed before it.

    It holds digests only, so that it stays when what it is about is erased.

    Attributes:
        chain: whose: made with the records of a stand, opaque.
        rank: without a gap; from 1, or from where the chain that this one goes on from had come.
        digest: SHA-256 of the fact's canonical JSON, as `training.register.digests` writes it.
        previous: the hash of the link before, be it of another chain; `BEGINNING` for the very first.
        hash: what ties all of this together.
    """

    chain: UUID
    rank: int = Field(ge=1)
    kind: LinkedKind
    fact: UUID
    digest: Digest
    previous: Digest
    hash: Digest
    at: AwareDatetime

    @classmethod
    def after(
        cls, last: Self | None, *, chain: UUID, kind: LinkedKind, fact: UUID, digest: str, at: AwareDatetime
    ) -> Self:
        """Return the link that follows `last`, of the same chain or of the one it goes on from, or begins it."""
        rank, previous = (last.rank + 1, last.hash) if last else (1, BEGINNING)
        link = cls(
            chain=chain,
            rank=rank,
            kind=kind,
            fact=fact,
            digest=digest,
            previous=previous,
            hash=BEGINNING,
            at=at,
        )
        return link.model_copy(update={"hash": link.tied()})

    def tied(self) -> str:
        """Return the hash that ties what this link says: the one it bears, unless somebody changed it since."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        said = (self.chain, self.rank, self.kind, self.fact, self.digest, self.previous, at)
        return sha256("\n".join(map(str, said)).encode()).hexdigest()
