"""A problem made ready to work on: everything sorted, counted, and looked up once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.training import Enrolment
from course_engine.planning.placement.points import gain, loss

Plan: TypeAlias = tuple[int, ...]
"""Sessions proposed to one person: indices into `Board.sessions`, in order of time."""


class Board(Struct, frozen=True, dict=True):
    """One problem, in an order that does not depend on how it was given.

    Attributes:
        people: by id.
        sessions: in order of time, then by id.
    """

    problem: PlacementProblem
    people: tuple[PersonToPlace, ...]
    sessions: tuple[SessionToFill, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where each session is, by id."""
        return {session.id: index for index, session in enumerate(self.sessions)}

    @cached_property
    def confirmed(self) -> Mapping[str, tuple[SessionToFill, ...]]:
        """The sessions in which each person has a confirmed place, in order of time."""
        held: dict[str, list[int]] = defaultdict(list)
        for place in self.problem.confirmed:
            held[place.trainee].append(self.index[place.session])
        return {name: tuple(self.sessions[at] for at in sorted(ats)) for name, ats in held.items()}

    @cached_property
    def seats_left(self) -> tuple[int, ...]:
        """The seats that confirmed places leave in each session, at least 0."""
        taken = Counter(place.session for place in self.problem.confirmed)
        return tuple(max(0, session.seats - taken[session.id]) for session in self.sessions)

    @cached_property
    def losses(self) -> tuple[int, ...]:
        """The points that a place in each session loses for being late."""
        if not self.sessions:
            return ()
        first = self.sessions[0].day - timedelta(days=self.sessions[0].day.weekday())
        return tuple(loss((session.day - first).days // 7) for session in self.sessions)

    def path(self, person: PersonToPlace) -> tuple[str, ...]:
        """Return the units that a person still follows, in order, the closing one last."""
        closing = self.problem.closing
        return tuple(sorted(person.to_follow, key=lambda unit: unit == closing))

    def held(self, person: PersonToPlace) -> int:
        """Return how many half-days a person has followed or holds a confirmed place for."""
        return len(person.followed) + len(self.confirmed.get(person.id, ()))

    def points(self, plans: Mapping[str, Plan]) -> int:
        """Return what the plans of people are worth."""
        return sum(self.worth(self.held(person), plans.get(person.id, ())) for person in self.people)

    def worth(self, held: int, plan: Plan) -> int:
        """Return what a plan is worth for somebody who holds some half-days already."""
        return sum(gain(held + more) - self.losses[session] for more, session in enumerate(plan))

    def places(self, plans: Mapping[str, Plan]) -> tuple[Enrolment, ...]:
        """Return the places of some plans, by session in order of time, then by person."""
        chosen = sorted((session, name) for name, plan in plans.items() for session in plan)
        return tuple(Enrolment(session=self.sessions[at].id, trainee=name) for at, name in chosen)

    def seats_after(self, plans: Iterable[Plan]) -> list[int]:
        """Return the seats left in each session once the plans are carried out."""
        left = list(self.seats_left)
        for plan in plans:
            for session in plan:
                left[session] -= 1
        return left


def board_of(problem: PlacementProblem) -> Board:
    """Return the board of a problem."""
    return Board(
        problem,
        tuple(sorted(problem.people, key=lambda person: person.id)),
        tuple(sorted(problem.sessions, key=lambda session: (session.start, session.id))),
    )
