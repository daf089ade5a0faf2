"""What never changes from one person to the next: the course as numbers that the choice can work on.

Sets of units are bit masks. The first unit of the programme has the highest bit, so that of two sets the
greater number is the one that has the first unit where they differ: rule (d) of the choice.
"""

from msgspec import Struct

from course_engine.model.course import Catalogue, Unit
from course_engine.model.identity import Slug


class Candidate(Struct, frozen=True, eq=False):
    """A unit that may be chosen, or the closing one.

    Attributes:
        bit: the unit's own bit; 0 for the closing unit, which is no candidate.
        domain: position of its domain in the programme.
        lowest, highest: ranks of the lowest and highest of its levels, from 0.
        objectives: mask of its objectives; the programme's first has bit 0.
        prerequisites: mask of the units it asks for.
    """

    unit: Unit
    bit: int
    domain: int
    lowest: int
    highest: int
    objectives: int
    prerequisites: int


class Structure(Struct, frozen=True, eq=False):
    """A course, ready to choose from.

    Attributes:
        levels: lowest first; a rank is a position here.
        candidates: every unit but the closing one, in the programme's order.
        closing: the unit that ends a path, and the number of half-days from which it does.
        most_half_days: the number of half-days beyond which one more changes no path.
    """

    levels: tuple[Slug, ...]
    domains: tuple[Slug, ...]
    objectives: tuple[Slug, ...]
    candidates: tuple[Candidate, ...]
    closing: tuple[Candidate, int] | None
    most_half_days: int

    def members(self, units: int) -> tuple[Candidate, ...]:
        """Return the units of a mask, in the programme's order."""
        return tuple(candidate for candidate in self.candidates if candidate.bit & units)

    def objectives_in(self, mask: int) -> tuple[Slug, ...]:
        """Return the objectives of a mask, in the programme's order."""
        return tuple(name for position, name in enumerate(self.objectives) if mask >> position & 1)

    def serving(self, objectives: int) -> int:
        """Return the mask of the units that cover any of the objectives of a mask."""
        return sum([one.bit for one in self.candidates if one.objectives & objectives])

    def places(self, half_days: int) -> int:
        """Return how many half-days are left when the closing unit has its own (rule 1)."""
        return half_days - 1 if self.closing and half_days >= self.closing[1] else half_days


def structure_of(catalogue: Catalogue) -> Structure:
    """Return the structure of a checked course.

    A closing unit is no candidate, and nothing waits for it: it takes part in closing only.
    """
    programme = catalogue.programme
    closing = programme.closing
    names = [name for name in programme.unit_order if closing is None or name != closing.unit]
    bits = {name: 1 << (len(names) - 1 - place) for place, name in enumerate(names)}
    domains, objectives = tuple(programme.domains), tuple(programme.objectives)
    rank = programme.levels.index

    def candidate(unit: Unit) -> Candidate:
        return Candidate(
            unit=unit,
            bit=bits.get(unit.id, 0),
            domain=domains.index(unit.domain),
            lowest=min(map(rank, unit.levels)),
            highest=max(map(rank, unit.levels)),
            objectives=sum({1 << objectives.index(name) for name in unit.objectives}),
            prerequisites=sum({bits[name] for name in unit.prerequisites if name in bits}),
        )

    return Structure(
        levels=programme.levels,
        domains=domains,
        objectives=objectives,
        candidates=tuple(candidate(catalogue.units[name]) for name in names),
        closing=(candidate(catalogue.units[closing.unit]), closing.from_half_days) if closing else None,
        most_half_days=max(len(names) + 1, closing.from_half_days if closing else 0),
    )
