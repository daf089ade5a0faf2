"""Ed25519 keys: what signs, what verifies, and the PEM files that hold them."""

import json
import os
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from msgspec import Struct

from course_engine.errors import EnvironmentRefused, OutputRefused
from course_engine.i18n import translator
from course_engine.signing import base64url

_ = translator("signing")


class PublicKey(Struct, frozen=True, dict=True):
    """What verifies signatures; may be given to anyone."""

    key: Ed25519PublicKey

    @cached_property
    def thumbprint(self) -> str:
        """The key's name: its JWK thumbprint with SHA-256 (RFC 7638), 43 characters of base64url."""
        jwk = {"crv": "Ed25519", "kty": "OKP", "x": base64url.encode(self.key.public_bytes_raw())}
        canonical = json.dumps(jwk, sort_keys=True, separators=(",", ":"))
        return base64url.encode(sha256(canonical.encode()).digest())

    @property
    def pem(self) -> bytes:
        """The key as a PEM file holds it."""
        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Return whether `signature` is this key's for `message`."""
        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Signer(Struct, frozen=True, dict=True):
    """What signs: the organiser's private key, passed as an argument to whatever must be signed."""

    key: Ed25519PrivateKey

    @cached_property
    def public_key(self) -> PublicKey:
        """The key that verifies what this one signs."""
        return PublicKey(self.key.public_key())

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature of `message`, always the same for the same message."""
        return self.key.sign(message)


def public_path(path: Path) -> Path:
    """Return where the public twin of the private key at `path` is kept: `cle.pem` → `cle.pub.pem`."""
    return path.with_suffix(".pub.pem")


def generate_key(path: Path) -> Signer:
    """Make a key pair: the private key at `path` (PKCS #8, mode 0600), its public twin beside it.

    Raises:
        OutputRefused: either file exists (a key is never overwritten) or cannot be written.
    """
    signer = Signer(Ed25519PrivateKey.generate())
    private = signer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for target in (path, public_path(path)):
        if target.exists():
            raise OutputRefused(
                _("A key already exists: {path}. Keys are never overwritten.").format(path=target)
            )
    _write_new(path, private, mode=0o600)
    _write_new(public_path(path), signer.public_key.pem, mode=0o644)
    return signer


def _write_new(path: Path, content: bytes, mode: int) -> None:
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fchmod(temporary.fileno(), mode)
            os.fsync(temporary.fileno())
            # A link, not a rename: it fails where the name is taken, even since we looked.
            os.link(temporary.name, path)
    except OSError as error:
        message = _("The key cannot be written to {path}: {reason}.")
        raise OutputRefused(message.format(path=path, reason=_reason(error))) from error


def load_signer(path: Path) -> Signer:
    """Read a private key.

    Raises:
        EnvironmentRefused: the file is missing, unreadable, or not an Ed25519 private key in PEM
            without a password.
    """
    content = _read(path)
    # ValueError: not PEM, or a public key; TypeError: a key behind a password.
    with suppress(ValueError, TypeError, UnsupportedAlgorithm):
        key = load_pem_private_key(content, password=None)
        if isinstance(key, Ed25519PrivateKey):
            return Signer(key)
    message = _("{path} is not an Ed25519 private key (PEM, PKCS #8, without a password).")
    raise EnvironmentRefused(message.format(path=path))


def load_public_key(path: Path) -> PublicKey:
    """Read a public key.

    Raises:
        EnvironmentRefused: the file is missing, unreadable, or not an Ed25519 public key in PEM.
    """
    content = _read(path)
    with suppress(ValueError, UnsupportedAlgorithm):
        key = load_pem_public_key(content)
        if isinstance(key, Ed25519PublicKey):
            return PublicKey(key)
    raise EnvironmentRefused(_("{path} is not an Ed25519 public key (PEM).").format(path=path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("The key {path} cannot be read: {reason}.")
        raise EnvironmentRefused(message.format(path=path, reason=_reason(error))) from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("this file or its folder does not exist")
    if isinstance(error, PermissionError):
        return _("permission denied")
    return error.strerror or str(error)
