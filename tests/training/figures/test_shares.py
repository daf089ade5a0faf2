"""Proportions by group: nothing of few people, and nobody computes what is hidden, knowing all the rules."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.training.figures.shares import (
    PublishedShare,
    PublishedShares,
    Share,
    Unsaid,
    publish_shares,
    rank,
)
from course_engine.training.figures.suppression import LEAST

SMALL, FEW, NEARLY_ALL = Unsaid.SMALL_GROUP, Unsaid.FEW, Unsaid.NEARLY_ALL
EITHER, TOTAL = Unsaid.EITHER, Unsaid.TOTAL


def published(*groups: tuple[int, int]) -> PublishedShares:
    return publish_shares({str(rank): Share(*group) for rank, group in enumerate(groups)})


def shown(*groups: tuple[int, int]) -> list[PublishedShare]:
    found = published(*groups)
    return [*found.groups.values(), found.total]


def test_a_group_of_fewer_than_five_is_not_shown_and_is_not_in_the_total() -> None:
    assert shown((4, 4), (10, 20)) == [SMALL, Share(10, 20), Share(10, 20)]
    assert shown((2, 4), (0, 0)) == [SMALL, SMALL, SMALL]


def test_of_few_people_and_of_all_but_a_few_only_so_much_is_said() -> None:
    assert [shown((count, 20))[0] for count in (4, 5, 15, 16)] == [
        FEW,
        Share(5, 20),
        Share(15, 20),
        NEARLY_ALL,
    ]


def test_in_a_group_of_five_to_eight_it_is_not_said_which() -> None:
    assert [shown((count, 8))[0] for count in (1, 4, 7)] == [EITHER, EITHER, EITHER]
    assert [shown((count, 9))[0] for count in (1, 4, 5, 8)] == [FEW, FEW, NEARLY_ALL, NEARLY_ALL]


def test_nobody_and_everybody_are_shown() -> None:
    assert shown((0, 9), (9, 9)) == [Share(0, 9), Share(9, 9), Share(9, 18)]


def test_the_total_is_hidden_where_it_would_tell_the_only_hidden_figure() -> None:
    assert shown((3, 20), (10, 20)) == [FEW, Share(10, 20), TOTAL]


def test_it_is_shown_where_two_hidden_figures_may_be_several_things() -> None:
    assert shown((3, 20), (3, 20)) == [FEW, FEW, Share(6, 40)]


def test_it_is_hidden_where_their_sum_leaves_one_value_only() -> None:
    assert shown((4, 20), (4, 20))[-1] is TOTAL
    assert shown((19, 20), (19, 20), (10, 20))[-1] is TOTAL
    assert shown((19, 20), (18, 20), (10, 20))[-1] == Share(47, 60)


def test_it_is_hidden_where_it_counts_few_people_itself() -> None:
    assert shown((1, 20), (3, 20))[-1] is TOTAL


def test_nothing_is_published_of_nothing() -> None:
    assert publish_shares({}) == PublishedShares({}, SMALL)


def test_proportions_are_ranked_by_what_is_published_of_them() -> None:
    ordered = [Share(20, 20), NEARLY_ALL, Share(15, 20), Share(5, 20), FEW, Share(0, 20), EITHER]
    assert sorted({*ordered}, key=rank) == ordered


GROUPS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), min_size=1, max_size=3)


@settings(max_examples=300)
@given(GROUPS)
def test_an_attacker_who_knows_the_rules_and_runs_them_computes_no_hidden_figure(
    groups: list[list[int]],
) -> None:
    """Every table that would be published in the very same way is a world: each hidden figure has several."""
    real = [(count, base) for count, base in groups]
    seen = published(*real)
    # The base of a small group is unknown too; its figures are in nothing published, so any world will do.
    guesses = [
        [(count, base)] if base < LEAST else [(guess, base) for guess in range(base + 1)]
        for count, base in real
    ]
    worlds = [world for world in product(*guesses) if published(*world) == seen]
    assert tuple(real) in worlds
    for at, (count, base) in enumerate(real):
        told = seen.groups[str(at)]
        if isinstance(told, Unsaid) and told is not SMALL:
            assert len({world[at] for world in worlds}) > 1
        elif isinstance(told, Share):
            assert base >= LEAST
            assert all(side == 0 or side >= LEAST for side in (count, base - count))


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted), max_size=21))
def test_the_total_is_that_of_every_group_that_has_enough_people(groups: list[list[int]]) -> None:
    total = published(*((count, base) for count, base in groups)).total
    enough = [(count, base) for count, base in groups if base >= LEAST]
    if isinstance(total, Share):
        assert (total.count, total.base) == (sum(c for c, _ in enough), sum(b for _, b in enough))
    else:
        assert total is (TOTAL if enough else SMALL)


def test_a_small_group_changes_nothing_of_what_is_published_of_the_others() -> None:
    others = [(7, 15), (6, 12)]
    assert {str(published((small, 4), *others)) for small in range(5)} == {str(published((0, 3), *others))}
