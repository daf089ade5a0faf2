"""Identities made where facts are made."""

from datetime import datetime
from random import Random
from uuid import UUID


def uuid7(now: datetime, rng: Random) -> UUID:
    """Return a UUID of version 7 (RFC 9562, §5.7): its order is the order of making.

    Args:
        now: an aware instant; its milliseconds are the first 48 bits.
        rng: gives the 74 random bits.
    """
    milliseconds = int(now.timestamp() * 1000)
    random_a, random_b = rng.getrandbits(12), rng.getrandbits(62)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | random_a << 64 | 0b10 << 62 | random_b)
