"""Certificates of servers: until when they are valid."""

from datetime import datetime
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("signing")


def end_of(path: Path) -> datetime:
    """Return the instant at which the first certificate of a chain to expire does, in UTC.

    Raises:
        EnvironmentRefused: the file cannot be read, or is not a certificate in PEM.
    """
    try:
        chain = load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as failure:
        sentence = _("{path} is not a certificate that can be read (PEM).")
        raise EnvironmentRefused(sentence.format(path=path)) from failure
    return min(one.not_valid_after_utc for one in chain)
