"""Until when a certificate is valid."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from course_engine.errors import EnvironmentRefused
from course_engine.model.readiness import Verdict
from course_engine.signing.certificate import end_of
from course_engine.training.stand.key_checks import certificate

NOW = datetime(2027, 3, 13, tzinfo=UTC)


def pem(end: datetime) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand.exemple")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, NOW - timedelta(days=400), end)
    return made.sign(key, None).public_bytes(Encoding.PEM)


def test_a_chain_is_valid_until_the_first_of_it_is_not(tmp_path: Path):
    chain = tmp_path / "chain.pem"
    chain.write_bytes(pem(NOW + timedelta(days=90)) + pem(NOW + timedelta(days=40)))
    assert end_of(chain) == NOW + timedelta(days=40)


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_not_a_certificate_is_one_sentence(tmp_path: Path, content):
    (tmp_path / "other.pem").write_bytes(content)
    with pytest.raises(EnvironmentRefused, match="n’est pas un certificat"):
        end_of(tmp_path / "other.pem")


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(31, Verdict.GOOD), (29, Verdict.LOOK), (0, Verdict.BLOCKING), (-1, Verdict.BLOCKING)],
)
def test_a_stand_may_leave_with_a_certificate_for_the_days_to_come(tmp_path: Path, days, verdict):
    file = tmp_path / "tls.pem"
    file.write_bytes(pem(NOW + timedelta(days=days)))
    assert certificate(file, NOW).verdict is verdict
