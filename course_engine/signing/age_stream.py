"""The payload of an age file: chunks of 64 KiB, each sealed under its rank and whether it is the last.

This is the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): chunks cannot be reordered,
dropped, repeated or cut off at the end, and each one is known to be true before a byte of it is used.
"""

import io
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_ = translator("signing")

CHUNK = 64 * 1024
TAG = 16
COUNTER = 11


class SealedStream(io.RawIOBase):
    """Seals what is written to it; nothing is whole before `finish`.

    Args:
        target: where sealed chunks go.
        key: 32 bytes that seal nothing else.
    """

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        self._target = target
        self._cipher = ChaCha20Poly1305(key)
        self._rank = 0
        self._pending = bytearray()

    def writable(self) -> bool:
        """Return that it is written to."""
        return True

    def write(self, content: "ReadableBuffer", /) -> int:
        """Take `content` in; return its length."""
        taken = memoryview(content).nbytes
        self._pending += memoryview(content).cast("B")
        # A full chunk waits for the next byte: it might be the last one, which is sealed otherwise.
        while len(self._pending) > CHUNK:
            self._seal(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]
        return taken

    def finish(self) -> None:
        """Seal the last chunk."""
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._rank, last=last), chunk, None))
        self._rank += 1


class OpenedStream(io.RawIOBase):
    """Reads what a `SealedStream` wrote; each chunk is authenticated before a byte of it is given.

    Args:
        source: at its first sealed chunk.
        key: the 32 bytes that sealed it.
    """

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source = source
        self._cipher = ChaCha20Poly1305(key)
        self._rank = 0
        self._sealed = source.read(CHUNK + TAG)
        self._given = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        """Return that it is read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill `buffer`; return how many bytes it was given, 0 at the authenticated end.

        Raises:
            VerificationFailed: a chunk was altered, moved or is missing.
        """
        room = memoryview(buffer).cast("B")
        while not self._given and not self._ended:
            self._open_next()
        count = min(len(room), len(self._given))
        room[:count] = self._given[:count]
        self._given = self._given[count:]
        return count

    def _open_next(self) -> None:
        following = self._source.read(CHUNK + TAG)
        nonce = _nonce(self._rank, last=not following)
        try:
            chunk = self._cipher.decrypt(nonce, self._sealed, None)
        except InvalidTag as failure:
            sentence = _("The backup was altered or is not complete: take another one.")
            raise VerificationFailed(sentence) from failure
        self._given, self._ended = memoryview(chunk), not following
        self._sealed = following
        self._rank += 1


def _nonce(rank: int, *, last: bool) -> bytes:
    return rank.to_bytes(COUNTER, "big") + bytes([last])
