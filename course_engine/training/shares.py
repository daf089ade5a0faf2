"""Proportions of people, by group and in all, published so that no small figure can be computed from them.

« 7 people out of 9 » says of two people that they are the others: a count is hidden where it, or what is left of its
base, is from 1 to 4. Groups of fewer than `LEAST` people are not published, and are not in the total either. Whether a
group's count is hidden depends on that group alone; the total is hidden where, known, it would tell one of them. Whether it
would is asked of published figures only (the bases, and what the hidden counts add up to), so that hiding it tells
nothing more. See K. Kenthapadi, N. Mishra, K. Nissim, « Simulatable auditing » (2005), and suppression.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

from course_engine.training.intervals import Interval, wilson
from course_engine.training.suppression import LEAST, Hidden


@dataclass(frozen=True, slots=True)
class Share:
    """So many people out of so many."""

    count: int
    base: int

    @property
    def proportion(self) -> float:
        """From 0 to 1; the base is at least 1."""
        return self.count / self.base

    @property
    def interval(self) -> Interval:
        """Where the proportion may be, for people like these."""
        return wilson(self.count, self.base)


PublishedShare: TypeAlias = Share | Hidden
"""`FEW`: too few people are behind it; `WITHHELD`: it would tell of a few of them."""


@dataclass(frozen=True, slots=True)
class PublishedShares:
    """The same proportion in several groups, as it may be shown.

    Attributes:
        groups: by the name of the group.
        total: of the groups that have at least `LEAST` people, together.
    """

    groups: Mapping[str, PublishedShare]
    total: PublishedShare


def publish_shares(groups: Mapping[str, Share]) -> PublishedShares:
    """Return the proportions of several groups, and of all of them, as they may be shown.

    Args:
        groups: what was counted in each; nobody is in two of them.
    """
    enough = [share for share in groups.values() if share.base >= LEAST]
    hidden = [share for share in enough if share.count in _small_counts(share.base)]
    total = Share(sum(share.count for share in enough), sum(share.base for share in enough))
    return PublishedShares(
        groups={name: _published(share) for name, share in groups.items()},
        total=Hidden.FEW if not enough else Hidden.WITHHELD if _tells_one_of(hidden) else total,
    )


def _published(share: Share) -> PublishedShare:
    if share.base < LEAST:
        return Hidden.FEW
    return Hidden.WITHHELD if share.count in _small_counts(share.base) else share


def _small_counts(base: int) -> frozenset[int]:
    """Return the counts that leave from 1 to 4 people on one side or the other."""
    return frozenset(count for few in range(1, LEAST) for count in (few, base - few))


def _tells_one_of(hidden: Sequence[Share]) -> bool:
    """Return whether the sum of hidden counts leaves one value only to one of them."""
    together = sum(share.count for share in hidden)
    possible = [_small_counts(share.base) for share in hidden]
    return any(
        sum(_reaches(possible[:at] + possible[at + 1 :], together - count) for count in counts) == 1
        for at, counts in enumerate(possible)
    )


def _reaches(possible: Iterable[frozenset[int]], wanted: int) -> bool:
    """Return whether one count of each group can add up to `wanted`; sums are the bits of a number."""
    sums = reduce(lambda sums, counts: _any_of(sums << count for count in counts), possible, 1)
    return wanted >= 0 and bool(sums >> wanted & 1)


def _any_of(numbers: Iterable[int]) -> int:
    return reduce(int.__or__, numbers, 0)
