"""How far a proportion counted on a few people may be trusted."""

from math import sqrt
from statistics import NormalDist

from msgspec import Struct

CONFIDENCE = 0.95


class Interval(Struct, frozen=True):
    """From where to where a proportion may be; both from 0 to 1."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Return whether some proportion is in both."""
        return self.low <= other.high and other.low <= self.high


def wilson(count: int, base: int) -> Interval:
    """Return the score interval of a proportion, at the confidence of `CONFIDENCE`.

    With p = count / base and z the normal quantile (1.96 at 95 %), its bounds are
    (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z √(p(1 - p)/n), it stays between 0 and 1
    and keeps its promise for small groups.

    E. B. Wilson, « Probable inference, the law of succession, and statistical inference », Journal of the American
    Statistical Association 22 (1927), 209-212; recommended for small n by L. D. Brown, T. T. Cai, A. DasGupta,
    « Interval estimation for a binomial proportion », Statistical Science 16 (2001), 101-133.

    Args:
        count: how many people, from 0 to `base`.
        base: of how many, at least 1.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = count / base, z * z / base
    centre = share + spread / 2
    half = z * sqrt(share * (1 - share) / base + spread / (4 * base))
    return Interval(max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread)))
