"""What one person may follow, with each number of half-days: the choice put to use, no verdicts yet."""

from functools import lru_cache
from typing import NamedTuple

from course_engine.planning.choice import MOST, Optima
from course_engine.planning.person import Person
from course_engine.planning.structure import Candidate, Structure


class Standing(NamedTuple):
    """A unit as a person's levels see it.

    Attributes:
        mastered: whether the person's level is above the unit's.
        highest: whether it is the highest of the programme.
        before: mask of all that it requires, directly or not.
        after: mask of the units that directly require it.
    """

    one: Candidate
    rank: int
    mastered: bool
    highest: bool
    before: int
    after: int


class Prospect(NamedTuple):
    """What one person follows, and would follow with more time.

    Attributes:
        wished: mask of the wished objectives.
        places: half-days left for candidates.
        units: mask of the units kept, the closing one not counted.
        most_units: the same with as many half-days as useful.
        enough: for each other unit that more half-days bring in, by bit, the smallest such number.
    """

    person: Person
    standings: list[Standing]
    wished: int
    places: int
    units: int
    most_units: int
    enough: dict[int, int]


class Prospects:
    """The prospects of everybody in one course."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._optima = Optima(structure)
        self._places = [structure.places(number) for number in range(structure.most_half_days + 1)]
        self._ground = lru_cache(MOST)(self._ground_of)
        self._weights = lru_cache(MOST)(self._optima.weights)
        self._units = lru_cache(MOST)(self._units_by_half_days)

    def of(self, person: Person) -> Prospect:
        """Return what a person follows, and would follow with more time."""
        state, standings = self._ground(tuple([practice.rank for practice in person.practice]))
        units = self._units(state | self._weights(person.wishes.weights))
        last = len(units) - 1
        number = last if person.half_days is None else min(person.half_days, last)
        places, enough = self._places[number], _enough(units, number)
        return Prospect(person, standings, person.wishes.wished, places, units[number], units[-1], enough)

    def _units_by_half_days(self, state: int) -> tuple[int, ...]:
        """Return the mask of the best units for 0, 1, 2 … half-days."""
        optima = self._optima.best(state)
        most = len(optima) - 1
        return tuple([optima[places if places < most else most] for places in self._places])

    def _ground_of(self, ranks: tuple[int, ...]) -> tuple[int, list[Standing]]:
        """Return what some levels make of the choice's state, and of each unit."""
        candidates = self._structure.candidates
        state = self._optima.ranks(ranks)
        before: dict[int, int] = {}
        after = dict.fromkeys([one.bit for one in candidates], 0)
        for one in candidates:
            before[one.bit] = requires = one.prerequisites & ~state
            for earlier in self._structure.members(requires):
                before[one.bit] |= before[earlier.bit]
                after[earlier.bit] |= one.bit
        top = len(self._structure.levels) - 1
        return state, [
            Standing(one, rank, rank > one.highest, rank == top, before[one.bit], after[one.bit])
            for one in candidates
            for rank in [ranks[one.domain]]
        ]


def _enough(by_half_days: tuple[int, ...], half_days: int) -> dict[int, int]:
    """Return, for each unit that more half-days bring in, by bit, the smallest such number."""
    enough: dict[int, int] = {}
    seen = by_half_days[half_days]
    for number in range(half_days + 1, len(by_half_days)):
        new = by_half_days[number] & ~seen
        seen |= new
        while new:
            bit = new & -new
            enough[bit] = number
            new ^= bit
    return enough
