"""Proposals against every possible proposal of small problems, tried one by one.

The oracle below shares nothing with what finds proposals: it tries every set of sessions for each person, lets
the judge of `rules` keep the lawful ones, and counts the points as docs/placement.md states them.
"""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

from calendars import problem_of
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.model.placement import PlacementProblem
from course_engine.model.training import Enrolment
from course_engine.planning.placement.effort import Effort
from course_engine.planning.placement.propose import propose
from course_engine.planning.placement.rules import problems_of

UNITS = ("aa", "bb", "cc", "zz")


def points_of(places: tuple[Enrolment, ...], problem: PlacementProblem) -> int:
    """The objective, read from docs/placement.md."""
    sessions = {session.id: session for session in problem.sessions}
    first = min((session.day.toordinal() for session in problem.sessions), default=0)
    monday = first - (first - 1) % 7
    total = 0
    for person in problem.people:
        held = len(person.followed) + sum(place.trainee == person.id for place in problem.confirmed)
        for place in places:
            if place.trainee == person.id:
                total += 2000 if held == 0 else 1000 - 10 * min(held, 20)
                total -= min((sessions[place.session].day.toordinal() - monday) // 7, 100)
                held += 1
    return total


def lawful(places: tuple[Enrolment, ...], problem: PlacementProblem) -> bool:
    return problems_of(places, problem) == ()


def every_proposal(problem: PlacementProblem) -> Iterator[tuple[Enrolment, ...]]:
    choices = []
    for person in problem.people:
        wanted = [session for session in problem.sessions if session.unit in person.units]
        some = chain.from_iterable(combinations(wanted, size) for size in range(len(person.units) + 1))
        mine = [tuple(Enrolment(session=one.id, trainee=person.id) for one in chosen) for chosen in some]
        choices.append([places for places in mine if lawful(places, problem)])
    for together in product(*choices):
        places = tuple(chain.from_iterable(together))
        if lawful(places, problem):
            yield places


def best_points(problem: PlacementProblem) -> int:
    return max(points_of(places, problem) for places in every_proposal(problem))


@st.composite
def small_problems(draw: Any) -> PlacementProblem:
    """Up to three people and seven sessions in two weeks, two of which overlap; anything may be confirmed."""
    people, sessions = {}, {}
    for name in ("p-01", "p-02", "p-03")[: draw(st.integers(1, 3))]:
        units = draw(st.permutations(UNITS))[: draw(st.integers(1, 4))]
        kinds = draw(st.sampled_from(("", "", "d", "e", "de")))
        followed = draw(st.sampled_from(("", "", "yy", "aa")))
        people[name] = (" ".join(units), kinds, followed)
    for number in range(draw(st.integers(1, 7))):
        when = draw(st.sampled_from(("0m", "0x", "0a", "1e", "2m", "7m", "8e")))
        sessions[f"s{number}"] = (draw(st.sampled_from(UNITS)), when, draw(st.integers(0, 2)))
    pairs = [f"{session} {name}" for session in sessions for name in people]
    confirmed = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True))
    prerequisites = {"bb": ("aa",), "cc": ("bb",)} if draw(st.booleans()) else {}
    return problem_of(
        people,
        sessions,
        ",".join(confirmed),
        prerequisites=prerequisites,
        closing=draw(st.sampled_from((None, "zz"))),
        most_per_week=draw(st.integers(1, 3)),
    )


@settings(deadline=None, max_examples=150)
@given(small_problems())
def test_no_proposal_is_better_and_the_bound_is_one(problem: PlacementProblem) -> None:
    proposal = propose(problem)
    best = best_points(problem)
    assert problems_of(proposal.places, problem) == ()
    assert proposal.quality.points == points_of(proposal.places, problem) == best <= proposal.quality.bound


@settings(deadline=None, max_examples=100)
@given(small_problems())
def test_places_given_one_by_one_obey_the_rules_and_their_bound_holds(problem: PlacementProblem) -> None:
    proposal = propose(problem, Effort(most_openings=-1))
    assert problems_of(proposal.places, problem) == ()
    assert proposal.quality.points == points_of(proposal.places, problem)
    assert proposal.quality.points <= best_points(problem) <= proposal.quality.bound
