"""The Region's figures: how many people, where, at which stage; nobody is counted almost alone."""

from random import Random

from operation import NAMES, OBJECTIVES, catalogue, come
from stand import NOW

from course_engine.model.admission import AdmissionStatus
from course_engine.model.questionnaire import Role
from course_engine.store import Database
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.figures.statistics import Line, Statistics, statistics
from course_engine.training.figures.suppression import Figure, Hidden
from course_engine.training.retention import Retention

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD


def count(database: Database) -> Statistics:
    return statistics(database, catalogue(), now=NOW)


def figures(lines: tuple[Line, ...]) -> dict[str, tuple[Figure, ...]]:
    return {line.title: line.figures for line in lines}


def test_people_are_counted_by_territory_at_each_stage(database: Database) -> None:
    come(database, "beta", 9, 8, 7, 6)
    come(database, "alpha", 20, 15, 10, 5)
    counted = count(database)
    assert counted.stages == ("Inscrits", "Acceptés", "Placés", "Présents")
    assert [line.title for line in counted.territories] == [NAMES["alpha"], NAMES["beta"]]
    assert figures(counted.territories) == {NAMES["alpha"]: (20, 15, 10, 5), NAMES["beta"]: (9, 8, 7, 6)}
    assert counted.everybody.figures == (29, 23, 17, 11)
    assert counted.at == NOW


def test_few_people_of_a_territory_are_hidden_and_subtraction_does_not_find_them(database: Database) -> None:
    come(database, "alpha", 20, 15, 10, 6)
    come(database, "beta", 9, 8, 3, 0)
    come(database, "gamma", 30, 30, 30, 30)
    counted = count(database)
    assert figures(counted.territories) == {
        NAMES["alpha"]: (20, 15, WITHHELD, 6),
        NAMES["beta"]: (9, 8, FEW, 0),
        NAMES["gamma"]: (30, 30, 30, 30),
    }
    assert counted.everybody.figures == (59, 53, 43, 36)


def test_where_the_total_would_tell_nothing_of_that_stage_is_shown_anywhere(database: Database) -> None:
    come(database, "alpha", 3, 0, 0, 0, answers={"souhaits": ["web"]})
    counted = count(database)
    assert figures(counted.territories) == {NAMES["alpha"]: (FEW, 0, 0, 0)}
    assert counted.everybody.figures == (WITHHELD, 0, 0, 0)
    assert figures(counted.roles) == {"Agents": (WITHHELD, 0, 0, 0)}
    assert {line.figures for line in counted.wishes} == {(WITHHELD,)}
    assert {line.figures for lines in counted.levels.values() for line in lines} == {(WITHHELD,)}


def test_roles_are_counted_over_the_whole_operation(database: Database) -> None:
    come(database, "alpha", 12, 12, 12, 0, role=Role.ELECTED)
    come(database, "alpha", 6, 6, 0, 0, role=Role.AGENT)
    come(database, "beta", 7, 0, 0, 0, role=None)
    assert figures(count(database).roles) == {
        "Agents": (6, 6, 0, 0),
        "Élus": (12, 12, 12, 0),
        "Qualité non dite": (7, 0, 0, 0),
    }


def test_wishes_are_ranked_and_known_by_territory(database: Database) -> None:
    come(database, "alpha", 8, 8, 8, 0, answers={"souhaits": ["web", "carte"]})
    come(database, "beta", 6, 6, 6, 0, answers={"souhaits": ["web"]})
    come(database, "beta", 3, 3, 3, 0, answers={"souhaits": ["messagerie"]})
    counted = count(database)
    assert [(line.key, line.figures) for line in counted.wishes] == [
        ("web", (14,)),
        ("carte", (8,)),
        ("messagerie", (WITHHELD,)),
    ]
    assert figures(counted.wishes_of["beta"]) == {
        OBJECTIVES["web"]: (6,),
        OBJECTIVES["carte"]: (0,),
        OBJECTIVES["messagerie"]: (FEW,),
    }


def test_levels_are_counted_by_domain(database: Database) -> None:
    come(database, "alpha", 8, 8, 8, 0, answers={"pratique": "oui"})
    come(database, "beta", 6, 6, 6, 0, answers={"pratique": "non"})
    assert {domain: figures(lines) for domain, lines in count(database).levels.items()} == {
        "Communiquer": {"découverte": (6,), "pratique": (8,), "autonomie": (0,)}
    }


def test_twins_do_not_count_and_those_without_a_territory_come_last(database: Database) -> None:
    come(database, "", 6, 0, 0, 0)
    come(database, "beta", 7, 0, 0, 0, status=AdmissionStatus.WITHDRAWN)
    come(database, "beta", 5, 0, 0, 0, status=AdmissionStatus.DUPLICATE)
    assert [(line.title, line.figures[0]) for line in count(database).territories] == [
        (NAMES["beta"], 7),
        ("Sans territoire", 6),
    ]


def test_somebody_present_counts_at_every_stage_and_erased_people_still_count(database: Database) -> None:
    come(database, "alpha", 6, 0, 0, 6, role=Role.AGENT)
    erase(
        database,
        "tr00000",
        reason=ErasureReason.ASKED,
        by="region",
        retention=Retention(),
        now=NOW,
        rng=Random(1),
    )
    counted = count(database)
    assert counted.everybody.figures == (6, 6, 6, 6)
    # One person has no role any more: beside a total of 6, « 5 agents » would say so.
    assert figures(counted.roles) == {"Agents": (WITHHELD,) * 4, "Qualité non dite": (WITHHELD,) * 4}


def test_an_operation_without_anybody_has_figures_too(database: Database) -> None:
    counted = count(database)
    assert (counted.territories, counted.everybody.figures) == ((), (0, 0, 0, 0))
    assert {line.figures for line in counted.wishes} == {(0,)}
