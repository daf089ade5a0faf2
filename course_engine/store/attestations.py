"""Issued attestations: the very bytes that were handed over."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Connection, RowMapping, select

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.model.training import Attestation
from course_engine.store.facts import SCHEMA_VERSION, append, as_json, check_version
from course_engine.store.tables import ATTESTATION

_ = translator("store")


class IssuedAttestation(Struct, frozen=True):
    """An attestation as it was issued.

    Attributes:
        attestation: what it states.
        document: the bytes of the PDF.
        statement: the signed statement printed in its QR code.
    """

    attestation: Attestation
    document: bytes
    statement: str

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return sha256(self.document).hexdigest()


class RegisteredAttestation(Struct, frozen=True):
    """What the register says of an attestation, whether its document is still kept or not.

    Attributes:
        sha256: the digest of the bytes that were issued.
        minutes: the time signed for.
        erased_at: when the name and the document were erased; None while they are kept.
    """

    number: str
    trainee: str
    issued_at: datetime
    sha256: str
    minutes: int
    erased_at: datetime | None


class AttestationRepository:
    """Reads and appends issued attestations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, issued: IssuedAttestation) -> bool:
        """Append `issued`; return whether it was new.

        Raises:
            ConflictingFact: another attestation has its number.
        """
        row = {
            "number": issued.attestation.number,
            "trainee": issued.attestation.trainee.id,
            "content": as_json(issued.attestation),
            "schema_version": SCHEMA_VERSION,
            "document": issued.document,
            "sha256": issued.sha256,
            "statement": issued.statement,
            "issued_at": issued.attestation.issued_at,
        }
        return append(self._connection, ATTESTATION, row)

    def find(self, number: str) -> IssuedAttestation | None:
        """Return the attestation of that number, or None where there is none, or its document was erased.

        Raises:
            StoreError: the bytes are not those that were issued.
        """
        query = select(ATTESTATION).where(ATTESTATION.c.number == number, ATTESTATION.c.erased_at.is_(None))
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _issued(row)

    def latest_of(self, trainee: str) -> IssuedAttestation | None:
        """Return the last attestation issued to `trainee`, or None; those erased do not count.

        Raises:
            StoreError: the bytes are not those that were issued.
        """
        table = ATTESTATION
        kept = select(table).where(table.c.trainee == trainee, table.c.erased_at.is_(None))
        query = kept.order_by(table.c.issued_at.desc(), table.c.number.desc()).limit(1)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _issued(row)

    def register(self, *, trainee: str) -> tuple[RegisteredAttestation, ...]:
        """Return what the register says of each attestation issued to `trainee`, in order of time."""
        table = ATTESTATION
        query = select(table).where(table.c.trainee == trainee).order_by(table.c.issued_at, table.c.number)
        return tuple(_registered(row) for row in self._connection.execute(query).mappings())

    def registered(self, sha256: str) -> RegisteredAttestation | None:
        """Return what the register says of the document with that digest, or None: it was never issued."""
        query = select(ATTESTATION).where(ATTESTATION.c.sha256 == sha256)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _registered(row)

    def reduced(self, trainee: str) -> Mapping[str, Mapping[str, object]]:
        """Return what an erased attestation keeps of its content, for each of `trainee`'s, by number.

        It names nobody: the half-days, and the minutes signed for.
        """
        table = ATTESTATION
        query = select(table).where(table.c.trainee == trainee, table.c.erased_at.is_(None))
        issued = (_issued(row).attestation for row in self._connection.execute(query).mappings())
        return {
            attestation.number: {
                "minutes": attestation.minutes,
                "half_days": [
                    half_day.model_dump(mode="json", include={"unit", "day", "half_day", "minutes"})
                    for half_day in attestation.half_days
                ],
            }
            for attestation in issued
        }

    def numbers(self) -> frozenset[str]:
        """Return every number already given."""
        return frozenset(self._connection.execute(select(ATTESTATION.c.number)).scalars())


def _issued(row: RowMapping) -> IssuedAttestation:
    check_version(row["schema_version"])
    issued = IssuedAttestation(
        attestation=Attestation.model_validate(row["content"]),
        document=row["document"],
        statement=row["statement"],
    )
    if issued.sha256 != row["sha256"]:
        sentence = _("The attestation {number} was altered in the database: restore a backup.")
        raise StoreError(sentence.format(number=row["number"]))
    return issued


def _registered(row: RowMapping) -> RegisteredAttestation:
    erased, content = row["erased_at"], row["content"]
    minutes = content["minutes"] if erased else Attestation.model_validate(content).minutes
    return RegisteredAttestation(
        number=row["number"],
        trainee=row["trainee"],
        issued_at=row["issued_at"],
        sha256=row["sha256"],
        minutes=minutes,
        erased_at=erased,
    )
