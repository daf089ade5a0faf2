"""Passwords: what one must be, the one that is issued until its owner replaces it, and how they are kept.

The strength is that of CNIL's deliberation 2022-100 for a password alone, 80 bits, by the three forms that
CNIL gives for it. Only an argon2id hash is kept, with the second parameters that RFC 9106 (§4) recommends.
"""

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from random import Random
from threading import BoundedSemaphore

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.training.codes import compact, draw, grouped

_ = translator("training")

LONG, LONGER = 12, 14
"""Characters for four kinds of them, and for three: capitals, small letters, figures."""
WORDS, WORD = 7, 3
"""Words of a passphrase, and the letters that make one."""
LEAST_DIFFERENT = 8
MOST = 128
TEMPORARY_LENGTH, TEMPORARY_GROUP = 20, 5
"""Four groups of five: nineteen drawn characters (94 bits) and a check character."""
AT_A_TIME = 2
"""How many hashes are made at once: each takes 64 MiB."""

RULE = mark(
    "At least 12 characters with capitals, small letters, figures and other signs; "
    "or 14 with capitals, small letters and figures; or 7 different words of 3 letters or more."
)
TOO_LONG = mark("At most 128 characters.")
TOO_FEW_DIFFERENT = mark("The same characters come back too often: use 8 different ones or more.")
TOO_PERSONAL = mark("Your login and your name are the first things that somebody would try: leave them out.")


class Passwords:
    """Makes and checks hashes, a few at a time.

    Args:
        parameters: what a hash costs; a hash of other parameters is still checked, then made anew.
    """

    def __init__(self, parameters: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._salt_bytes = parameters.salt_len
        self._turns = BoundedSemaphore(AT_A_TIME)

    def hash(self, password: str, rng: Random) -> str:
        """Return the hash of a password in the PHC string format, its salt drawn from `rng`."""
        with self._turns:
            return self._hasher.hash(_normalised(password), salt=rng.randbytes(self._salt_bytes))

    def matches(self, kept: str | None, password: str) -> bool:
        """Return whether `password` is the one whose hash is `kept`; None matches nothing, at the same cost."""
        with self._turns:
            try:
                self._hasher.verify(kept or self._nobodys, _normalised(password))
            except VerifyMismatchError:
                return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Return whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("", salt=bytes(self._salt_bytes))


def rule() -> str:
    """Return what a password must be, one sentence."""
    return _(RULE)


def fault_of(password: str, account: Account) -> str:
    """Return why `account` may not choose a password, one sentence; empty where it may."""
    if weakness := weakness_of(password):
        return weakness
    personal = {account.id, *_words(account.name)}
    return _(TOO_PERSONAL) if any(word in password.casefold() for word in personal) else ""


def weakness_of(password: str) -> str:
    """Return why nobody may choose a password, one sentence; empty where it is strong enough."""
    if len(password) > MOST:
        return _(TOO_LONG)
    if not (_has_enough_kinds(password) or len(set(_words(password))) >= WORDS):
        return rule()
    if len(set(password.casefold())) < LEAST_DIFFERENT:
        return _(TOO_FEW_DIFFERENT)
    return ""


def temporary_password(rng: Random) -> str:
    """Return a password to be read aloud and replaced at the first entry: four groups, no look-alikes."""
    return grouped(draw(rng, TEMPORARY_LENGTH), TEMPORARY_GROUP)


def temporary_as_typed(written: str) -> str:
    """Return what is kept of a temporary password: spaces, hyphens and case do not count."""
    return compact(written)


def _has_enough_kinds(password: str) -> bool:
    letters_and_figures = (str.isupper, str.islower, str.isdecimal)
    if not all(any(kind(character) for character in password) for kind in letters_and_figures):
        return False
    has_sign = any(not character.isalnum() for character in password)
    return len(password) >= (LONG if has_sign else LONGER)


def _words(text: str) -> Iterator[str]:
    """Yield the words of three letters or more, folded."""
    spaced = "".join(character if character.isalpha() else " " for character in text.casefold())
    return (word for word in spaced.split() if len(word) >= WORD)


def _normalised(password: str) -> str:
    # The same keys make other bytes on another system (RFC 8265, §4: OpaqueString).
    return unicodedata.normalize("NFC", password)
