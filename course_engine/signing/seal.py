"""Bytes sealed by a passphrase: scrypt makes the key, ChaCha20-Poly1305 seals and authenticates (RFC 7914, RFC 8439).

A sealed file is `MARK`, one byte of scrypt's work (the logarithm of N; r = 8, p = 1), 16 bytes of salt, 12 of nonce,
then what is sealed with its 16 bytes of proof; all that goes before is authenticated with it. Everything is in
memory, twice: docs/decisions/0025.
"""

import unicodedata
from random import Random

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator

_ = translator("signing")

MARK = b"course-engine sealed 1\n"
SALT, NONCE, KEY = 16, 12, 32
HEAD = len(MARK) + 1 + SALT + NONCE
WORK = 17
"""128 MiB and about half a second a guess (OWASP's advice for scrypt); the same on every machine."""
MOST_WORK = 20
"""1 GiB: what a file may ask of whoever opens it, at most."""


def seal(content: bytes, passphrase: str, *, rng: Random, work: int = WORK) -> bytes:
    """Return `content` sealed.

    Args:
        content: anything, under 2 GiB.
        passphrase: whoever has it can read everything.
        rng: draws the salt and the nonce: `random.SystemRandom()`.
        work: the logarithm of scrypt's N, at most `MOST_WORK`.
    """
    salt, nonce = rng.randbytes(SALT), rng.randbytes(NONCE)
    head = MARK + bytes([work]) + salt + nonce
    return head + ChaCha20Poly1305(_key(passphrase, salt, work)).encrypt(nonce, content, head)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed: all of it, authenticated, or nothing.

    Raises:
        VerificationFailed: another passphrase, a file that was altered or cut short, or no sealed file at all.
    """
    head, body = sealed[:HEAD], sealed[HEAD:]
    work = head[len(MARK)] if len(head) == HEAD else 0
    if not head.startswith(MARK) or not 1 <= work <= MOST_WORK:
        raise VerificationFailed(_("This file is no backup, or not a whole one: choose another."))
    salt, nonce = head[-SALT - NONCE : -NONCE], head[-NONCE:]
    try:
        return ChaCha20Poly1305(_key(passphrase, salt, work)).decrypt(nonce, body, head)
    except InvalidTag as failure:
        raise VerificationFailed(
            _(
                "This passphrase does not open the file: check each word; otherwise the file is not complete or"
                " was altered."
            )
        ) from failure


def _key(passphrase: str, salt: bytes, work: int) -> bytes:
    # The same keys of a keyboard make other bytes on another system.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=salt, length=KEY, n=1 << work, r=8, p=1).derive(typed)
