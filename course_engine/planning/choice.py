"""The best set of units for each number of places: exact, by dynamic programming (docs/paths.md).

The rules are those of « The path » in the authoring format; their numbers are quoted below.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import NamedTuple

from course_engine.planning.structure import Candidate, Structure


class Situation(NamedTuple):
    """All that a choice depends on, and nothing else: people in one situation get one choice.

    Attributes:
        ranks: the person's level in each domain, as a rank from 0.
        weights: the weight of each objective of the programme, 0 where it is not wished.
    """

    ranks: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def wished(self) -> int:
        """Mask of the wished objectives."""
        return sum([1 << position for position, weight in enumerate(self.weights) if weight])


class Offer(NamedTuple):
    """An open unit, as one situation sees it.

    Attributes:
        requires: mask of the prerequisites that are not waived (rule 3).
        serves: mask of the wished objectives that it covers.
        need: rule 4 (b).
    """

    candidate: Candidate
    requires: int
    serves: int
    need: int


def offers(structure: Structure, situation: Situation) -> tuple[Offer, ...]:
    """Return the open units (rule 2), in the programme's order."""
    wished = situation.wished
    found = []
    for one, requires, need in _asked_of(structure, situation.ranks):
        serves = one.objectives & wished
        if serves or need:
            found.append(Offer(one, requires, serves, need))
    return tuple(found)


@lru_cache(1 << 10)
def _asked_of(structure: Structure, ranks: tuple[int, ...]) -> tuple[tuple[Candidate, int, int], ...]:
    """Return each unit with what it requires (rule 3) and its need (rule 4 b; 0 above its levels)."""
    waived = sum(one.bit for one in structure.candidates if ranks[one.domain] > one.lowest)
    return tuple(
        (
            one,
            one.prerequisites & ~waived,
            len(structure.levels) - ranks[one.domain] if ranks[one.domain] <= one.highest else 0,
        )
        for one in structure.candidates
    )


def optima(structure: Structure, situation: Situation, open_units: tuple[Offer, ...]) -> tuple[int, ...]:
    """Return, for 0, 1, 2 … places, the mask of the best set of at most so many units (rule 4).

    The last is the best of all: more places change nothing.
    """
    value = _Value(structure, situation, open_units)
    # From what later units need to know of the units chosen so far (those they require, the wishes
    # already covered) to the best value for each number of units chosen.
    best: dict[tuple[int, int], list[float]] = {(0, 0): [0]}
    for position, offer in enumerate(open_units):
        live, coverable = value.alive[position + 1]
        following: dict[tuple[int, int], list[float]] = {}
        for (held, covered), values in best.items():
            _keep_best(following, (held & live, covered & coverable), [*values, -inf])
            if offer.requires & ~held == 0:
                gain = value.of(offer, covered)
                chosen = ((held | offer.candidate.bit) & live, (covered | offer.serves) & coverable)
                _keep_best(following, chosen, [-inf, *[before + gain for before in values]])
        best = following
    (values,) = best.values()
    units = (1 << len(structure.candidates)) - 1
    return tuple(int(value) & units for value in accumulate(values, max))


def _keep_best(best: dict[tuple[int, int], list[float]], state: tuple[int, int], values: list[float]) -> None:
    known = best.get(state)
    best[state] = values if known is None else list(map(max, known, values))


class _Value:
    """The strict order (a) (b) (c) (d) as one integer to maximise: the sum of what each unit brings.

    From the highest digits to the lowest: weights covered, need, units spared, the mask of the units.
    """

    def __init__(self, structure: Structure, situation: Situation, open_units: tuple[Offer, ...]) -> None:
        self._weights: Mapping[int, int] = {
            1 << position: weight for position, weight in enumerate(situation.weights) if weight
        }
        self._units = len(structure.candidates)
        self._need_base = 1 + sum(offer.need for offer in open_units)
        # What is still of use to the units from each position on: required units, coverable wishes.
        self.alive = [(0, 0)]
        for offer in reversed(open_units):
            required, coverable = self.alive[-1]
            self.alive.append((required | offer.requires, coverable | offer.serves))
        self.alive.reverse()

    def of(self, offer: Offer, covered: int) -> int:
        """Return what a unit adds to units that cover the wishes `covered`."""
        new = offer.serves & ~covered
        weight = 0
        while new:
            weight += self._weights[new & -new]
            new &= new - 1
        rank = (weight * self._need_base + offer.need) * (self._units + 1) - 1
        return (rank << self._units) | offer.candidate.bit
