"""Why people have no place: for each of them, then for all who share a reason."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from course_engine.model.identity import Slug
from course_engine.model.placement import Cause, Explanation, PersonToPlace, Rule, SessionToFill, Unplaced
from course_engine.model.questionnaire import Availability
from course_engine.model.training import Enrolment
from course_engine.planning.placement.board import Board
from course_engine.planning.placement.rules import Diary, Referee, diaries_of
from course_engine.planning.placement.words import group_sentence, nowhere_sentence, unplaced_sentence, why


class Outcome:
    """What places amount to: each person's sessions, the seats left, the units left without a place."""

    def __init__(self, board: Board, places: Sequence[Enrolment]) -> None:
        self.board = board
        self.referee = Referee(board.problem)
        self.diaries: Mapping[str, Diary] = diaries_of(places, board.problem)
        self.taken = Counter(place.session for place in (*board.problem.confirmed, *places))

    def diary(self, person: PersonToPlace) -> Diary:
        """Return the sessions of a person, in order of time."""
        return sorted(self.diaries.get(person.id, []), key=lambda session: session.start)

    def seats_left(self, session: SessionToFill) -> int:
        """Return how many seats a session has left; none below 0."""
        return max(0, session.seats - self.taken[session.id])

    def without_place(self) -> Iterator[tuple[PersonToPlace, Slug]]:
        """Yield each person with each unit that they have no place for, in the path's order."""
        for person in self.board.people:
            settled = {session.unit for session in self.diary(person)}
            for unit in self.board.path(person):
                if unit not in settled:
                    yield person, unit

    def served(self, person: PersonToPlace) -> int:
        """Return how many half-days a person has followed or has a place for."""
        return len(person.followed) + len(self.diaries.get(person.id, []))


def unplaced(outcome: Outcome) -> tuple[Unplaced, ...]:
    """Return every unit without a place, and why."""
    problem = outcome.board.problem
    found = []
    for person, unit in outcome.without_place():
        cause, missing = _cause(outcome, person, unit)
        clause = why(cause, person.availabilities, missing, problem)
        sentence = unplaced_sentence(unit, clause, problem)
        found.append(Unplaced(trainee=person.id, unit=unit, cause=cause, missing=missing, sentence=sentence))
    return tuple(found)


class _Group(NamedTuple):
    unit: Slug | None
    cause: Cause
    when: tuple[Availability, ...]
    missing: tuple[Slug, ...]


def explanations(outcome: Outcome, found: Sequence[Unplaced]) -> tuple[Explanation, ...]:
    """Return the same in groups, the largest first.

    People who have nothing at all, and can come only when nothing is planned for them, make one group
    whatever their units are.
    """
    people = {person.id: person for person in outcome.board.people}
    reasons: dict[str, set[Cause]] = defaultdict(set)
    for one in found:
        reasons[one.trainee].add(one.cause)
    groups: dict[_Group, dict[str, None]] = defaultdict(dict)
    for one in found:
        only_when = one.cause is Cause.NOT_WHEN_AVAILABLE
        when = tuple(
            kind for kind in Availability if only_when and kind in people[one.trainee].availabilities
        )
        nowhere = not outcome.diaries.get(one.trainee) and reasons[one.trainee] == {Cause.NOT_WHEN_AVAILABLE}
        groups[_Group(None if nowhere else one.unit, one.cause, when, one.missing)][one.trainee] = None
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].unit or "", item[0]))
    return tuple(_explanation(outcome, group, tuple(names)) for group, names in largest)


def _explanation(outcome: Outcome, group: _Group, names: tuple[str, ...]) -> Explanation:
    problem = outcome.board.problem
    if group.unit is None:
        sentence = nowhere_sentence(len(names), group.when)
    else:
        clause = why(group.cause, group.when, group.missing, problem)
        sentence = group_sentence(len(names), group.unit, clause, problem)
    return Explanation(
        unit=group.unit,
        cause=group.cause,
        availabilities=group.when,
        missing=group.missing,
        trainees=names,
        sentence=sentence,
    )


def _cause(outcome: Outcome, person: PersonToPlace, unit: Slug) -> tuple[Cause, tuple[Slug, ...]]:
    problem, diary = outcome.board.problem, outcome.diary(person)
    offered = [session for session in outcome.board.sessions if session.unit == unit and session.seats]
    suitable = [session for session in offered if person.can_attend(session)]
    placed = {session.unit for session in diary}
    asked = problem.prerequisites.get(unit, ())
    missing = tuple(one for one in asked if one in person.to_follow and one not in placed)
    free = [session for session in suitable if outcome.seats_left(session)]
    cause = Cause.ORDER
    if not offered:
        cause = Cause.NO_SESSION
    elif not suitable:
        cause = Cause.NOT_WHEN_AVAILABLE
    elif missing:
        return Cause.PREREQUISITE, missing
    elif unit == problem.closing and not (person.followed or placed & {*person.to_follow}):
        cause = Cause.NOTHING_TO_CLOSE
    elif not free:
        cause = Cause.FULL
    elif any([*outcome.referee.broken(person, session, diary)] == [Rule.MOST_PER_WEEK] for session in free):
        cause = Cause.FULL_WEEKS
    return cause, ()
