"""What a proposal is worth: the objective of docs/placement.md, in whole points."""

HALF_DAY = 1_000
FIRST = 1_000
EACH_HELD, MOST_HELD = 10, 20
MOST_WEEKS = 100


def gain(held: int) -> int:
    """Return the points of one more half-day for somebody who holds some already.

    The first counts twice, and each next one a little less: least served, first served.
    """
    return HALF_DAY + (FIRST if held == 0 else -EACH_HELD * min(held, MOST_HELD))


def loss(weeks: int) -> int:
    """Return the points that a place loses for a session some weeks after the first one of all."""
    return min(weeks, MOST_WEEKS)
