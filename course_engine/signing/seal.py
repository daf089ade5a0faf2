"""Bytes sealed by a passphrase, in the age format (https://age-encryption.org/v1), by pyrage.

Any tool that knows age opens them (`age --decrypt`), with no part of this engine. Everything is in memory, up to
three times over: docs/decisions/0025.
"""

import unicodedata

import pyrage

from course_engine.errors import VerificationFailed
from course_engine.i18n import translator

_ = translator("signing")

TOO_COSTLY = "Excessive work"
"""How pyrage begins to say that opening would take this machine over sixteen seconds: nothing was tried then."""
ATTEMPTS = 50
"""pyrage measures the machine anew at each call, for some milliseconds: a busy one seems too slow now and then."""


def seal(content: bytes, passphrase: str) -> bytes:
    """Return `content` sealed; never the same bytes twice.

    Args:
        content: anything.
        passphrase: whoever has it can read everything. pyrage makes a guess at it cost about a second of this machine.
    """
    sealed: bytes = pyrage.passphrase.encrypt(content, _typed(passphrase))
    return sealed


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed: all of it, authenticated, or nothing.

    Raises:
        VerificationFailed: another passphrase, a file that was altered or cut short, or no sealed file at all; or a
            file that was sealed on a machine much faster than this one is now.
    """
    typed = _typed(passphrase)
    for _attempt in range(ATTEMPTS):
        try:
            content: bytes = pyrage.passphrase.decrypt(sealed, typed)
        except pyrage.DecryptError as failure:
            if not str(failure).startswith(TOO_COSTLY):
                sentence = _(
                    "This passphrase does not open the file: check each word; otherwise it is not a backup, "
                    "is not complete or was altered."
                )
                raise VerificationFailed(sentence) from failure
        else:
            return content
    raise VerificationFailed(
        _("This computer is too slow to open the backup, or too busy: stop what else runs, then try again.")
    )


def _typed(passphrase: str) -> str:
    # The same keys of a keyboard make other bytes on another system.
    return unicodedata.normalize("NFC", passphrase)
