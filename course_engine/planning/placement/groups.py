"""Groups smaller than wished, and those that could be merged; who waits for a full session."""

from collections import defaultdict
from collections.abc import Iterator

from course_engine.model.placement import PersonToPlace, SessionToFill, SmallGroup, WaitingList
from course_engine.planning.placement.causes import Outcome
from course_engine.planning.placement.words import small_group_sentence


def small_groups(outcome: Outcome) -> tuple[SmallGroup, ...]:
    """Return the sessions with somebody and fewer than the least, in order of time; none without a least.

    The smallest look for a session first. No session and nobody is in two merges, so that all may be accepted;
    a small session that another is merged into is named there only.
    """
    least = outcome.board.problem.least
    if least is None:
        return ()
    small = [session for session in outcome.board.sessions if 0 < outcome.taken[session.id] < least]
    small.sort(key=lambda session: (outcome.taken[session.id], session.start, session.id))
    used: set[str] = set()
    found: dict[str, SmallGroup] = {}
    for session in small:
        into = None if session.id in used else _into(outcome, session, used)
        people = _people(outcome, session)
        if into is not None:
            used |= {session.id, into.id, *people}
        found[session.id] = _small_group(outcome, session, into, people)
    targets = {group.into for group in found.values()}
    order = [session.id for session in outcome.board.sessions]
    return tuple(found[name] for name in order if name in found and name not in targets)


def waiting_lists(outcome: Outcome) -> tuple[WaitingList, ...]:
    """Return who would take a seat given up in each full session: the least served first, then by id."""
    missing: dict[str, list[PersonToPlace]] = defaultdict(list)
    for person, unit in outcome.without_place():
        missing[unit].append(person)
    found = []
    for session in outcome.board.sessions:
        if session.seats and not outcome.seats_left(session):
            waiting = [
                (outcome.served(person), person.id)
                for person in missing.get(session.unit, ())
                if outcome.referee.allows(person, session, outcome.diary(person))
            ]
            if waiting:
                found.append(
                    WaitingList(session=session.id, trainees=tuple(name for _, name in sorted(waiting)))
                )
    return tuple(found)


def _people(outcome: Outcome, session: SessionToFill) -> list[str]:
    return sorted(name for name, diary in outcome.diaries.items() if session in diary)


def _into(outcome: Outcome, session: SessionToFill, used: set[str]) -> SessionToFill | None:
    """Return the fullest session of the unit that takes everybody, then the earliest."""
    names = _people(outcome, session)
    if used & {*names}:
        return None
    people = {person.id: person for person in outcome.board.people}
    if not {*names} <= people.keys():
        return None  # somebody is confirmed whose diary is not known here
    possible = [
        other
        for other in outcome.board.sessions
        if other.unit == session.unit
        and other.id not in used | {session.id}
        and outcome.taken[other.id]
        and outcome.seats_left(other) >= len(names)
        and all(_can_move(outcome, people[name], session, other) for name in names)
    ]
    return min(possible, key=lambda other: (-outcome.taken[other.id], other.start, other.id), default=None)


def _can_move(outcome: Outcome, person: PersonToPlace, session: SessionToFill, into: SessionToFill) -> bool:
    """Return whether a person could change session and break no rule that held."""
    before = outcome.diary(person)
    rest = [other for other in before if other is not session]
    if not outcome.referee.allows(person, into, rest):
        return False
    return all(
        {*_broken(outcome, person, other, [*rest, into])} <= {*_broken(outcome, person, other, before)}
        for other in rest
    )


def _broken(
    outcome: Outcome, person: PersonToPlace, session: SessionToFill, diary: list[SessionToFill]
) -> Iterator[str]:
    return outcome.referee.broken(person, session, [other for other in diary if other is not session])


def _small_group(
    outcome: Outcome, session: SessionToFill, into: SessionToFill | None, people: list[str]
) -> SmallGroup:
    problem = outcome.board.problem
    confirmed = {place.trainee for place in problem.confirmed if place.session == session.id}
    to_ask = tuple(name for name in people if name in confirmed)
    return SmallGroup(
        session=session.id,
        into=into.id if into else None,
        moving=tuple(name for name in people if into and name not in confirmed),
        to_ask=to_ask if into else (),
        sentence=small_group_sentence(session, len(people), into, to_ask, problem),
    )
