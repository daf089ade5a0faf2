"""The best set of units for each number of places: exact, by dynamic programming (docs/paths.md).

The rules are those of « The path » in the authoring format; their numbers are quoted below.
"""

from collections.abc import Iterable

from msgspec import Struct, field

from course_engine.planning.structure import Candidate, Structure

MOST = 1 << 16  # results remembered, so that a server's memory stays bounded
RANK_BITS = 8
WEIGHT_BITS = 32  # a questionnaire would need a thousand million options to go beyond
RANK, WEIGHT = (1 << RANK_BITS) - 1, (1 << WEIGHT_BITS) - 1


class Optima:
    """The best sets of units of one course, for anybody.

    All that a choice depends on is one integer, its *state*: the units held (their own bits), the rank in
    each domain, the weight of each objective that is not covered yet. People in one state get one choice.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._units = len(structure.candidates)
        self._ranks_at = [self._units + RANK_BITS * place for place in range(len(structure.domains))]
        first = self._units + RANK_BITS * len(structure.domains)
        self._weights_at = [first + WEIGHT_BITS * place for place in range(len(structure.objectives))]
        self._first: _Turn | None = None
        for one in reversed(structure.candidates):
            self._first = self._turn(one, self._first)

    def ranks(self, ranks: Iterable[int]) -> int:
        """Return the part of a state that says the rank in each domain.

        The units that nothing has to wait for at these levels (rule 3) count as held.
        """
        by_domain = list(ranks)
        waived = [one.bit for one in self._structure.candidates if by_domain[one.domain] > one.lowest]
        return sum(waived) + sum([rank << at for rank, at in zip(by_domain, self._ranks_at, strict=True)])

    def weights(self, weights: Iterable[int]) -> int:
        """Return the part of a state that says the weight of each objective, 0 where it is not wished."""
        return sum([weight << at for weight, at in zip(weights, self._weights_at, strict=True)])

    def best(self, state: int) -> tuple[int, ...]:
        """Return, for at most 0, 1, 2 … units, the mask of the best set (rule 4).

        The last is the best of all: more places change nothing.
        """
        if self._first is None:
            return (0,)
        units = (1 << self._units) - 1
        return tuple([value & units for value in self._first.best(state)])

    def _turn(self, one: Candidate, following: "_Turn | None") -> "_Turn":
        """Return the turn of a unit.

        The value of a set has, from the highest digits to the lowest: the weights covered, the need, the
        units spared, the mask of the units. It is the sum of what each unit brings.
        """
        levels = len(self._structure.levels)
        need_base = 1 + self._units * levels
        rank_at = self._ranks_at[one.domain]
        weights_at = [at for place, at in enumerate(self._weights_at) if one.objectives >> place & 1]
        weights = sum([WEIGHT << at for at in weights_at])
        return _Turn(
            following=following,
            bit=one.bit,
            prerequisites=one.prerequisites,
            rank_at=rank_at,
            needs=tuple(
                ((levels - rank) * (self._units + 1) << self._units) if rank <= one.highest else 0
                for rank in range(levels)
            ),
            weights_at=tuple(weights_at),
            unit_weight=need_base * (self._units + 1) << self._units,
            cost=(1 << self._units) - one.bit,
            uncovered=~weights,
            felt=one.prerequisites | RANK << rank_at | weights | (following.felt if following else 0),
        )


class _Turn(Struct, eq=False):
    """The turn of one unit, to be taken or left.

    Before it, all that neither it nor a later turn reads of the state is wiped out, so that people who
    differ only there share what follows.

    Attributes:
        rank_at, weights_at: where the state has the rank in its domain, the weights of its objectives.
        needs: the value of its need (rule 4 b), by rank; 0 above the unit's levels.
        unit_weight: the value of a weight of 1.
        cost: the value of one unit spared (rule 4 c), less that of its own bit (rule 4 d).
        uncovered: mask of the state less the weights of its objectives.
        felt: mask of all that this turn and the later ones read.
        known: the answers already found, by state.
    """

    following: "_Turn | None"
    bit: int
    prerequisites: int
    rank_at: int
    needs: tuple[int, ...]
    weights_at: tuple[int, ...]
    unit_weight: int
    cost: int
    uncovered: int
    felt: int
    known: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def best(self, state: int) -> tuple[int, ...]:
        """Return the greatest value of at most 0, 1, 2 … of the units from this one on."""
        state &= self.felt
        found = self.known.get(state)
        if found is None:
            if len(self.known) >= MOST:
                self.known.clear()
            found = self.known[state] = self._best(state)
        return found

    def _best(self, state: int) -> tuple[int, ...]:
        following = self.following
        without = following.best(state) if following else (0,)
        gain = 0 if self.prerequisites & ~state else self._gain(state)
        if not gain:
            return without
        rest = following.best(state & self.uncovered | self.bit) if following else (0,)
        return _greater(without, [0, *[gain + value for value in rest]])

    def _gain(self, state: int) -> int:
        """Return what the unit adds to the value of a set, 0 if it cannot serve.

        A unit with neither need nor wish left to cover is closed (rule 2) or of no use: waived, it is no
        prerequisite either, so that the set without it is better.
        """
        gain = self.needs[state >> self.rank_at & RANK]
        for place in self.weights_at:
            gain += (state >> place & WEIGHT) * self.unit_weight
        return gain and gain - self.cost


def _greater(some: tuple[int, ...], others: list[int]) -> tuple[int, ...]:
    """Return the greater values, place by place; the last of each holds for more places too."""
    more = len(others) - len(some)
    if more > 0:
        some += some[-1:] * more
    else:
        others += others[-1:] * -more
    return tuple(map(max, some, others))
