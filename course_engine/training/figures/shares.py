"""Proportions of people, by group and in all, published so that no small figure can be computed from them.

« 8 people out of 9 » says of one person that they are the other: a count is hidden where it, or what is left of its
base, is from 1 to 4, and only which of the two is said. Groups of fewer than `LEAST` people are not published, and are
not in the total either. Whether a group's count is hidden depends on that group alone; the total is hidden where,
known, it would tell one of them. Whether it would is asked of published figures only (what each hidden count may be,
and what they add up to), so that hiding it tells nothing more. See K. Kenthapadi, N. Mishra, K. Nissim, « Simulatable
auditing » (2005), and `suppression`.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import reduce
from typing import TypeAlias

from msgspec import Struct

from course_engine.training.figures.intervals import Interval, wilson
from course_engine.training.figures.suppression import LEAST


class Unsaid(StrEnum):
    """What stands where a proportion is hidden.

    `SMALL_GROUP`: fewer than five people are behind it. `FEW`: from 1 to 4 of them. `NEARLY_ALL`: all but 1 to 4.
    `EITHER`: one or the other, in a group too small to tell which. `TOTAL`: a total that would tell one of its groups.
    """

    SMALL_GROUP = "small-group"
    FEW = "few"
    NEARLY_ALL = "nearly-all"
    EITHER = "either"
    TOTAL = "total"


class Share(Struct, frozen=True):
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


PublishedShare: TypeAlias = Share | Unsaid


EPSILON = 1e-9
"""Less than any two proportions differ by."""


class PublishedShares(Struct, frozen=True):
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
    hidden = [share for share in enough if isinstance(_published(share), Unsaid)]
    total = _published(Share(sum(share.count for share in enough), sum(share.base for share in enough)))
    if enough and (isinstance(total, Unsaid) or _tells_one_of(hidden)):
        total = Unsaid.TOTAL
    return PublishedShares({name: _published(share) for name, share in groups.items()}, total)


def rank(share: PublishedShare) -> float:
    """Return what sorts proportions of one base, the greatest first, by what is published of them only.

    Nearly all comes after all, few before none; what is not known at all comes last.
    """
    if isinstance(share, Share):
        return -share.proportion
    return {Unsaid.NEARLY_ALL: -1 + EPSILON, Unsaid.FEW: -EPSILON}.get(share, 1)


def _published(share: Share) -> PublishedShare:
    if share.base < LEAST:
        return Unsaid.SMALL_GROUP
    is_few, is_most = (0 < side < LEAST for side in (share.count, share.base - share.count))
    if not is_few and not is_most:
        return share
    if share.base < 2 * LEAST - 1:
        return Unsaid.EITHER
    return Unsaid.FEW if is_few else Unsaid.NEARLY_ALL


def _may_be(share: Share) -> frozenset[int]:
    """Return every count that would be published as that of a hidden share is."""
    few = range(1, LEAST)
    every = {count for side in few for count in (side, share.base - side)}
    told = _published(share)
    return frozenset(count for count in every if _published(Share(count, share.base)) is told)


def _tells_one_of(hidden: Sequence[Share]) -> bool:
    """Return whether the sum of hidden counts leaves one value only to one of them."""
    together = sum(share.count for share in hidden)
    possible = [_may_be(share) for share in hidden]
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
