"""Figures drawn here, as SVG that takes its colours from the theme."""

from collections.abc import Sequence

from markupsafe import Markup

from course_engine.i18n import mark, translator
from course_engine.rendering.contexts import StepView

_ = translator("rendering")

A_ROW = 5
WIDTH, ROW, MARGIN, TOP = 400, 92, 52, 66
RADIUS = 21
SWAY = 9
FLAG = 28
PIN = "c-5-9-12-12-12-20a12 12 0 0 1 24 0c0 8-7 11-12 20z"
STATES = {
    "followed": mark("followed"),
    "here": mark("you are here"),
    "ahead": mark("to come"),
}


def path_road(steps: Sequence[StepView], scope: str) -> Markup:
    """Draw a path as a short winding road, with what was followed and where the person is.

    Args:
        steps: the half-days of the path, in order; none gives nothing.
        scope: a prefix for the ids, so that two roads can stand in one file.

    Returns:
        An SVG element that says the same in words (`title` and `desc`).
    """
    if not steps:
        return Markup()
    rows = -(-len(steps) // A_ROW)
    height = TOP + ROW * (rows - 1) + MARGIN
    line = _road_line(len(steps))
    stops = Markup().join(_stop(_place(index, len(steps)), step) for index, step in enumerate(steps))
    return Markup(
        '<svg class="road" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{s}road-title {s}road-desc">'
        '<title id="{s}road-title">{title}</title><desc id="{s}road-desc">{desc}</desc>'
        '<path class="road-bed" d="{line}"/><path class="road-line" d="{line}"/>{flag}{stops}</svg>'
    ).format(
        w=WIDTH,
        h=height,
        s=scope,
        title=_("The path as a road"),
        desc=_in_words(steps),
        line=line,
        flag=_flag(len(steps)),
        stops=stops,
    )


def _in_words(steps: Sequence[StepView]) -> str:
    facts = (f"{step.number}. {step.title}, {_(STATES[step.state])}" for step in steps)
    return _("{facts}.").format(facts=_("; ").join(facts))


def _place(index: int, stops: int) -> tuple[int, int]:
    """Return the centre of a stop: rows go right, then left, then right, as a road in the hills."""
    row, column = divmod(index, A_ROW)
    cell = (WIDTH - 2 * MARGIN) // max(1, min(stops, A_ROW) - 1)
    across = column if row % 2 == 0 else min(stops, A_ROW) - 1 - column
    return MARGIN + across * cell, TOP + row * ROW + (SWAY if index % 2 else -SWAY)


def _road_line(stops: int) -> str:
    x, y = _place(0, stops)
    path = [f"M{x - RADIUS} {y}"]
    for index in range(1, stops + 1):
        before, (x, y) = (x, y), _end(stops) if index == stops else _place(index, stops)
        turn = index % A_ROW == 0 and index < stops
        half = ROW // 2 * _heading(index - 1) if turn else (x - before[0]) // 2
        path.append(f"C{before[0] + half} {before[1]} {x + half if turn else x - half} {y} {x} {y}")
    return "".join(path)


def _heading(index: int) -> int:
    """Return 1 where the road goes right at a stop, -1 where it goes left."""
    return -1 if (index // A_ROW) % 2 else 1


def _end(stops: int) -> tuple[int, int]:
    """Return where the road ends, just after the last stop."""
    x, y = _place(stops - 1, stops)
    return x + FLAG * _heading(stops - 1), y


def _flag(stops: int) -> Markup:
    x, y = _end(stops)
    return Markup(
        '<path class="road-pole" d="M{x} {foot}V{top}"/><path class="road-flag" d="M{x} {top}l20 7-20 8z"/>'
    ).format(x=x, foot=y, top=y - 40)


def _stop(place: tuple[int, int], step: StepView) -> Markup:
    x, y = place
    if step.state == "followed":
        sign = Markup('<path class="road-tick" d="M{x} {y}l6 7 12-14"/>').format(x=x - 9, y=y)
    else:
        sign = Markup('<text x="{x}" y="{y}">{number}</text>').format(x=x, y=y + 7, number=step.number)
    if step.state == "here":
        sign += Markup('<path class="road-pin" d="M{x} {y}{shape}"/>').format(
            x=x, y=y - RADIUS - 4, shape=PIN
        )
    return Markup('<g class="stop {state}"><circle cx="{x}" cy="{y}" r="{r}"/>{sign}</g>').format(
        state=step.state, x=x, y=y, r=RADIUS, sign=sign
    )
