"""Figures drawn here, as SVG that takes its colours from the theme."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from course_engine.i18n import mark, translator
from course_engine.rendering.contexts import StepView

_ = translator("rendering")

A_ROW = 5
CELL, ROW, MARGIN, TOP = 76, 92, 48, 62
RADIUS = 21
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
    width = MARGIN * 2 + CELL * (min(len(steps), A_ROW) - 1)
    height = TOP + ROW * (rows - 1) + MARGIN
    line = _road_line(len(steps))
    stops = Markup().join(_stop(index, step.state) for index, step in enumerate(steps))
    return Markup(
        '<svg class="road" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{s}road-title {s}road-desc">'
        '<title id="{s}road-title">{title}</title><desc id="{s}road-desc">{desc}</desc>'
        '<path class="road-bed" d="{line}"/><path class="road-line" d="{line}"/>{stops}</svg>'
    ).format(
        w=width,
        h=height,
        s=scope,
        title=_("The path as a road"),
        desc=_in_words(steps),
        line=line,
        stops=stops,
    )


def _in_words(steps: Sequence[StepView]) -> str:
    facts = (f"{step.number}. {step.title}, {_(STATES[step.state])}" for step in steps)
    return _("{facts}.").format(facts=_("; ").join(facts))


def _place(index: int) -> tuple[int, int]:
    """Return the centre of a stop: rows go right, then left, then right, as a road in the hills."""
    row, column = divmod(index, A_ROW)
    across = column if row % 2 == 0 else A_ROW - 1 - column
    return MARGIN + across * CELL, TOP + row * ROW


def _road_line(stops: int) -> str:
    x, y = _place(0)
    path = [f"M{x - RADIUS - 6} {y}"]
    for index in range(1, stops):
        x, y = _place(index)
        turn = index % A_ROW == 0
        sweep = 1 if (index // A_ROW) % 2 else 0
        path.append(f"A{ROW // 2} {ROW // 2} 0 0 {sweep} {x} {y}" if turn else f"L{x} {y}")
    return "".join(path)


def _stop(index: int, state: str) -> Markup:
    x, y = _place(index)
    pin = (
        Markup(
            '<path class="road-pin" d="M{x} {tip}c-5-9-12-12-12-20a12 12 0 0 1 24 0c0 8-7 11-12 20z"/>'
        ).format(x=x, tip=y - RADIUS - 3)
        if state == "here"
        else ""
    )
    sign = (
        Markup('<path class="road-tick" d="M{x} {y}l6 7 12-14"/>').format(x=x - 9, y=y)
        if state == "followed"
        else Markup('<text x="{x}" y="{y}">{number}</text>').format(x=x, y=y + 7, number=index + 1)
    )
    return Markup('<g class="stop {state}"><circle cx="{x}" cy="{y}" r="{r}"/>{sign}{pin}</g>').format(
        state=escape(state), x=x, y=y, r=RADIUS, sign=sign, pin=pin
    )
