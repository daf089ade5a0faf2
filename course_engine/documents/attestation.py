"""The attestation de présence: one A4 sheet that an employer can check years later."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from course_engine.documents import seal
from course_engine.documents.archival import archived
from course_engine.documents.press import press
from course_engine.documents.printable import printable_noun
from course_engine.documents.qr import qr_code
from course_engine.model.training import Attestation
from course_engine.signing import Signer, sign_statement

PARIS = ZoneInfo("Europe/Paris")


def render_attestation(attestation: Attestation, signer: Signer, templates: Path) -> bytes:
    """Return the attestation as a signed and sealed PDF/A-3a and PDF/UA-1, the same bytes each time.

    Args:
        attestation: what is attested; texts are printed in NFC.
        signer: the organiser's key.
        templates: the folder of a theme's `attestation.html` and `attestation.css`.

    Raises:
        Unprintable: a text has a character that the typeface lacks, or the whole exceeds a QR code.
        EnvironmentRefused: a system library is missing.
    """
    printed = printable_noun(attestation)
    statement = sign_statement(printed, signer)
    pdf = press(templates).pdf(
        "attestation",
        attestation=printed,
        issued_at=local(attestation.issued_at),
        code=qr_code(statement),
        key=signer.public_key.thumbprint,
    )
    entries = {seal.STATEMENT_KEY: statement, seal.SEAL_KEY: seal.placeholder(signer)}
    return seal.sealed(archived(pdf, entries), signer)


def local(moment: datetime) -> datetime:
    """Return `moment` by the clock of the stands; without a time zone it is local already."""
    return moment.astimezone(PARIS) if moment.tzinfo else moment.replace(tzinfo=PARIS)
