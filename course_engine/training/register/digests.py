"""What the chain seals of each fact: a SHA-256 of its canonical JSON. Stable: chains are checked years later.

Canonical means RFC 8785 (keys in order, no spaces, UTF-8); instants are UTC with six decimals, such as
`2027-03-13T08:00:00.000000+00:00`. A drawing is in it by its own digest only, so that it can be erased.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from course_engine.model.register import Countersignature, Signature, SignedBy
from course_engine.model.training import Attendance


def attendance_digest(fact: Attendance, signed: SignedBy | None) -> str:
    """Return the digest of `{"attendance": {every field}, "signed": {"digest", "means"} or null}`.

    Args:
        fact: the attendance.
        signed: how its trainee signed; None for what was entered before the register kept it.
    """
    how = None if signed is None else {"means": signed.means, "digest": signed.digest}
    return _digest({"attendance": fact.model_dump(), "signed": how})


def countersignature_digest(countersignature: Countersignature) -> str:
    """Return the digest of `{"countersignature": {every field but the drawing}}`."""
    return _digest({"countersignature": countersignature.model_dump(exclude={"signature"})})


def signature_digest(signature: Signature) -> str:
    """Return the digest of `{"strokes": [[[x, y], …], …]}`."""
    return _digest(signature.model_dump())


def sheet_digest(standing: Iterable[tuple[Attendance, SignedBy | None]]) -> str:
    """Return the digest of what a whole sheet says: the digests of its standing facts, in order of id."""
    ordered = sorted(standing, key=lambda line: line[0].id)
    return _digest([attendance_digest(fact, signed) for fact, signed in ordered])


def _digest(value: Any) -> str:
    text = json.dumps(value, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
