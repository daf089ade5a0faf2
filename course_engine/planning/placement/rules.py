"""The hard rules, spelled out one by one: the judge of every proposal, and no part of what finds it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from course_engine.model.placement import (
    Breach,
    PersonToPlace,
    Place,
    PlacementProblem,
    Rule,
    SessionToFill,
)
from course_engine.planning.placement.words import breach_sentence

Diary: TypeAlias = list[SessionToFill]
"""The sessions in which one person has a place, confirmed or proposed."""


def problems_of(places: Iterable[Place], problem: PlacementProblem) -> tuple[Breach, ...]:
    """Return every rule that some proposed places break, beside those that are confirmed.

    Confirmed places are never judged: somebody decided on them. They take seats and time.

    Args:
        places: a proposal's, or those of them that are about to be confirmed.
        problem: what was to be solved.
    """
    places = tuple(places)
    people = {person.id: person for person in problem.people}
    sessions = {session.id: session for session in problem.sessions}
    known = [place for place in places if place.trainee in people and place.session in sessions]
    diaries = diaries_of(known, problem)
    seats = Counter(place.session for place in (*problem.confirmed, *places))
    found = [(Rule.KNOWN, place) for place in places if place not in known]
    for place in known:
        session, person = sessions[place.session], people[place.trainee]
        others = list(diaries[person.id])
        others.remove(session)
        found += [(rule, place) for rule in Referee(problem).broken(person, session, others)]
        if seats[session.id] > session.seats:
            found.append((Rule.SEATS, place))
    return tuple(
        Breach(rule=rule, place=place, sentence=breach_sentence(rule, sessions.get(place.session), problem))
        for rule, place in found
    )


def diaries_of(places: Iterable[Place], problem: PlacementProblem) -> Mapping[str, Diary]:
    """Return the sessions of each person, those of confirmed places included."""
    sessions = {session.id: session for session in problem.sessions}
    diaries: dict[str, Diary] = defaultdict(list)
    for place in (*problem.confirmed, *places):
        diaries[place.trainee].append(sessions[place.session])
    return diaries


@dataclass(frozen=True, slots=True)
class Referee:
    """Judges one session of one person at a time."""

    problem: PlacementProblem

    def allows(self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]) -> bool:
        """Return whether a session may join the others of a person, seats apart."""
        return next(self.broken(person, session, others), None) is None

    def broken(
        self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> Iterator[Rule]:
        """Yield the rules that a session breaks for a person, beside their other ones; seats apart."""
        for rule, holds in _RULES.items():
            if not holds(self, person, session, others):
                yield rule

    def required(self, person: PersonToPlace, session: SessionToFill) -> set[str]:
        """Return the units that a person must have a place for before a session."""
        asked = self.problem.prerequisites.get(session.unit, ())
        return {unit for unit in asked if unit in person.units} - {*person.followed}

    def _in_the_path(
        self, person: PersonToPlace, session: SessionToFill, _others: Sequence[SessionToFill]
    ) -> bool:
        return session.unit in person.units and session.unit not in person.followed

    def _once(self, _person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]) -> bool:
        return all(other.unit != session.unit for other in others)

    def _available(
        self, person: PersonToPlace, session: SessionToFill, _others: Sequence[SessionToFill]
    ) -> bool:
        return person.can_come(session.half_day)

    def _no_overlap(
        self, _person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> bool:
        return all(other.end <= session.start or session.end <= other.start for other in others)

    def _order(self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]) -> bool:
        ranks = {unit: (unit == self.problem.closing, rank) for rank, unit in enumerate(person.units)}
        mine = ranks.get(session.unit)
        if mine is None:
            return True
        for other in others:
            its = ranks.get(other.unit, mine)
            if (its < mine and other.end > session.start) or (its > mine and session.end > other.start):
                return False
        return True

    def _prerequisites(
        self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> bool:
        before = {other.unit for other in others if other.end <= session.start}
        return self.required(person, session) <= before

    def _closing_last(
        self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> bool:
        return (
            session.unit != self.problem.closing
            or bool(person.followed)
            or any(other.unit in person.units and other.end <= session.start for other in others)
        )

    def _most_per_week(
        self, _person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> bool:
        return sum(other.week == session.week for other in others) < self.problem.most_per_week


_Check: TypeAlias = Callable[[Referee, PersonToPlace, SessionToFill, Sequence[SessionToFill]], bool]

_RULES: Mapping[Rule, _Check] = {
    Rule.IN_THE_PATH: Referee._in_the_path,
    Rule.ONCE: Referee._once,
    Rule.AVAILABLE: Referee._available,
    Rule.NO_OVERLAP: Referee._no_overlap,
    Rule.ORDER: Referee._order,
    Rule.PREREQUISITES: Referee._prerequisites,
    Rule.CLOSING_LAST: Referee._closing_last,
    Rule.MOST_PER_WEEK: Referee._most_per_week,
}
