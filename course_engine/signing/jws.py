"""JSON Web Signature in compact form (RFC 7515) with EdDSA over Ed25519 (RFC 8037), and nothing else of it."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import StringConstraints

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator
from course_engine.model.frozen import Frozen
from course_engine.signing import base64url
from course_engine.signing.keys import PublicKey, Signer

_ = translator("signing")

LONGEST = 8192
"""No statement of ours comes near it (a QR code holds 2,331 bytes); longer texts are not even decoded."""


Token = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,64}$")]
"""Visible ASCII: it is quoted in a refusal before any signature is proved, on a terminal perhaps."""


class Header(Frozen):
    """What is said of the signature. Any other parameter is refused, so `crit` and `jwk` are too."""

    alg: Token
    kid: Token
    typ: Token


def canonical(value: Mapping[str, object]) -> bytes:
    """Return `value` in JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sign(payload: Mapping[str, object], kind: str, signer: Signer) -> str:
    """Return `payload` signed, in compact form.

    Args:
        payload: what is stated.
        kind: the `typ` of the header; it keeps statements of one purpose from passing for another.
        signer: whose statement it is.
    """
    header = Header(alg="EdDSA", kid=signer.public_key.thumbprint, typ=kind)
    signed = ".".join(base64url.encode(canonical(part)) for part in (header.model_dump(), payload))
    return f"{signed}.{base64url.encode(signer.sign(signed.encode()))}"


def verify(token: str, kind: str, public_keys: Iterable[PublicKey]) -> bytes:
    """Return the payload of `token`, in JSON, once its signature is proved.

    Args:
        token: compact form, without spaces around it.
        kind: the only `typ` accepted.
        public_keys: the keys that are trusted.

    Raises:
        VerificationFailed: malformed or truncated, another algorithm, another type, a key that is not
            trusted, a signature that does not match.
    """
    header, payload, signature = _parts(token)
    if header.alg != "EdDSA":
        message = _("The statement is signed with the algorithm “{alg}”; only EdDSA is accepted.")
        raise VerificationFailed(message.format(alg=header.alg))
    if header.typ != kind:
        message = _("The signed statement is of another type: “{type}” instead of “{expected}”.")
        raise VerificationFailed(message.format(type=header.typ, expected=kind))
    key = next((key for key in public_keys if key.thumbprint == header.kid), None)
    if key is None:
        message = _("The statement is signed by a key that is not among those trusted: {key}.")
        raise VerificationFailed(message.format(key=header.kid))
    if not key.verifies(signature, token.rpartition(".")[0].encode()):
        raise VerificationFailed(_("The signature does not match: the statement has been altered."))
    return payload


def key_id(token: str) -> str:
    """Return the thumbprint of the key that `token` says it is signed by.

    Raises:
        VerificationFailed: malformed or truncated.
    """
    return _parts(token)[0].kid


def _parts(token: str) -> tuple[Header, bytes, bytes]:
    parts = token.split(".")
    if len(parts) != 3 or len(token) > LONGEST:  # noqa: PLR2004 - header, payload, signature
        raise _malformed()
    try:
        header, payload, signature = map(base64url.decode, parts)
        return Header.model_validate_json(header), payload, signature
    except ValueError as error:  # pydantic's ValidationError is one
        raise _malformed() from error


def _malformed() -> VerificationFailed:
    return VerificationFailed(_("This is not a signed statement, or it is truncated or damaged."))
