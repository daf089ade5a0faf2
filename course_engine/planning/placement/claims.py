"""What each person may still be given, rules about one session alone applied."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.placement import PersonToPlace, SessionToFill
from course_engine.planning.placement.board import Board


class Opening(NamedTuple):
    """A session that a person could attend, were it alone in their diary beside the confirmed ones.

    Attributes:
        session: its index on the board.
        position: of its unit among those that the claim waits for.
    """

    session: int
    position: int


class Claim(Struct, frozen=True, eq=False):
    """What some people, alike in everything but their id, may still be given.

    Attributes:
        people: their ids, sorted.
        units: those to follow without a confirmed place, in the path's order. A set of them is a mask in
            which the first has bit 0.
        held: half-days that each has followed or holds a confirmed place for.
        openings: in order of time.
        required: for each unit, the mask of those that must be placed before it.
        alone: the position of a closing unit that has nothing to close yet, or None.
        busy: confirmed places by ISO week.
    """

    people: tuple[str, ...]
    units: tuple[Slug, ...]
    held: int
    openings: tuple[Opening, ...]
    required: tuple[int, ...]
    alone: int | None
    busy: Mapping[tuple[int, int], int]

    def lacks(self, position: int, placed: int) -> bool:
        """Return whether a unit has to wait for another, when those of a mask are placed before."""
        return bool(self.required[position] & ~placed) or (position == self.alone and not placed)


def claims_of(board: Board) -> tuple[Claim, ...]:
    """Return the claims of everybody, by the first id of each; people with nothing to follow have none."""
    alike: dict[object, list[PersonToPlace]] = defaultdict(list)
    for person in board.people:
        confirmed = tuple(session.id for session in board.confirmed.get(person.id, ()))
        wishes = frozenset(person.availabilities), frozenset(person.declined)
        key = (person.units, frozenset(person.followed), *wishes, confirmed)
        alike[len(person.followed), key].append(person)
    claims = (_claim(board, people) for people in alike.values())
    return tuple(claim for claim in claims if claim.units)


def _claim(board: Board, people: list[PersonToPlace]) -> Claim:
    person = people[0]
    confirmed = board.confirmed.get(person.id, ())
    settled = {session.unit for session in confirmed}
    path = board.path(person)
    units = tuple(unit for unit in path if unit not in settled)
    bits = {unit: 1 << position for position, unit in enumerate(units)}
    required = {unit: board.problem.prerequisites.get(unit, ()) for unit in units}
    closing = board.problem.closing
    company = person.followed or [session for session in confirmed if session.unit in path]
    return Claim(
        people=tuple(one.id for one in people),
        units=units,
        held=board.held(person),
        openings=tuple(_openings(board, person, units)),
        required=tuple(sum({bits[one] for one in required[unit] if one in bits}) for unit in units),
        alone=None if company or closing not in units else units.index(closing),
        busy=Counter(session.week for session in confirmed),
    )


def _openings(board: Board, person: PersonToPlace, units: tuple[Slug, ...]) -> Iterator[Opening]:
    positions = {unit: position for position, unit in enumerate(units)}
    confirmed = board.confirmed.get(person.id, ())
    weeks = Counter(session.week for session in confirmed)
    around = {unit: _around(board, person, unit, confirmed) for unit in units}
    for index, session in enumerate(board.sessions):
        if (
            session.unit in positions
            and board.seats_left[index]
            and person.can_attend(session)
            and weeks[session.week] < board.problem.most_per_week
            and around[session.unit].leave(session, confirmed)
        ):
            yield Opening(index, positions[session.unit])


class _Around(NamedTuple):
    """The confirmed sessions that must end before a unit, and those that must begin after it."""

    before: tuple[SessionToFill, ...]
    after: tuple[SessionToFill, ...]

    def leave(self, session: SessionToFill, confirmed: tuple[SessionToFill, ...]) -> bool:
        """Return whether confirmed sessions leave room for one more."""
        return (
            all(other.end <= session.start or session.end <= other.start for other in confirmed)
            and all(other.end <= session.start for other in self.before)
            and all(session.end <= other.start for other in self.after)
        )


def _around(board: Board, person: PersonToPlace, unit: Slug, confirmed: tuple[SessionToFill, ...]) -> _Around:
    path = board.path(person)
    required = {*board.problem.prerequisites.get(unit, ())} & {*path}
    earlier = {*path[: path.index(unit)]} | required
    later = {*path[path.index(unit) + 1 :]}
    return _Around(
        tuple(session for session in confirmed if session.unit in earlier),
        tuple(session for session in confirmed if session.unit in later),
    )
