"""What becomes of each unit and each wish in one situation, and by which rule: facts, no words yet."""

from typing import NamedTuple

from course_engine.model.course import Unit
from course_engine.model.path import Rule
from course_engine.planning.choice import Offer, Situation, offers, optima
from course_engine.planning.structure import Candidate, Structure


class Verdict(NamedTuple):
    """Why one unit is kept or left out. Masks are those of `structure`.

    Attributes:
        rank: the person's level in the unit's domain; None for the closing unit.
        objectives: mask of the wished objectives that the unit covers.
        related: mask of the units that need a prerequisite, those that a unit asks for first, or those
            that serve the wish in place of a unit already mastered.
        half_days: the smallest greater number that brings the unit in, or what its prerequisites take.
    """

    unit: Unit
    rule: Rule
    rank: int | None = None
    objectives: int = 0
    related: int = 0
    half_days: int | None = None


class Decision(NamedTuple):
    """A path without its sentences.

    Attributes:
        unserved: each wish that no kept unit covers (its position among the objectives), with the
            smallest number of half-days that serves it; None where no unit of the programme does.
    """

    kept: list[Verdict]
    left_out: list[Verdict]
    unserved: list[tuple[int, int | None]]


class Choices:
    """The best set of units for any number of half-days, in one situation.

    Attributes:
        offers: the open units, by bit.
        before: for each open unit, the mask of all that it requires, directly or not.
        after: for each open unit, the mask of those that directly require it.
    """

    def __init__(self, structure: Structure, situation: Situation) -> None:
        self.structure = structure
        self.situation = situation
        self.offers: dict[int, Offer] = {}
        self.before: dict[int, int] = {}
        self.after: dict[int, int] = {}
        for offer in offers(structure, situation):
            self._add(offer)
        self._optima = optima(structure, situation, tuple(self.offers.values()))
        most = structure.most_half_days
        self._units = [
            self._optima[min(self.places(number), len(self._optima) - 1)] for number in range(most + 1)
        ]

    def units(self, half_days: int | None) -> int:
        """Return the mask of the units kept, the closing one not counted."""
        last = self.structure.most_half_days
        return self._units[last if half_days is None else min(half_days, last)]

    def covered(self, half_days: int | None) -> int:
        """Return the mask of the wishes that the kept units cover."""
        units, mask = self.units(half_days), 0
        for bit, offer in self.offers.items():
            if bit & units:
                mask |= offer.serves
        return mask

    def serving(self, wishes: int) -> int:
        """Return the mask of the open units that serve any of the wishes."""
        return sum([bit for bit, offer in self.offers.items() if offer.serves & wishes])

    def places(self, half_days: int) -> int:
        """Return how many half-days are left when the closing unit has its own (rule 1)."""
        closing = self.structure.closing
        return half_days - 1 if closing and half_days >= closing[1] else half_days

    def closes(self, half_days: int | None) -> bool:
        """Return whether the path ends with the closing unit (rule 1)."""
        closing = self.structure.closing
        due = closing is not None and (half_days is None or half_days >= closing[1])
        return due and self.units(half_days) != 0

    def enough_for_any(self, units: int, half_days: int | None) -> int | None:
        """Return the smallest greater number of half-days that brings in one of the units, if any."""
        if half_days is not None:
            for number in range(half_days + 1, len(self._units)):
                if self._units[number] & units:
                    return number
        return None

    def enough_to_close(self, half_days: int | None) -> int | None:
        """Return the smallest greater number of half-days that brings the closing unit in, if any."""
        if half_days is None:
            return None
        more = range(half_days + 1, self.structure.most_half_days + 1)
        return next((number for number in more if self.closes(number)), None)

    def _add(self, offer: Offer) -> None:
        bit, requires = offer.candidate.bit, offer.requires
        before = requires
        for earlier in self.offers:
            if earlier & requires:
                before |= self.before[earlier]
                self.after[earlier] |= bit
        self.offers[bit], self.before[bit], self.after[bit] = offer, before, 0


def decide(choices: Choices, half_days: int | None) -> Decision:
    """Return what becomes of every unit and every wish with so many half-days (None: as many as useful)."""
    units = choices.units(half_days)
    kept: list[Verdict] = []
    left_out: list[Verdict] = []
    for one in choices.structure.candidates:
        if one.bit & units:
            kept.append(_kept(choices, one, units))
        else:
            left_out.append(_left_out(choices, one, half_days))
    closing = choices.structure.closing
    if closing and choices.closes(half_days):
        kept.append(Verdict(closing[0], Rule.CLOSING))
    elif closing:
        enough = choices.enough_to_close(half_days)
        rule = Rule.MASTERED if enough is None else Rule.NOT_ENOUGH_HALF_DAYS
        left_out.append(Verdict(closing[0], rule, half_days=enough))
    return Decision(kept, left_out, _unserved(choices, half_days))


def _kept(choices: Choices, one: Candidate, units: int) -> Verdict:
    rank = choices.situation.ranks[one.domain]
    serves = choices.offers[one.bit].serves
    if serves:
        return Verdict(one.unit, Rule.WISH, rank, serves)
    waiting = choices.after[one.bit] & units
    if waiting:
        return Verdict(one.unit, Rule.PREREQUISITE, rank, 0, waiting)
    return Verdict(one.unit, Rule.NEED, rank)


def _left_out(choices: Choices, one: Candidate, half_days: int | None) -> Verdict:
    offer = choices.offers.get(one.bit)
    rank = choices.situation.ranks[one.domain]
    if offer is None:
        return Verdict(one.unit, Rule.MASTERED, rank)
    enough = choices.enough_for_any(one.bit, half_days)
    if half_days is None or enough is None:
        # An open unit that no number of half-days brings in is one without need: its levels are passed,
        # and other units serve the wish that opened it (docs/paths.md).
        return Verdict(one.unit, Rule.MASTERED, rank, offer.serves, _serving(choices, offer, half_days))
    before = choices.before[one.bit]
    if 0 < choices.places(half_days) <= before.bit_count():
        return Verdict(one.unit, Rule.PREREQUISITES_TOO_LONG, rank, offer.serves, before, before.bit_count())
    return Verdict(one.unit, Rule.NOT_ENOUGH_HALF_DAYS, rank, offer.serves, 0, enough)


def _serving(choices: Choices, offer: Offer, half_days: int | None) -> int:
    """Return the kept units that serve the wishes of `offer`, or those that would with time enough."""
    serving = choices.serving(offer.serves)
    return serving & choices.units(half_days) or serving & choices.units(None)


def _unserved(choices: Choices, half_days: int | None) -> list[tuple[int, int | None]]:
    missing = choices.situation.wished & ~choices.covered(half_days)
    return [
        (position, choices.enough_for_any(choices.serving(1 << position), half_days))
        for position in range(missing.bit_length())
        if missing >> position & 1
    ]
