"""Figures about few people are hidden, and those that would give them away by subtraction.

Primary suppression: a figure from 1 to 4 becomes `FEW`. Secondary: a column's total is known, so one hidden figure
could be computed; others are hidden with it until nothing can. The proof is a witness: for each hidden figure,
another table that agrees with everything published and has another figure there. See A. Hundepool et al.,
« Statistical Disclosure Control » (2012), ch. 4, on cell suppression and its audit.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

LEAST = 5
"""The fewest people whom a figure may count."""


class Hidden(StrEnum):
    """What stands where a figure is hidden."""

    FEW = "few"
    WITHHELD = "withheld"


Figure: TypeAlias = int | Hidden
Rows: TypeAlias = Mapping[str, Sequence[int]]
Cell: TypeAlias = tuple[str, int]


class Published(Struct, frozen=True):
    """A table of figures as it may be shown.

    Attributes:
        rows: the figures of each row, by its name.
        totals: the total of each column; `WITHHELD` where it would give a figure away.
    """

    rows: Mapping[str, tuple[Figure, ...]]
    totals: tuple[Figure, ...]


def publish(rows: Rows, *, nested: bool, without: Sequence[bool] = ()) -> Published:
    """Return a table as it may be shown. Zeros are: nobody is in them.

    Args:
        rows: how many people, by row; every row has the same columns.
        nested: whether each column counts some of the people of the one before.
        without: columns whose total must not be known: nothing of them is shown.
    """
    columns = range(max(map(len, rows.values()), default=0))
    hiding = _Hiding(rows, nested=nested)
    withheld = {column for column in columns if without and without[column]}
    for column in columns:
        if column not in withheld:
            hiding.protect(column)
    return Published(
        rows={
            name: tuple(
                Hidden.WITHHELD if column in withheld else hiding.marks.get((name, column), figures[column])
                for column in columns
            )
            for name, figures in rows.items()
        },
        totals=tuple(
            Hidden.WITHHELD
            if column in withheld | hiding.open_totals
            else sum(figures[column] for figures in rows.values())
            for column in columns
        ),
    )


def publish_parts(rows: Rows, *, nested: bool, without: Sequence[bool]) -> Published:
    """Return a table whose totals are known from another one: where they would tell a figure, nothing is shown.

    Args:
        rows: how many people, by row.
        nested: whether each column counts some of the people of the one before.
        without: columns whose total must not be known: nothing of them is shown.
    """
    while True:
        published = publish(rows, nested=nested, without=without)
        told = tuple(total is Hidden.WITHHELD for total in published.totals)
        if told == tuple(without):
            return published
        without = told


class _Hiding:
    """Marks what is hidden of a table.

    Attributes:
        marks: what stands for each hidden figure.
        open_totals: the columns whose total is hidden too.
    """

    def __init__(self, rows: Rows, *, nested: bool) -> None:
        self._rows, self._nested = rows, nested
        self.marks: dict[Cell, Hidden] = {
            (name, column): Hidden.FEW
            for name, figures in rows.items()
            for column, figure in enumerate(figures)
            if 0 < figure < LEAST
        }
        self.open_totals: set[int] = set()

    def protect(self, column: int) -> None:
        """Hide more of a column until none of its hidden figures can be computed; totals, as a last resort.

        Which rows are hidden follows their order, not their figures: a choice by figures would tell of them.
        """
        few = dict(self.marks)
        spare = (name for name, figures in self._rows.items() if figures[column] >= LEAST)
        while self._without_witness(column):
            other = next(spare, None)
            if other is None:
                self.marks = few
                self._open_totals(self._without_witness(column))
                return
            self.marks[other, column] = Hidden.WITHHELD

    def _open_totals(self, names: Sequence[str]) -> None:
        """Hide the totals of every column in which some rows have a hidden figure: these can then move together."""
        self.open_totals |= {at for name, at in self.marks if name in names}

    def _without_witness(self, column: int) -> list[str]:
        """Return the rows whose hidden figure in a column could be computed."""
        return [name for name, at in self.marks if at == column and not self._has_witness((name, at))]

    def _has_witness(self, cell: Cell) -> bool:
        """Return whether another table agrees with what is published, and differs at `cell`.

        Those tried move one person: in a run of hidden columns of this row, and back in another row.
        """
        name, column = cell
        return any(
            self._holds(name, run, step) and self._is_balanced(name, run, -step)
            for run in self._runs(name, column)
            for step in (1, -1)
        )

    def _runs(self, name: str, column: int) -> Iterator[range]:
        """Yield the runs of hidden columns of a row that hold `column`; one only, where columns do not nest."""
        width = len(self._rows[name])
        for first in range(column + 1):
            for last in range(column, width):
                run = range(first, last + 1)
                if all((name, at) in self.marks for at in run) and (self._nested or len(run) == 1):
                    yield run

    def _is_balanced(self, name: str, run: range, step: int) -> bool:
        closed = [at for at in run if at not in self.open_totals]
        others = (other for other in self._rows if other != name)
        return not closed or any(
            all((other, at) in self.marks for at in closed) and self._holds(other, closed, step)
            for other in others
        )

    def _holds(self, name: str, columns: Sequence[int], step: int) -> bool:
        """Return whether a row could have `step` people more in some columns, for all that is published."""
        figures = list(self._rows[name])
        for column in columns:
            figures[column] += step
            few = self.marks[name, column] is Hidden.FEW
            if (0 < figures[column] < LEAST) is not few or figures[column] < 1:
                return False
        return not self._nested or all(after <= before for before, after in pairwise(figures))
