"""What becomes of each unit and each wish in one situation, and by which rule: facts, no words yet."""

from dataclasses import dataclass

from course_engine.model.frozen import Slug
from course_engine.model.path import Rule
from course_engine.planning.choice import Offer, Situation, offers, optima
from course_engine.planning.structure import Candidate, Structure


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why one unit is kept or left out.

    Attributes:
        rank: the person's level in the unit's domain; None for the closing unit.
        objectives: the wished objectives that the unit covers.
        related: the units that need a prerequisite, those that a unit asks for first, or those that
            serve the wish in place of a unit already mastered.
        half_days: the smallest greater number that brings the unit in, or what its prerequisites take.
    """

    unit: Slug
    rule: Rule
    rank: int | None = None
    objectives: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    half_days: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A path without its sentences.

    Attributes:
        unserved: each wish that no kept unit covers, with the smallest number of half-days that serves
            it; None where no unit of the programme does.
    """

    kept: tuple[Verdict, ...]
    left_out: tuple[Verdict, ...]
    unserved: tuple[tuple[Slug, int | None], ...]


class Choices:
    """The best set of units for any number of half-days, in one situation."""

    def __init__(self, structure: Structure, situation: Situation) -> None:
        self.structure = structure
        self.situation = situation
        self.offers = {offer.candidate.bit: offer for offer in offers(structure, situation)}
        self._optima = optima(structure, situation)

    def units(self, half_days: int | None) -> int:
        """Return the mask of the units kept, the closing one not counted."""
        most = len(self._optima) - 1
        return self._optima[most if half_days is None else min(self.places(half_days), most)]

    def places(self, half_days: int) -> int:
        """Return how many half-days are left when the closing unit has its own."""
        return half_days - self._closing_places(half_days)

    def closes(self, half_days: int | None) -> bool:
        """Return whether the path ends with the closing unit (rule 1)."""
        return bool(self._closing_places(half_days) and self.units(half_days))

    def covered(self, half_days: int | None) -> int:
        """Return the mask of the wishes that the kept units cover."""
        mask, units = 0, self.units(half_days)
        for bit, offer in self.offers.items():
            mask |= offer.serves if bit & units else 0
        return mask

    def required_by(self, offer: Offer) -> int:
        """Return the mask of every unit to follow before this one, those of its prerequisites included."""
        required = offer.requires
        for bit, earlier in reversed(self.offers.items()):
            if bit & required:
                required |= earlier.requires
        return required

    def more(self, half_days: int | None) -> range:
        """Return the greater numbers of half-days at which a path may still change."""
        return range(0) if half_days is None else range(half_days + 1, self.structure.most_half_days + 1)

    def _closing_places(self, half_days: int | None) -> int:
        closing = self.structure.closing
        return int(closing is not None and (half_days is None or half_days >= closing[1]))


def decide(structure: Structure, situation: Situation, half_days: int | None) -> Decision:
    """Return what becomes of every unit and every wish with so many half-days (None: as many as useful)."""
    choices = Choices(structure, situation)
    units = choices.units(half_days)
    kept = [_kept(choices, one, units) for one in structure.candidates if one.bit & units]
    left_out = [_left_out(choices, one, half_days) for one in structure.candidates if not one.bit & units]
    if structure.closing:
        closing = structure.closing[0].id
        if choices.closes(half_days):
            kept.append(Verdict(closing, Rule.CLOSING))
        else:
            left_out.append(_without_closing(choices, closing, half_days))
    return Decision(tuple(kept), tuple(left_out), _unserved(choices, half_days))


def _kept(choices: Choices, one: Candidate, units: int) -> Verdict:
    offer = choices.offers[one.bit]
    rank = choices.situation.ranks[one.domain]
    if offer.serves:
        return Verdict(one.unit.id, Rule.WISH, rank, choices.structure.objectives_in(offer.serves))
    waiting = sum(bit for bit, other in choices.offers.items() if bit & units and other.requires & one.bit)
    if waiting:
        return Verdict(one.unit.id, Rule.PREREQUISITE, rank, related=_names(choices, waiting))
    return Verdict(one.unit.id, Rule.NEED, rank)


def _left_out(choices: Choices, one: Candidate, half_days: int | None) -> Verdict:
    offer = choices.offers.get(one.bit)
    rank = choices.situation.ranks[one.domain]
    if offer is None:
        return Verdict(one.unit.id, Rule.MASTERED, rank)
    objectives = choices.structure.objectives_in(offer.serves)
    enough = next((more for more in choices.more(half_days) if choices.units(more) & one.bit), None)
    if half_days is None or enough is None:
        # An open unit that no number of half-days brings in is one without need: its levels are passed,
        # and other units serve the wish that opened it (docs/paths.md).
        return Verdict(one.unit.id, Rule.MASTERED, rank, objectives, _serving(choices, offer, half_days))
    first = choices.required_by(offer)
    if 0 < choices.places(half_days) <= first.bit_count():
        related = _names(choices, first)
        return Verdict(one.unit.id, Rule.PREREQUISITES_TOO_LONG, rank, objectives, related, first.bit_count())
    return Verdict(one.unit.id, Rule.NOT_ENOUGH_HALF_DAYS, rank, objectives, half_days=enough)


def _serving(choices: Choices, offer: Offer, half_days: int | None) -> tuple[Slug, ...]:
    """Return the kept units that serve the wishes of `offer`, or those that would with time enough."""
    for units in (choices.units(half_days), choices.units(None)):
        serving = sum(
            bit for bit, other in choices.offers.items() if bit & units and other.serves & offer.serves
        )
        if serving:
            return _names(choices, serving)
    return ()


def _without_closing(choices: Choices, closing: Slug, half_days: int | None) -> Verdict:
    enough = next((more for more in choices.more(half_days) if choices.closes(more)), None)
    if enough is None:
        return Verdict(closing, Rule.MASTERED)
    return Verdict(closing, Rule.NOT_ENOUGH_HALF_DAYS, half_days=enough)


def _unserved(choices: Choices, half_days: int | None) -> tuple[tuple[Slug, int | None], ...]:
    missing = choices.situation.wished & ~choices.covered(half_days)
    unserved = []
    for position, name in enumerate(choices.structure.objectives):
        if missing >> position & 1:
            enough = (more for more in choices.more(half_days) if choices.covered(more) >> position & 1)
            unserved.append((name, next(enough, None)))
    return tuple(unserved)


def _names(choices: Choices, units: int) -> tuple[Slug, ...]:
    return tuple(candidate.unit.id for candidate in choices.structure.members(units))
