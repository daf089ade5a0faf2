"""Needs as ranked bars with their intervals, as SVG that takes its colours from the theme."""

import textwrap
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from course_engine.i18n import translator

_ = translator("rendering")

LETTERS = 30
"""How long a line may be to stand in a phone's width: text keeps its size, bars follow the page's width."""
LINE, BAR, GAP, INSET, TOP, FOOT = 23, 22, 22, 6, 6, 34
CAP = 5
"""Half the height of the strokes that end an interval."""


class ChartRow(Struct, frozen=True):
    """A bar of the chart.

    Attributes:
        label: what it is about.
        words: its figures in words, or why there are none.
        share: how long it is, from 0 to 1; None where it is hidden.
        low, high: the interval, from 0 to 1; both None likewise.
    """

    label: str
    words: str
    share: float | None = None
    low: float | None = None
    high: float | None = None


def needs_chart(rows: Sequence[ChartRow], title: str, scope: str = "") -> Markup:
    """Draw proportions as bars, each with its interval as a line across its end, in the order given.

    Args:
        rows: what is drawn; none gives nothing.
        title: what the chart is about, one sentence.
        scope: a prefix for the ids, so that two charts can stand in one page.

    Returns:
        An SVG element whose widths are shares of the page's; a table beside it says the same to who cannot see it.
    """
    if not rows:
        return Markup()
    parts, y = [], TOP
    for row in rows:
        drawn, y = _row(row, y)
        parts.append(drawn)
    return Markup(
        '<svg class="needs-chart" width="100%" height="{height}" role="img"'
        ' aria-labelledby="{s}needs-title {s}needs-desc">'
        '<title id="{s}needs-title">{title}</title><desc id="{s}needs-desc">{desc}</desc>{scale}{rows}</svg>'
    ).format(
        height=y + FOOT,
        s=scope,
        title=title,
        desc=_("The table below says the same."),
        scale=_scale(y),
        rows=Markup().join(parts),
    )


def _row(row: ChartRow, top: int) -> tuple[Markup, int]:
    """Return a row drawn from `top`, and where the next one begins."""
    lines = textwrap.wrap(row.label, LETTERS) or [""]
    words = textwrap.wrap(row.words, LETTERS) or [""]
    bar = top + LINE * len(lines) + INSET
    base = bar + (BAR if row.share is not None else -INSET)
    drawn = Markup('<g class="need">{label}{bar}{words}</g>').format(
        label=_lines(lines, top, "need-label"),
        bar=_bar(row, bar),
        words=_lines(words, base, "need-words"),
    )
    return drawn, base + LINE * len(words) + GAP


def _bar(row: ChartRow, top: int) -> Markup:
    if row.share is None or row.low is None or row.high is None:
        return Markup()
    middle = top + BAR // 2
    ends = Markup().join(
        Markup('<line x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>').format(x=_x(x), a=middle - CAP, b=middle + CAP)
        for x in (row.low, row.high)
    )
    return Markup(
        '<rect class="need-bed" y="{y}" width="100%" height="{h}" rx="4"/>'
        '<rect class="need-bar" y="{y}" width="{w}" height="{h}" rx="4"/>'
        '<g class="need-interval"><line x1="{low}" x2="{high}" y1="{m}" y2="{m}"/>{ends}</g>'
    ).format(y=top, w=_x(row.share), h=BAR, low=_x(row.low), high=_x(row.high), m=middle, ends=ends)


def _lines(lines: Sequence[str], top: int, name: str) -> Markup:
    return Markup().join(
        Markup('<text class="{name}" y="{y}">{line}</text>').format(
            name=name, y=top + LINE * rank - 4, line=line
        )
        for rank, line in enumerate(lines, start=1)
    )


def _scale(foot: int) -> Markup:
    """Return the words under the bars: where nobody, half of the people and everybody are."""
    marks = ((0, "start"), (0.5, "middle"), (1, "end"))
    return Markup().join(
        Markup('<text class="need-scale" x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>').format(
            x=_x(share), y=foot + LINE - 8, anchor=anchor, words=per_cent(share)
        )
        for share, anchor in marks
    )


def _x(share: float) -> str:
    return f"{100 * share:.1f}%"


def per_cent(share: float) -> str:
    """Return « 62 % »."""
    return f"{100 * share:.0f}\u00a0%"
