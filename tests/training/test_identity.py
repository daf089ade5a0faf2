"""Identities: RFC 9562's UUIDv7."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from course_engine.training.identity import uuid7


class Drawn(Random):
    """Gives the bits that RFC 9562 chose for its example (appendix A.6)."""

    def getrandbits(self, k: int) -> int:
        return {12: 0xCC3, 62: 0x18C4DC0C0C07398F}[k]


def test_the_example_of_the_standard() -> None:
    now = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    assert uuid7(now, Drawn()) == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(milliseconds=st.integers(0, 10**12), later=st.integers(1, 10**9), seed=st.integers())
def test_the_order_of_ids_is_the_order_of_making(milliseconds: int, later: int, seed: int) -> None:
    rng = Random(seed)
    now = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    first, second = uuid7(now, rng), uuid7(now + timedelta(milliseconds=later), rng)
    assert first < second
    assert (first.version, first.variant) == (7, RFC_4122)
