"""What a proposal prefers, and that it depends on nothing but the problem."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from calendars import problem_of
from pydantic import ValidationError

from course_engine.model.placement import Method, PlacementProblem
from course_engine.planning.placement.effort import Effort
from course_engine.planning.placement.propose import propose

TESTS = Path(__file__).parents[2]


def proposed(problem: PlacementProblem) -> list[str]:
    return [f"{place.session} {place.trainee}" for place in propose(problem).places]


def crowd(people: int = 14) -> PlacementProblem:
    """More people than seats, with paths and availabilities drawn with a seed."""
    draw = random.Random(3)
    return problem_of(
        {
            f"p-{number:02}": (
                " ".join(draw.sample(("aa", "bb", "cc"), 2)) + " zz",
                draw.choice(("", "d", "e")),
            )
            for number in range(people)
        },
        {
            f"s{number:02}": (
                draw.choice(("aa", "bb", "cc", "zz")),
                f"{draw.randrange(21)}{draw.choice('mae')}",
                3,
            )
            for number in range(16)
        },
        prerequisites={"bb": ("aa",)},
        closing="zz",
    )


def test_the_last_seat_goes_to_whoever_has_least():
    problem = problem_of({"p-01": ("aa", "", "bb"), "p-02": "aa"}, {"s1": ("aa", "0m", 1)})
    assert proposed(problem) == ["s1 p-02"]


def test_between_equals_the_last_seat_goes_to_the_first_id():
    assert proposed(problem_of({"p-02": "aa", "p-01": "aa"}, {"s1": ("aa", "0m", 1)})) == ["s1 p-01"]


def test_nobody_is_left_with_nothing_for_one_more_half_day_of_another():
    sessions = {"s1": ("aa", "0m", 1), "s2": ("bb", "1m", 1)}
    problem = problem_of({"p-01": "aa bb", "p-02": "bb"}, sessions)
    assert proposed(problem) == ["s1 p-01", "s2 p-02"]


def test_earlier_is_better_than_later_by_weeks():
    assert proposed(problem_of({"p-01": "aa"}, {"s1": ("aa", "7m", 1), "s2": ("aa", "1m", 1)})) == ["s2 p-01"]


def test_a_seat_is_left_to_whoever_can_take_no_other():
    """Filling sessions in order of time gives p-01 the first one, and leaves p-02 out."""
    sessions = {"s1": ("aa", "0m", 1), "s2": ("aa", "1e", 1)}
    problem = problem_of({"p-01": ("aa", "de"), "p-02": ("aa", "d"), "p-03": ("bb", "d")}, sessions)
    assert proposed(problem) == ["s1 p-02", "s2 p-01"]


def test_the_best_proposal_is_said_to_be():
    quality = propose(problem_of({"p-01": "aa bb"}, {"s1": ("aa", "0m", 1)})).quality
    assert (quality.method, quality.points, quality.bound) == (Method.SOLVER, 2000, 2000)
    assert quality.is_optimal
    assert quality.gap == 0
    assert quality.sentence == "Demi-journées placées : 1 sur 2. Il n’existe pas de meilleure proposition."


def test_a_proposal_that_is_not_proved_best_says_by_how_much():
    """Beyond what the solver is tried on, seats are pooled for the bound: the order of the path is forgotten."""
    problem = problem_of({"p-01": "aa bb"}, {"s1": ("bb", "0m", 1), "s2": ("aa", "1m", 1)})
    quality = propose(problem, Effort(most_units=1)).quality
    assert (quality.method, quality.points, quality.bound) == (Method.SUCCESSIVE, 2000, 2990)
    assert not quality.is_optimal
    assert quality.sentence == (
        "Demi-journées placées : 1 sur 2. Aucune proposition ne peut être meilleure de plus de 33,12 %."
        " Les personnes sont trop nombreuses pour la recherche exacte :"
        " les séances ont été remplies l’une après l’autre."
    )


def test_nobody_to_place_and_nothing_planned_are_no_trouble():
    assert proposed(problem_of({}, {})) == proposed(problem_of({}, {"s1": ("aa", "0m", 1)})) == []
    assert proposed(problem_of({"p-01": "aa", "p-02": ""}, {})) == []


@pytest.mark.parametrize("effort", [Effort(), Effort(most_openings=0)], ids=["solver", "successive"])
def test_the_order_in_which_things_are_given_changes_nothing(effort: Effort):
    problem = crowd()
    shuffled = problem.model_copy(
        update={"people": problem.people[::-1], "sessions": problem.sessions[5:] + problem.sessions[:5]}
    )
    assert propose(problem, effort) == propose(shuffled, effort)


def test_two_processes_make_one_proposal():
    script = "import test_it; print(test_it.propose(test_it.crowd()).model_dump_json())"
    loader = f"import sys, importlib.util as u; s = u.spec_from_file_location('test_it', {__file__!r});"
    loader += "m = u.module_from_spec(s); sys.modules['test_it'] = m; s.loader.exec_module(m);"
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", loader + script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outcomes == {propose(crowd()).model_dump_json() + "\n"}
    assert json.loads(outcomes.pop())["places"]


def test_confirming_a_proposal_leaves_nothing_else_to_propose():
    problem = crowd()
    places = propose(problem).places
    again = propose(problem.model_copy(update={"confirmed": places}))
    assert places
    assert again.places == ()


def test_the_solver_is_loaded_only_to_propose():
    script = (
        "import sys, course_engine.planning.placement.propose; print({'highspy', 'numpy'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_problem_that_contradicts_itself_is_refused_with_every_reason():
    sessions = {"s1": ("aa", "0m", 1)}
    with pytest.raises(ValidationError, match="confirmed place 's1 p-01' twice; no session 's9'"):
        problem_of({"p-01": "aa"}, sessions, "s1 p-01,s1 p-01,s9 p-01")
