"""Figures about few people are hidden, and nothing that is published lets anybody compute one of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.training.figures.suppression import (
    LEAST,
    Figure,
    Hidden,
    Published,
    publish,
    publish_parts,
)

FEW, WITHHELD = Hidden.FEW, Hidden.WITHHELD


def column(*figures: int) -> tuple[tuple[Figure, ...], Figure]:
    """Return how one column is published, and its total."""
    rows = {str(rank): (figure,) for rank, figure in enumerate(figures)}
    published = publish(rows, nested=False)
    return tuple(row[0] for row in published.rows.values()), published.totals[0]


def test_figures_from_one_to_four_are_hidden_and_zeros_are_not() -> None:
    assert column(0, 5, 3, 2, 9) == ((0, 5, FEW, FEW, 9), 19)


def test_one_hidden_figure_takes_another_with_it() -> None:
    assert column(3, 12, 20) == ((FEW, WITHHELD, 20), 35)


@pytest.mark.parametrize("figures", [(1, 1), (4, 4)])
def test_two_hidden_figures_that_their_sum_tells_take_a_third(figures: tuple[int, int]) -> None:
    assert column(*figures, 30) == ((FEW, FEW, WITHHELD), sum(figures) + 30)


def test_a_companion_that_would_be_computed_too_is_not_enough() -> None:
    # 1 + 5: the first is at least 1, the second at least 5, and their sum is 6.
    assert column(1, 5, 20) == ((FEW, WITHHELD, WITHHELD), 26)


def test_where_no_companion_is_left_the_total_is_hidden() -> None:
    assert column(3) == ((FEW,), WITHHELD)
    assert column(1, 0, 1) == ((FEW, 0, FEW), WITHHELD)


def test_where_everything_is_large_everything_is_shown() -> None:
    assert column(5, 6, 0, 70) == ((5, 6, 0, 70), 81)


def test_a_column_whose_total_must_not_be_known_is_hidden_whole() -> None:
    published = publish({"a": (7, 6), "b": (0, 0)}, nested=True, without=(True, False))
    assert published == Published({"a": (WITHHELD, 6), "b": (WITHHELD, 0)}, (WITHHELD, 6))


def test_where_totals_are_known_from_elsewhere_a_column_that_they_would_tell_is_hidden_whole() -> None:
    rows = {"a": (5, 7), "b": (1, 0)}
    assert publish(rows, nested=True).totals == (WITHHELD, 7)
    parts = publish_parts(rows, nested=True, without=(False, False))
    assert parts == Published({"a": (WITHHELD, 7), "b": (WITHHELD, 0)}, (WITHHELD, 7))


def test_nothing_is_published_of_nothing() -> None:
    assert publish({}, nested=True) == Published({}, ())


def worlds(published: Published, most: int, *, nested: bool) -> Iterator[dict[str, tuple[int, ...]]]:
    """Yield every table that agrees with everything that is published."""

    def possible(figure: Figure) -> Sequence[int]:
        if figure is FEW:
            return range(1, LEAST)
        return range(LEAST, most + 1) if figure is WITHHELD else (figure,)

    choices = [
        [
            row
            for row in product(*map(possible, figures))
            if not nested or all(after <= before for before, after in pairwise(row))
        ]
        for figures in published.rows.values()
    ]
    for rows in product(*choices):
        totals = [sum(figures) for figures in zip(*rows, strict=True)]
        if all(said in {WITHHELD, total} for said, total in zip(published.totals, totals, strict=True)):
            yield dict(zip(published.rows, rows, strict=True))


@st.composite
def tables(draw: st.DrawFn, *, nested: bool) -> dict[str, tuple[int, ...]]:
    width = draw(st.integers(1, 3 if nested else 2))
    figures = st.lists(st.integers(0, 8), min_size=width, max_size=width)
    rows = draw(st.lists(figures, min_size=1, max_size=3))
    return {
        str(rank): tuple(sorted(row, reverse=True)) if nested else tuple(row) for rank, row in enumerate(rows)
    }


def assert_nothing_can_be_computed(rows: dict[str, tuple[int, ...]], *, nested: bool) -> None:
    published = publish(rows, nested=nested)
    seen: dict[tuple[str, int], set[int]] = {}
    for world in worlds(published, 10, nested=nested):
        for name, figures in world.items():
            for at, figure in enumerate(figures):
                seen.setdefault((name, at), set()).add(figure)
    for name, figures in published.rows.items():
        for at, figure in enumerate(figures):
            assert rows[name][at] in seen[name, at]
            if isinstance(figure, Hidden):
                assert len(seen[name, at]) > 1, (rows, published)
            else:
                assert figure == 0 or figure >= LEAST


@settings(max_examples=150)
@given(tables(nested=False))
def test_no_hidden_figure_can_be_computed(rows: dict[str, tuple[int, ...]]) -> None:
    assert_nothing_can_be_computed(rows, nested=False)


@settings(max_examples=150)
@given(tables(nested=True))
def test_nor_from_the_stages_that_count_fewer_and_fewer_of_the_same_people(
    rows: dict[str, tuple[int, ...]],
) -> None:
    assert_nothing_can_be_computed(rows, nested=True)


@settings(max_examples=100)
@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 60).map(lambda n: (n,)), max_size=25))
def test_totals_are_those_of_everybody(rows: dict[str, tuple[int, ...]]) -> None:
    published = publish(rows, nested=False)
    assert all(total in {WITHHELD, sum(n for (n,) in rows.values())} for total in published.totals)
