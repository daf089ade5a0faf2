"""Files sealed by a passphrase, in the age format (https://age-encryption.org/v1, `scrypt` recipient).

```text
age-encryption.org/v1
-> scrypt SALT WORK            the file's key, wrapped by a key that scrypt makes of the passphrase
WRAPPED KEY
--- MAC                        of all that stands above, by a key that only the file's key gives
NONCE and the payload          see `signing.age_stream`
```

Any tool that knows age opens them (`age --decrypt`), with no part of this engine.
"""

import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hmac import compare_digest
from random import Random
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator
from course_engine.signing.age_stream import OpenedStream, SealedStream

_ = translator("signing")

WORK = 17
"""Two to this power is what one guess costs scrypt: 128 MiB and a third of a second (OWASP's first choice)."""
MOST_WORK = 20
"""Above it, a forged header could exhaust the memory of whoever opens the file."""
BLOCK, PARALLEL = 8, 1  # r and p, which the format fixes
KEY = 32
FILE_KEY = SALT = NONCE = 16
LONGEST_HEADER = 256

LABEL = b"age-encryption.org/v1/scrypt"
HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]?)\n"
    rb"(?P<wrapped>[A-Za-z0-9+/]{43})\n"
    rb"--- (?P<mac>[A-Za-z0-9+/]{43})\n"
)


@contextmanager
def sealing(target: BinaryIO, passphrase: str, *, rng: Random, work: int = WORK) -> Iterator[SealedStream]:
    """Give a stream whose bytes are sealed into `target`; the seal is whole once the block has ended.

    Args:
        target: where the sealed file is written, from its current place on.
        passphrase: whoever has it can read everything.
        rng: draws the keys: cryptographically strong, but in tests.
        work: the power of two of scrypt's cost.
    """
    file_key, salt, nonce = rng.randbytes(FILE_KEY), rng.randbytes(SALT), rng.randbytes(NONCE)
    wrapped = _wrapping(passphrase, salt, work).encrypt(bytes(12), file_key, None)
    target.write(_Header(salt, work, wrapped).sealed(file_key) + nonce)
    stream = SealedStream(target, _derived(file_key, b"payload", salt=nonce))
    yield stream
    stream.finish()


def opened(source: BinaryIO, passphrase: str) -> OpenedStream:
    """Return a stream that reads what was sealed in `source`, each byte authenticated before it is given.

    Raises:
        VerificationFailed: not a sealed file, another passphrase, or a header that was altered. The stream raises
            it too, where it reaches what was altered or the missing end.
    """
    header, mac = _read_header(source)
    try:
        file_key = _wrapping(passphrase, header.salt, header.work).decrypt(bytes(12), header.wrapped, None)
    except InvalidTag as failure:
        sentence = _("This passphrase does not open the backup: check each word, or the file was altered.")
        raise VerificationFailed(sentence) from failure
    if not compare_digest(header.sealed(file_key), header.line(mac)):
        raise VerificationFailed(_("The backup was altered or is not complete: take another one."))
    nonce = source.read(NONCE)
    return OpenedStream(source, _derived(file_key, b"payload", salt=nonce))


@dataclass(frozen=True, slots=True)
class _Header:
    salt: bytes
    work: int
    wrapped: bytes

    def sealed(self, file_key: bytes) -> bytes:
        """Return the header's bytes with their authentication code."""
        code = HMAC(_derived(file_key, b"header"), SHA256())
        code.update(self._signed())
        return self.line(code.finalize())

    def line(self, mac: bytes) -> bytes:
        return self._signed() + b" " + _encoded(mac) + b"\n"

    def _signed(self) -> bytes:
        salt, wrapped = _encoded(self.salt), _encoded(self.wrapped)
        return b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (salt, self.work, wrapped)


def _read_header(source: BinaryIO) -> tuple[_Header, bytes]:
    start = source.read(LONGEST_HEADER)
    found = HEADER.match(start)
    if found is None or int(found["work"]) > MOST_WORK:
        raise VerificationFailed(_("This is not a backup of a stand, or its beginning was altered."))
    source.seek(found.end() - len(start), 1)
    salt, wrapped, mac = (_decoded(found[name]) for name in ("salt", "wrapped", "mac"))
    header = _Header(salt, int(found["work"]), wrapped)
    if header.line(mac) != found[0]:
        # Two spellings of one value: the last character of base64 has bits that mean nothing.
        raise VerificationFailed(_("This is not a backup of a stand, or its beginning was altered."))
    return header, mac


def _wrapping(passphrase: str, salt: bytes, work: int) -> ChaCha20Poly1305:
    # The same keys of a keyboard make other bytes on another system.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    key = Scrypt(salt=LABEL + salt, length=KEY, n=2**work, r=BLOCK, p=PARALLEL).derive(typed)
    return ChaCha20Poly1305(key)


def _derived(file_key: bytes, purpose: bytes, *, salt: bytes = b"") -> bytes:
    return HKDF(SHA256(), KEY, salt=salt, info=purpose).derive(file_key)


def _encoded(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4))
