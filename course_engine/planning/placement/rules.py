"""The hard rules, spelled out one by one: the judge of every proposal, and no part of what finds it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.placement import Breach, PersonToPlace, PlacementProblem, Rule, SessionToFill
from course_engine.model.training import Enrolment
from course_engine.planning.placement.words import breach_sentence

Diary: TypeAlias = list[SessionToFill]
"""The sessions in which one person has a place, confirmed or proposed."""


def problems_of(places: Iterable[Enrolment], problem: PlacementProblem) -> tuple[Breach, ...]:
    """Return every rule that some proposed places break, beside those that are confirmed.

    Confirmed places are never judged: somebody decided on them. They take seats and time.

    Args:
        places: a proposal's, or those of them that are about to be confirmed.
        problem: what was to be solved.
    """
    places = tuple(places)
    people = {person.id: person for person in problem.people}
    sessions = {session.id: session for session in problem.sessions}

    def is_known(place: Enrolment) -> bool:
        return place.trainee in people and place.session in sessions

    known = [place for place in places if is_known(place)]
    diaries = diaries_of(known, problem)
    seats = Counter(place.session for place in (*problem.confirmed, *places))
    found = [(Rule.KNOWN, place) for place in places if not is_known(place)]
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


def diaries_of(places: Iterable[Enrolment], problem: PlacementProblem) -> Mapping[str, Diary]:
    """Return the sessions of each person, those of confirmed places included."""
    sessions = {session.id: session for session in problem.sessions}
    diaries: dict[str, Diary] = defaultdict(list)
    for place in (*problem.confirmed, *places):
        diaries[place.trainee].append(sessions[place.session])
    return diaries


class Referee(Struct, frozen=True):
    """Judges one session of one person at a time."""

    problem: PlacementProblem

    def allows(self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]) -> bool:
        """Return whether a session may join the others of a person, seats apart."""
        return next(self.broken(person, session, others), None) is None

    def broken(
        self, person: PersonToPlace, session: SessionToFill, others: Sequence[SessionToFill]
    ) -> Iterator[Rule]:
        """Yield the rules that a session breaks for a person, beside their other ones; seats apart."""
        case = _Case(self.problem, person, session, others)
        for rule, holds in _RULES.items():
            if not holds(case):
                yield rule


class _Case(NamedTuple):
    """One session of a person, beside their other ones."""

    problem: PlacementProblem
    person: PersonToPlace
    session: SessionToFill
    others: Sequence[SessionToFill]

    @property
    def units_before(self) -> set[Slug]:
        """The units with a place that ends before the session begins."""
        return {other.unit for other in self.others if other.end <= self.session.start}


def _in_the_path(case: _Case) -> bool:
    return case.session.unit in case.person.to_follow


def _once(case: _Case) -> bool:
    return all(other.unit != case.session.unit for other in case.others)


def _available(case: _Case) -> bool:
    return case.person.can_attend(case.session)


def _no_overlap(case: _Case) -> bool:
    start, end = case.session.start, case.session.end
    return all(other.end <= start or end <= other.start for other in case.others)


def _order(case: _Case) -> bool:
    closing, session = case.problem.closing, case.session
    ranks = {unit: (unit == closing, rank) for rank, unit in enumerate(case.person.to_follow)}
    mine = ranks.get(session.unit)
    if mine is None:
        return True
    for other in case.others:
        its = ranks.get(other.unit, mine)
        if (its < mine and other.end > session.start) or (its > mine and session.end > other.start):
            return False
    return True


def _prerequisites(case: _Case) -> bool:
    asked = case.problem.prerequisites.get(case.session.unit, ())
    return {*asked} & {*case.person.to_follow} <= case.units_before


def _closing_last(case: _Case) -> bool:
    if case.session.unit != case.problem.closing or case.person.followed:
        return True
    return bool(case.units_before & {*case.person.units})


def _most_per_week(case: _Case) -> bool:
    same_week = sum(other.week == case.session.week for other in case.others)
    return same_week < case.problem.most_per_week


_RULES: Mapping[Rule, Callable[[_Case], bool]] = {
    Rule.IN_THE_PATH: _in_the_path,
    Rule.ONCE: _once,
    Rule.AVAILABLE: _available,
    Rule.NO_OVERLAP: _no_overlap,
    Rule.ORDER: _order,
    Rule.PREREQUISITES: _prerequisites,
    Rule.CLOSING_LAST: _closing_last,
    Rule.MOST_PER_WEEK: _most_per_week,
}
