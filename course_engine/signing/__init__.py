"""Keys, compact signed statements, and their verification.

`docs/attestation.md` describes the formats for whoever checks them with other software.
"""

from course_engine.signing.keys import (
    PublicKey,
    Signer,
    generate_key,
    load_public_key,
    load_signer,
    public_path,
)
from course_engine.signing.statement import (
    AttestationClaims,
    ClaimedHalfDay,
    sign_statement,
    verify_statement,
)

__all__ = [
    "AttestationClaims",
    "ClaimedHalfDay",
    "PublicKey",
    "Signer",
    "generate_key",
    "load_public_key",
    "load_signer",
    "public_path",
    "sign_statement",
    "verify_statement",
]
