"""The four times of a session drawn to scale, as SVG that takes its colours from the theme."""

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from course_engine.model.course import PhaseKind

HEIGHT = 12
GAP = 0.6
"""Between two times, in percent of the whole."""


def times_bar(times: Sequence[tuple[PhaseKind, int]], whole: int) -> Markup:
    """Draw times as lengths of one bar; what is missing of the whole stays empty.

    Args:
        times: each time with its minutes, in order.
        whole: how many minutes they should make together; more makes the bar that long.

    Returns:
        An SVG element that says nothing by itself: the same stands beside it in words.
    """
    scale = 100 / max(whole, sum(minutes for _kind, minutes in times), 1)
    starts = accumulate((minutes for _kind, minutes in times), initial=0)
    parts = Markup().join(
        Markup('<rect class="time-{kind}" x="{x:.1f}%" width="{width:.1f}%" height="{height}"/>').format(
            kind=kind, x=start * scale, width=max(minutes * scale - GAP, 0), height=HEIGHT
        )
        for (kind, minutes), start in zip(times, starts, strict=False)
    )
    return Markup(
        '<svg class="times-bar" width="100%" height="{height}" aria-hidden="true" focusable="false">'
        '<rect class="time-bed" width="100%" height="{height}"/>{parts}</svg>'
    ).format(height=HEIGHT, parts=parts)
