"""The seal of a whole file: a signed digest of every byte of a PDF, held in a fixed-width place inside it.

Both the signed statement and the seal are entries of the document information dictionary, written in
the clear, so that whoever verifies needs no PDF library and no PDF parser can be deceived. The decision
and its rejected options: `docs/decisions/0007-sealed-pdf.md`.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from pydantic import ValidationError

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator
from course_engine.model.frozen import Frozen
from course_engine.signing import AttestationClaims, PublicKey, Signer, jws, verify_statement

_ = translator("documents")

STATEMENT_KEY = "AttestationStatement"
SEAL_KEY = "AttestationSeal"
KIND = "attestation-seal+jws"
LARGEST = 4_000_000
"""Bytes; an attestation weighs under 100 kB. Larger files are not even searched."""


class _Seal(Frozen):
    """What a seal says: hexadecimal SHA-256 of the file with the seal's place zeroed, and of the statement."""

    file: str
    statement: str


def placeholder(signer: Signer) -> str:
    """Return what holds the place of the seal until the file is complete: zeros, as many as it will need."""
    return "0" * len(_seal(b"", b"", signer))


def sealed(pdf: bytes, signer: Signer) -> bytes:
    """Return `pdf`, which holds a statement and a placeholder, with its seal in place."""
    start, end = _place(pdf, SEAL_KEY)
    seal = _seal(_zeroed(pdf, start, end), _statement(pdf), signer)
    return pdf[:start] + seal.encode() + pdf[end:]


def verify_pdf(pdf: bytes, public_keys: Iterable[PublicKey]) -> AttestationClaims:
    """Return what the attestation `pdf` says, once its statement and every byte of the file are proved.

    Raises:
        VerificationFailed: empty, not a PDF, truncated, continued after its end, not one of ours,
            signed by a key that is not trusted, holding another file's statement, altered.
    """
    keys = tuple(public_keys)
    _require_whole_pdf(pdf)
    statement = _statement(pdf)
    claims = verify_statement(statement.decode(), keys)
    start, end = _place(pdf, SEAL_KEY)
    issuer = [key for key in keys if key.thumbprint == jws.key_id(statement.decode())]
    seal = _read_seal(pdf[start:end].decode(), issuer)
    if seal.statement != sha256(statement).hexdigest():
        message = _("The statement inside this file comes from another attestation ({number}, {name}).")
        raise VerificationFailed(message.format(number=claims.number, name=claims.name))
    if seal.file != sha256(_zeroed(pdf, start, end)).hexdigest():
        raise VerificationFailed(_("The file has been altered since it was signed."))
    return claims


def read_statement(pdf: bytes) -> str:
    """Return the signed statement inside an attestation, unverified.

    Raises:
        VerificationFailed: there is none, or it is damaged.
    """
    return _statement(pdf).decode()


def _require_whole_pdf(pdf: bytes) -> None:
    if not pdf:
        raise VerificationFailed(_("The file is empty."))
    if not pdf.startswith(b"%PDF-"):
        raise VerificationFailed(_("The file is not a PDF."))
    if len(pdf) > LARGEST:
        raise VerificationFailed(_("The file is far too large to be an attestation."))
    if b"%%EOF" not in pdf[-1024:]:
        raise VerificationFailed(_("The file is truncated: its end is missing."))
    if not pdf.endswith(b"%%EOF\n"):
        raise VerificationFailed(_("The file has been altered: something follows its end."))


def _statement(pdf: bytes) -> bytes:
    start, end = _place(pdf, STATEMENT_KEY)
    return pdf[start:end]


def _place(pdf: bytes, key: str) -> tuple[int, int]:
    """Return where the value of an entry of ours starts and ends; it must be there exactly once."""
    found = list(re.finditer(rb"/%s \(([\w.-]*)\)" % key.encode(), pdf))
    if not found and not re.search(rb"/(%s|%s)" % (STATEMENT_KEY.encode(), SEAL_KEY.encode()), pdf):
        raise VerificationFailed(_("This PDF is not an attestation of ours: it holds no signed statement."))
    if len(found) != 1:
        raise VerificationFailed(_("The file has been altered: its statement or its seal is damaged."))
    return found[0].span(1)


def _zeroed(pdf: bytes, start: int, end: int) -> bytes:
    return pdf[:start] + b"0" * (end - start) + pdf[end:]


def _seal(zeroed: bytes, statement: bytes, signer: Signer) -> str:
    digests = _Seal(file=sha256(zeroed).hexdigest(), statement=sha256(statement).hexdigest())
    return jws.sign(digests.model_dump(), KIND, signer)


def _read_seal(seal: str, public_keys: Iterable[PublicKey]) -> _Seal:
    try:
        return _Seal.model_validate_json(jws.verify(seal, KIND, public_keys))
    except VerificationFailed as error:
        message = _("The seal of the file does not hold. {reason}")
        raise VerificationFailed(message.format(reason=error)) from error
    except ValidationError as error:
        raise VerificationFailed(_("The seal of the file does not say what it should.")) from error
