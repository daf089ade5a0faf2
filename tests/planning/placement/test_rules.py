"""Each hard rule: what the judge says of places that break it, and that no proposal does."""

import pytest
from calendars import problem_of

from course_engine.model.placement import PlacementProblem, Rule
from course_engine.model.training import Enrolment
from course_engine.planning.placement.propose import propose
from course_engine.planning.placement.rules import problems_of

TWO = {"s1": ("aa", "0m", 2), "s2": ("bb", "1m", 2)}


def broken(problem: PlacementProblem, *places: str) -> list[tuple[Rule, str, str]]:
    """The rules that « session person » places break."""
    found = problems_of(
        [Enrolment(session=one.split()[0], trainee=one.split()[1]) for one in places], problem
    )
    return [(breach.rule, breach.place.session, breach.sentence) for breach in found]


def proposed(problem: PlacementProblem) -> list[str]:
    return [f"{place.session} {place.trainee}" for place in propose(problem).places]


def test_a_lawful_proposal_has_no_breach():
    problem = problem_of({"p-01": "aa bb"}, TWO)
    assert broken(problem, "s1 p-01", "s2 p-01") == []
    assert proposed(problem) == ["s1 p-01", "s2 p-01"]


def test_people_and_sessions_must_be_known():
    problem = problem_of({"p-01": "aa bb"}, TWO)
    sentence = "Cette personne ou cette séance n’est pas connue."
    assert broken(problem, "s9 p-01", "s1 p-99") == [
        (Rule.KNOWN, "s9", sentence),
        (Rule.KNOWN, "s1", sentence),
    ]


@pytest.mark.parametrize("person", ["bb", ("aa bb", "", "aa")], ids=["not in the path", "followed"])
def test_only_units_still_to_follow_are_placed(person: object):
    problem = problem_of({"p-01": person}, TWO)
    sentence = "« Messagerie » le 3 janvier 2005 : cette séance n’est pas dans ce que la personne doit encore suivre."
    assert broken(problem, "s1 p-01") == [(Rule.IN_THE_PATH, "s1", sentence)]
    assert proposed(problem) == ["s2 p-01"]


def test_a_unit_has_one_session_a_person():
    problem = problem_of({"p-01": "aa"}, {"s1": ("aa", "0m", 2), "s2": ("aa", "1m", 2)})
    sentence = "« Messagerie » le {} janvier 2005 : la personne a déjà une place pour cette séance."
    assert broken(problem, "s1 p-01", "s2 p-01") == [
        (Rule.ONCE, "s1", sentence.format(3)),
        (Rule.ONCE, "s2", sentence.format(4)),
    ]
    assert proposed(problem) == ["s1 p-01"]


@pytest.mark.parametrize(
    ("kinds", "expected"), [("d", ["s1"]), ("e", ["s2"]), ("s", ["s3"]), ("es", ["s2"]), ("", ["s1"])]
)
def test_people_are_placed_only_when_they_can_come(kinds: str, expected: list[str]):
    sessions = {"s1": ("aa", "0a", 2), "s2": ("aa", "1e", 2), "s3": ("aa", "5s", 2)}
    problem = problem_of({"p-01": ("aa", kinds)}, sessions)
    assert proposed(problem) == [f"{name} p-01" for name in expected]


def test_a_session_when_the_person_cannot_come_is_a_breach():
    problem = problem_of({"p-01": ("aa bb", "e")}, TWO)
    sentence = "« Messagerie » le 3 janvier 2005 : la personne n’est pas disponible à ce moment."
    assert broken(problem, "s1 p-01") == [(Rule.AVAILABLE, "s1", sentence)]


def test_two_sessions_of_a_person_never_overlap():
    problem = problem_of({"p-01": "aa bb"}, {"s1": ("aa", "0m", 2), "s2": ("bb", "0x", 2)})
    rules = [rule for rule, _session, _sentence in broken(problem, "s1 p-01", "s2 p-01")]
    assert rules == [Rule.NO_OVERLAP, Rule.ORDER, Rule.NO_OVERLAP, Rule.ORDER]
    assert len(proposed(problem)) == 1


def test_the_order_of_the_path_is_kept():
    problem = problem_of({"p-01": "bb aa"}, TWO)
    sentence = "« {} » le {} janvier 2005 : l’ordre du parcours n’est pas respecté."
    assert broken(problem, "s1 p-01", "s2 p-01") == [
        (Rule.ORDER, "s1", sentence.format("Messagerie", 3)),
        (Rule.ORDER, "s2", sentence.format("Recherche", 4)),
    ]
    assert len(proposed(problem)) == 1


def test_a_prerequisite_in_the_path_comes_before():
    facts = {"prerequisites": {"bb": ("aa",)}}
    problem = problem_of({"p-01": "aa bb"}, {**TWO, "s1": ("aa", "2m", 2)}, **facts)
    sentence = "« Recherche » le 4 janvier 2005 : un préalable n’a pas de place avant."
    assert broken(problem, "s2 p-01") == [(Rule.PREREQUISITES, "s2", sentence)]
    assert proposed(problem) == ["s1 p-01"]


@pytest.mark.parametrize("person", ["bb", ("bb", "", "aa")], ids=["waived", "followed"])
def test_a_prerequisite_out_of_the_path_or_followed_is_not_waited_for(person: object):
    problem = problem_of({"p-01": person}, TWO, prerequisites={"bb": ("aa",)})
    assert proposed(problem) == ["s2 p-01"]


def test_a_confirmed_prerequisite_counts_from_its_end():
    sessions = {"s1": ("aa", "2m", 2), "s2": ("bb", "1m", 2), "s3": ("bb", "3m", 2)}
    problem = problem_of({"p-01": "aa bb"}, sessions, "s1 p-01", prerequisites={"bb": ("aa",)})
    assert proposed(problem) == ["s3 p-01"]


def test_the_closing_unit_comes_last_wherever_the_path_names_it():
    sessions = {"s1": ("aa", "1m", 2), "s2": ("zz", "0m", 2), "s3": ("zz", "2m", 2)}
    assert proposed(problem_of({"p-01": "zz aa"}, sessions, closing="zz")) == ["s1 p-01", "s3 p-01"]


def test_the_closing_unit_has_something_to_close():
    problem = problem_of({"p-01": "zz"}, {"s1": ("zz", "0m", 2)}, closing="zz")
    sentence = "« zz » le 3 janvier 2005 : cette séance clôt un parcours, et aucune autre ne la précède."
    assert broken(problem, "s1 p-01") == [(Rule.CLOSING_LAST, "s1", sentence.replace("zz", "Bilan"))]
    assert proposed(problem) == []
    assert proposed(problem_of({"p-01": ("zz", "", "aa")}, {"s1": ("zz", "0m", 2)}, closing="zz")) == [
        "s1 p-01"
    ]


def test_a_week_has_two_sessions_of_a_person_at_most_confirmed_ones_included():
    sessions = {"s1": ("aa", "0m", 2), "s2": ("bb", "1m", 2), "s3": ("cc", "2m", 2), "s4": ("cc", "6m", 2)}
    sunday_is_the_same_week = problem_of({"p-01": "aa bb cc"}, sessions, "s1 p-01")
    assert proposed(sunday_is_the_same_week) == ["s2 p-01"]
    monday_is_not = problem_of({"p-01": "aa bb cc"}, {**sessions, "s4": ("cc", "7m", 2)}, "s1 p-01")
    assert proposed(monday_is_not) == ["s2 p-01", "s4 p-01"]
    assert broken(monday_is_not, "s2 p-01", "s3 p-01") == [
        (Rule.MOST_PER_WEEK, "s2", "« Recherche » le 4 janvier 2005 : " + FULL_WEEK),
        (Rule.MOST_PER_WEEK, "s3", "« Fichiers » le 5 janvier 2005 : " + FULL_WEEK),
    ]
    assert proposed(monday_is_not.model_copy(update={"most_per_week": 3})) == ["s2 p-01", "s3 p-01"]


FULL_WEEK = "la personne suit déjà assez de séances cette semaine-là."


def test_confirmed_people_take_seats_even_those_who_are_not_to_be_placed():
    problem = problem_of({"p-01": "aa", "p-02": "aa"}, {"s1": ("aa", "0m", 2)}, "s1 p-99")
    assert proposed(problem) == ["s1 p-01"]
    sentence = "« Messagerie » le 3 janvier 2005 : il y a plus de personnes que de places."
    assert broken(problem, "s1 p-01", "s1 p-02") == [(Rule.SEATS, "s1", sentence)] * 2


def test_a_session_of_no_seats_receives_nobody():
    assert proposed(problem_of({"p-01": "aa"}, {"s1": ("aa", "0m", 0)})) == []


def test_a_confirmed_place_stays_even_where_another_would_be_better():
    sessions = {"s1": ("aa", "0m", 1), "s2": ("bb", "1m", 1), "s3": ("aa", "7m", 1)}
    problem = problem_of({"p-01": "aa bb", "p-02": "aa"}, sessions, "s3 p-01")
    assert proposed(problem) == ["s1 p-02"]


def test_confirmed_places_are_never_judged():
    sessions = {"s1": ("bb", "0m", 1), "s2": ("aa", "1m", 1), "s3": ("cc", "2m", 1)}
    problem = problem_of({"p-01": "aa bb cc"}, sessions, "s1 p-01,s2 p-01", most_per_week=3)
    assert proposed(problem) == ["s3 p-01"]
    assert broken(problem, "s3 p-01") == []
