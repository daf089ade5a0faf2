"""Objectives by levels: how much of a course covers each, as SVG that takes its colours from the theme."""

import textwrap
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from course_engine.i18n import translator

_ = translator("rendering")

LETTERS = 34
"""How long a line may be to stand in a phone's width: text keeps its size, cells follow the page's width."""
LINE, CELL, GAP, INSET, HEAD = 23, 34, 20, 6, 30
DARKEST = 4
"""From so many units on, a cell is of the strongest shade."""


class MapRow(Struct, frozen=True):
    """An objective.

    Attributes:
        label: what it is called.
        counts: how many units cover it at each level, in the order of the columns.
    """

    label: str
    counts: tuple[int, ...]


def coverage_map(levels: Sequence[str], rows: Sequence[MapRow]) -> Markup:
    """Draw how many units cover each objective at each level: the more, the darker; the figure stands in each cell.

    Args:
        levels: the columns, in words; at least one.
        rows: the objectives; none gives nothing.

    Returns:
        An SVG element whose widths are shares of the page's; a table beside it says the same, and which units.
    """
    if not rows:
        return Markup()
    parts, y = [_heads(levels)], HEAD
    for row in rows:
        lines = textwrap.wrap(row.label, LETTERS) or [""]
        parts.append(_row(row, lines, y))
        y += LINE * len(lines) + INSET + CELL + GAP
    return Markup(
        '<svg class="coverage" width="100%" height="{height}" role="img"'
        ' aria-labelledby="coverage-title coverage-desc">'
        '<title id="coverage-title">{title}</title><desc id="coverage-desc">{desc}</desc>{rows}</svg>'
    ).format(
        height=y,
        title=_("How many sessions cover each objective at each level"),
        desc=_("The table below says the same."),
        rows=Markup().join(parts),
    )


def _heads(levels: Sequence[str]) -> Markup:
    return Markup().join(
        Markup('<text class="coverage-level" x="{x:.1f}%" y="{y}">{level}</text>').format(
            x=(column + 0.5) * 100 / len(levels), y=HEAD - 10, level=level
        )
        for column, level in enumerate(levels)
    )


def _row(row: MapRow, lines: Sequence[str], top: int) -> Markup:
    label = Markup().join(
        Markup('<text class="coverage-label" y="{y}">{line}</text>').format(
            y=top + LINE * rank - 4, line=line
        )
        for rank, line in enumerate(lines, start=1)
    )
    cells_top = top + LINE * len(lines) + INSET
    cells = Markup().join(
        _cell(count, column, len(row.counts), cells_top) for column, count in enumerate(row.counts)
    )
    return Markup("<g>{label}{cells}</g>").format(label=label, cells=cells)


def _cell(count: int, column: int, columns: int, top: int) -> Markup:
    width = 100 / columns
    return Markup(
        '<rect class="coverage-cell shade-{shade}" x="{x:.1f}%" y="{y}" width="{w:.1f}%" height="{h}" rx="6"/>'
        '<text class="coverage-count shade-{shade}" x="{middle:.1f}%" y="{base}">{count}</text>'
    ).format(
        shade=min(count, DARKEST),
        x=column * width + 0.5,
        w=width - 1,
        y=top,
        h=CELL,
        middle=(column + 0.5) * width,
        base=top + CELL // 2 + 7,
        count=count,
    )
