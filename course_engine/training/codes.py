"""Codes that people copy, paste and read aloud: no look-alike characters, and a check character.

The alphabet has 31 characters, a prime: a weighted sum modulo 31 then tells every wrong character and
every two characters swapped (the principle of ISBN-10).
"""

import unicodedata
from random import Random

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 and O, 1, I and L
GROUP = 4


def draw(rng: Random, length: int) -> str:
    """Return a random code of `length` characters, the last one its check character.

    Args:
        rng: `length - 1` characters are drawn from it, 4.95 bits each.
        length: at most 30, beyond which two weights would be equal.
    """
    body = "".join(rng.choice(ALPHABET) for _ in range(length - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Return the character that brings the weighted sum of the whole code to a multiple of 31.

    The last character of `body` weighs 2, the one before 3, and so on; the check character weighs 1.
    """
    total = sum(
        weight * ALPHABET.index(character) for weight, character in enumerate(reversed(body), start=2)
    )
    return ALPHABET[-total % len(ALPHABET)]


def is_whole(code: str) -> bool:
    """Return whether a compact code is made of the alphabet and ends with its check character."""
    return len(code) > 1 and set(code) <= set(ALPHABET) and code[-1] == check_character(code[:-1])


def compact(written: str) -> str:
    """Return what somebody typed or pasted, in capitals, without spaces, hyphens, dots or other marks."""
    return "".join(c for c in unicodedata.normalize("NFKC", written).upper() if c.isalnum())


def grouped(code: str, group: int = GROUP) -> str:
    """Return a compact code as it is printed, in groups of so many characters: `ABCD-EFGH-JKMN`."""
    return "-".join(code[start : start + group] for start in range(0, len(code), group))
