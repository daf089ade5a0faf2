"""What becomes of each unit and each wish in one situation, and by which rule: facts, no words yet."""

from typing import NamedTuple

from course_engine.model.path import Rule
from course_engine.planning.person import NOTHING, Evidence, Person
from course_engine.planning.prospect import Prospect, Prospects, Standing
from course_engine.planning.structure import Candidate, Structure


class Verdict(NamedTuple):
    """Why one unit is kept or left out. Masks are those of `structure`.

    Attributes:
        rank: the person's level in the unit's domain.
        behind: the answers that decided.
        objectives: mask of the wished objectives that the unit covers.
        related: mask of the units that need a prerequisite, those that a unit asks for first, or those
            that serve the wish in place of a unit already mastered.
        half_days: the smallest greater number that brings the unit in, or what its prerequisites take.
        for_closing: whether they would fit, but for the closing unit.
    """

    one: Candidate
    rule: Rule
    rank: int
    behind: Evidence
    objectives: int = 0
    related: int = 0
    half_days: int | None = None
    for_closing: bool = False


class Decision(NamedTuple):
    """A path without its sentences.

    Attributes:
        unserved: each wish that no kept unit covers (its position among the objectives), with the
            smallest number of half-days that serves it; None where no unit of the programme does.
    """

    kept: list[Verdict]
    left_out: list[Verdict]
    unserved: list[tuple[int, int | None]]


class Decider:
    """Decides the paths of one course."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._prospects = Prospects(structure)

    def decide(self, person: Person) -> Decision:
        """Return what becomes of every unit and every wish of a person."""
        prospect = self._prospects.of(person)
        kept: list[Verdict] = []
        left_out: list[Verdict] = []
        missing = prospect.wished
        for standing in prospect.standings:
            if standing.one.bit & prospect.units:
                kept.append(_kept(standing, prospect))
                missing &= ~standing.one.objectives
            else:
                left_out.append(self._left_out(standing, prospect))
        if self._structure.closing:
            verdict = _closing(*self._structure.closing, prospect)
            (kept if verdict.rule is Rule.CLOSING else left_out).append(verdict)
        return Decision(kept, left_out, self._unserved(missing, prospect) if missing else [])

    def _left_out(self, standing: Standing, prospect: Prospect) -> Verdict:
        one, rank, mastered, _highest, before, _after = standing
        person, bit = prospect.person, one.bit
        serves = one.objectives & prospect.wished
        if mastered and not serves:
            return Verdict(one, Rule.MASTERED, rank, person.practice[one.domain].most)
        if bit not in prospect.enough:
            # An open unit that no number of half-days brings in is one without need: its levels are passed,
            # and other units serve the wish that opened it (docs/paths.md).
            most, related = person.practice[one.domain].most, self._serving(serves, prospect)
            return Verdict(one, Rule.MASTERED, rank, most, serves, related)
        needed = before.bit_count()
        if 0 < prospect.places <= needed:
            closing = (person.half_days or 0) > needed
            rule = Rule.PREREQUISITES_TOO_LONG
            return Verdict(one, rule, rank, person.time, serves, before, needed, closing)
        return Verdict(one, Rule.NOT_ENOUGH_HALF_DAYS, rank, person.time, serves, 0, prospect.enough[bit])

    def _serving(self, wishes: int, prospect: Prospect) -> int:
        """Return the kept units that serve any of the wishes, or those that would with time enough."""
        serving = self._structure.serving(wishes)
        return serving & prospect.units or serving & prospect.most_units

    def _unserved(self, missing: int, prospect: Prospect) -> list[tuple[int, int | None]]:
        unserved = []
        for position in range(missing.bit_length()):
            if missing >> position & 1:
                serving = self._structure.serving(1 << position)
                numbers = [number for bit, number in prospect.enough.items() if bit & serving]
                unserved.append((position, min(numbers, default=None)))
        return unserved


def _kept(standing: Standing, prospect: Prospect) -> Verdict:
    one, rank, _mastered, highest, _before, after = standing
    serves = one.objectives & prospect.wished
    if serves:
        return Verdict(one, Rule.WISH, rank, prospect.person.wishes.behind(serves), serves)
    practice = prospect.person.practice[one.domain]
    waiting = after & prospect.units
    behind = practice.most if highest else practice.least
    return Verdict(one, Rule.PREREQUISITE if waiting else Rule.NEED, rank, behind, 0, waiting)


def _closing(closing: Candidate, due: int, prospect: Prospect) -> Verdict:
    """Return whether a path with anything in it is closed (rule 1), or from when it would be."""
    person, half_days = prospect.person, prospect.person.half_days
    rank = person.practice[closing.domain].rank
    if prospect.units and (half_days is None or half_days >= due):
        return Verdict(closing, Rule.CLOSING, rank, person.time)
    if half_days is None or not prospect.most_units:
        return Verdict(closing, Rule.MASTERED, rank, NOTHING)
    # Either it is not due yet, or no unit fits yet: the first to come in brings it.
    enough = due if prospect.units else max(due, min(prospect.enough.values()))
    return Verdict(closing, Rule.NOT_ENOUGH_HALF_DAYS, rank, person.time, half_days=enough)
