"""Who has no place, why, what would help, which groups are small, who waits: exact data and exact sentences."""

import pytest
from calendars import problem_of

from course_engine.model.placement import Cause, PlacementProblem, Proposal
from course_engine.model.questionnaire import Availability
from course_engine.model.training import HalfDay
from course_engine.planning.placement.propose import propose


def causes(problem: PlacementProblem) -> list[tuple[str, str, Cause]]:
    return [(one.trainee, one.unit, one.cause) for one in propose(problem).unplaced]


def sentences(proposal: Proposal) -> list[str]:
    return [explanation.sentence for explanation in proposal.explanations]


def test_two_people_free_only_on_saturdays():
    """The issue's own example: they have no place at all, whatever their units are."""
    people = {"p-01": ("aa bb", "s"), "p-02": ("bb", "s"), "p-03": ("aa", "d")}
    proposal = propose(problem_of(people, {"s1": ("aa", "0m", 3), "s2": ("bb", "1m", 3)}))
    [group] = proposal.explanations
    assert group.sentence == "Deux personnes sans place : seules disponibilités le samedi matin."
    assert (group.unit, group.cause, group.trainees) == (None, Cause.NOT_WHEN_AVAILABLE, ("p-01", "p-02"))
    assert group.availabilities == (Availability.SATURDAY_MORNING,)
    assert [one.sentence for one in proposal.unplaced if one.trainee == "p-02"] == [
        "Sans place pour « Recherche » : seules disponibilités le samedi matin, sans séance à ce moment."
    ]


def test_one_more_session_is_counted_not_guessed():
    people = {"p-01": ("aa bb", "s"), "p-02": ("bb", "s"), "p-03": ("aa", "d")}
    proposal = propose(problem_of(people, {"s1": ("aa", "0m", 3), "s2": ("bb", "1m", 3)}))
    assert [(one.unit, one.half_day, one.day.isoformat(), one.trainees) for one in proposal.remedies] == [
        ("bb", HalfDay.SATURDAY_MORNING, "2005-01-08", ("p-01", "p-02")),
        ("aa", HalfDay.SATURDAY_MORNING, "2005-01-08", ("p-01",)),
    ]
    assert proposal.remedies[0].sentence == (
        "Une séance de plus de « Recherche » le samedi matin, par exemple le 8 janvier 2005,"
        " placerait deux personnes."
    )


def test_a_remedy_places_no_more_people_than_a_session_has_seats_the_least_served_first():
    people = {"p-01": ("aa", "", "bb"), "p-02": "aa", "p-03": ("aa", "", "bb")}
    proposal = propose(problem_of(people, {"s1": ("aa", "0m", 1)}, "s1 p-09"))
    assert proposal.remedies[0].trainees == ("p-02",)


def test_a_remedy_agrees_with_the_other_sessions_of_the_person():
    """p-01 has bb on Tuesday morning: a session of aa helps on Monday only, where nothing else is."""
    problem = problem_of({"p-01": ("aa bb", "d")}, {"s1": ("bb", "1m", 1), "s2": ("cc", "0m", 1)}, "s1 p-01")
    [remedy] = propose(problem).remedies
    assert (remedy.day.isoformat(), remedy.half_day) == ("2005-01-03", HalfDay.MORNING)


def test_a_unit_without_a_session():
    proposal = propose(problem_of({"p-01": "aa bb"}, {"s1": ("aa", "0m", 1), "s2": ("bb", "1m", 0)}))
    assert proposal.unplaced[0].cause is Cause.NO_SESSION
    assert sentences(proposal) == ["Une personne sans place pour « Recherche » : aucune séance n’est prévue."]


def test_full_sessions_have_a_waiting_list_the_least_served_first():
    people = {"p-01": ("aa", "", "bb cc"), "p-02": ("aa", "", "bb"), "p-03": "aa", "p-04": ("aa", "e")}
    sessions = {"s1": ("aa", "0m", 1), "s2": ("aa", "8e", 1)}
    proposal = propose(problem_of(people, sessions, "s1 p-98,s2 p-99"))
    assert [one.cause for one in proposal.unplaced] == [Cause.FULL] * 4
    assert sentences(proposal) == [
        "Quatre personnes sans place pour « Messagerie » : les séances qui conviennent sont complètes."
    ]
    assert [(one.session, one.trainees) for one in proposal.waiting] == [
        ("s1", ("p-03", "p-02", "p-01")),
        ("s2", ("p-03", "p-04", "p-02", "p-01")),
    ]


def test_a_prerequisite_without_a_place():
    sessions = {"s1": ("aa", "0m", 1), "s2": ("bb", "1m", 2)}
    people = {"p-01": "aa bb", "p-02": "aa bb"}
    proposal = propose(problem_of(people, sessions, prerequisites={"bb": ("aa",)}))
    assert [(one.trainee, one.unit, one.cause, one.missing) for one in proposal.unplaced] == [
        ("p-02", "aa", Cause.FULL, ()),
        ("p-02", "bb", Cause.PREREQUISITE, ("aa",)),
    ]
    assert sentences(proposal) == [
        "Une personne sans place pour « Messagerie » : les séances qui conviennent sont complètes.",
        "Une personne sans place pour « Recherche » : il faut d’abord une place pour « Messagerie ».",
    ]


def test_nothing_to_close():
    people = {"p-01": ("aa zz", "d")}
    proposal = propose(problem_of(people, {"s1": ("aa", "0e", 1), "s2": ("zz", "1m", 1)}, closing="zz"))
    assert [one.cause for one in proposal.unplaced] == [Cause.NOT_WHEN_AVAILABLE, Cause.NOTHING_TO_CLOSE]
    assert sentences(proposal)[1] == (
        "Une personne sans place pour « Bilan » : aucune autre séance du parcours n’a de place."
    )


def test_weeks_already_full():
    sessions = {"s1": ("aa", "0m", 1), "s2": ("bb", "1m", 1), "s3": ("cc", "2m", 1)}
    proposal = propose(problem_of({"p-01": "aa bb cc"}, sessions, "s1 p-01,s2 p-01"))
    assert [one.cause for one in proposal.unplaced] == [Cause.FULL_WEEKS]
    assert sentences(proposal) == [
        "Une personne sans place pour « Fichiers » : les places encore libres tombent dans des semaines déjà pleines."
    ]


@pytest.mark.parametrize("when", ["0m", "1x"], ids=["before the earlier unit", "at the same time"])
def test_free_seats_at_the_wrong_time(when: str):
    problem = problem_of({"p-01": "aa bb"}, {"s1": ("bb", when, 1), "s2": ("aa", "1m", 1)}, "s2 p-01")
    assert causes(problem) == [("p-01", "bb", Cause.ORDER)]
    [sentence] = sentences(propose(problem))
    assert sentence == (
        "Une personne sans place pour « Recherche » :"
        " les places encore libres ne s’accordent pas avec les autres séances du parcours."
    )


def test_the_largest_group_comes_first():
    people = {"p-01": "aa", "p-02": "bb", "p-03": "bb"}
    proposal = propose(problem_of(people, {"s1": ("cc", "0m", 1)}))
    assert [explanation.trainees for explanation in proposal.explanations] == [("p-02", "p-03"), ("p-01",)]


def groups(proposal: Proposal) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    return [(one.session, one.into, one.moving, one.to_ask) for one in proposal.small_groups]


def test_small_groups_are_not_spoken_of_unless_a_least_is_set():
    problem = problem_of({"p-01": "aa"}, {"s1": ("aa", "0m", 3)})
    assert propose(problem).small_groups == ()


def test_a_small_group_may_be_merged_into_the_fullest_session_that_suits_all_its_people():
    people = {"p-01": "aa", "p-02": "aa", "p-03": ("aa", "e"), "p-04": "aa", "p-05": ("aa", "e")}
    sessions = {"s1": ("aa", "0m", 4), "s2": ("aa", "8e", 4), "s3": ("aa", "9m", 4)}
    confirmed = "s1 p-01,s2 p-03,s2 p-05,s3 p-04"
    proposal = propose(problem_of(people, sessions, confirmed, least=3))
    assert groups(proposal) == [
        ("s2", None, (), ()),
        ("s3", "s1", (), ("p-04",)),
    ]
    assert [one.sentence for one in proposal.small_groups] == [
        "« Messagerie » le 11 janvier 2005 : deux personnes seulement, et aucune autre séance ne leur convient.",
        (
            "« Messagerie » le 12 janvier 2005 : une personne seulement, un regroupement est possible le"
            " 3 janvier 2005. Demandez d’abord leur accord aux places déjà confirmées : une personne."
        ),
    ]


def test_merging_is_proposed_and_changes_no_place():
    people = {"p-01": "aa", "p-02": ("aa", "d"), "p-03": ("aa", "e")}
    sessions = {"s1": ("aa", "0m", 4), "s2": ("aa", "8e", 4)}
    without, with_least = (propose(problem_of(people, sessions, least=least)) for least in (None, 2))
    assert without.places == with_least.places
    assert groups(with_least) == [("s2", None, (), ())]


def test_nobody_is_moved_against_the_order_of_their_path():
    """p-01 could only go to a session of aa after theirs of bb."""
    sessions = {"s1": ("aa", "0m", 4), "s2": ("bb", "1m", 4), "s3": ("aa", "2m", 4)}
    people = {"p-01": "aa bb", "p-02": "aa"}
    proposal = propose(problem_of(people, sessions, "s1 p-01,s2 p-01,s3 p-02", least=2))
    assert groups(proposal) == [("s2", None, (), ()), ("s3", "s1", (), ("p-02",))]


def test_people_unknown_here_are_not_moved():
    proposal = propose(
        problem_of({}, {"s1": ("aa", "0m", 4), "s2": ("aa", "1m", 4)}, "s1 p-98,s2 p-99", least=2)
    )
    assert groups(proposal) == [("s1", None, (), ()), ("s2", None, (), ())]
