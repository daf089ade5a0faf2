"""Hashes of codes, computed once a process: tests draw the same codes again and again, and a hash is slow on purpose."""

import hashlib
from functools import cache


def remember_hashes() -> None:
    """Have `hashlib.scrypt` give at once what it gave before; what it gives is the same."""
    hashlib.scrypt = cache(hashlib.scrypt)
