"""Issued attestations: the very bytes that were handed over."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, select

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.model.training import Attestation
from course_engine.store.facts import SCHEMA_VERSION, append, as_json, check_version
from course_engine.store.tables import ATTESTATION

_ = translator("store")


@dataclass(frozen=True, slots=True)
class IssuedAttestation:
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
        """Return the attestation of that number, or None.

        Raises:
            StoreError: the bytes are not those that were issued.
        """
        query = select(ATTESTATION).where(ATTESTATION.c.number == number)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _issued(row)

    def latest_of(self, trainee: str) -> IssuedAttestation | None:
        """Return the last attestation issued to `trainee`, or None.

        Raises:
            StoreError: the bytes are not those that were issued.
        """
        table = ATTESTATION
        query = select(table).where(table.c.trainee == trainee).order_by(table.c.issued_at.desc()).limit(1)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _issued(row)

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
