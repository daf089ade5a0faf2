"""Which unit comes before which, as boxes and arrows, in SVG that takes its colours from the theme."""

import textwrap
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from course_engine.i18n import translator
from course_engine.model.identity import Slug

_ = translator("rendering")

BOX, TALL, ACROSS, DOWN, MARGIN = 208, 62, 64, 22, 6
LETTERS, LINES, LINE = 22, 2, 20


class _Box(Struct, frozen=True):
    """Where a unit stands."""

    x: int
    y: int


def prerequisite_graph(titles: Mapping[Slug, str], before: Mapping[Slug, Sequence[Slug]]) -> Markup:
    """Draw units from left to right, each after those that it asks for.

    Args:
        titles: the units, in the programme's order.
        before: by unit, those that it asks for; what is not among `titles`, and what closes a circle, is left out.

    Returns:
        An SVG element, or nothing where no unit asks for another; a table beside it says the same.
    """
    arrows = [(one, name) for name in titles for one in before.get(name, ()) if one in titles]
    depths = _depths(titles, before)
    arrows = [(one, name) for one, name in arrows if depths[one] < depths[name]]
    if not arrows:
        return Markup()
    linked = {name for arrow in arrows for name in arrow}
    boxes = _placed([name for name in titles if name in linked], depths)
    width = max(box.x for box in boxes.values()) + BOX + MARGIN
    height = max(box.y for box in boxes.values()) + TALL + MARGIN
    return Markup(
        '<svg class="prerequisites" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="prerequisites-title prerequisites-desc">'
        '<title id="prerequisites-title">{title}</title><desc id="prerequisites-desc">{desc}</desc>'
        "{arrows}{boxes}</svg>"
    ).format(
        w=width,
        h=height,
        title=_("Which session comes before which"),
        desc=_("The table below says the same."),
        arrows=Markup().join(_arrow(boxes[one], boxes[name]) for one, name in arrows),
        boxes=Markup().join(_drawn(box, titles[name]) for name, box in boxes.items()),
    )


def _depths(titles: Mapping[Slug, str], before: Mapping[Slug, Sequence[Slug]]) -> Mapping[Slug, int]:
    """Return how many units must come before each, one after the other; a circle is entered at its first unit."""
    asked = {name: {one for one in before.get(name, ()) if one in titles} for name in titles}
    depths: dict[Slug, int] = {}
    waiting = list(titles)
    while waiting:
        ready = [name for name in waiting if asked[name] <= depths.keys()] or waiting[:1]
        depths |= {
            name: max((depths[one] + 1 for one in asked[name] if one in depths), default=0) for name in ready
        }
        waiting = [name for name in waiting if name not in depths]
    return depths


def _placed(names: Sequence[Slug], depths: Mapping[Slug, int]) -> Mapping[Slug, _Box]:
    """Return where each unit stands: a column a depth, in the programme's order from top to bottom."""
    taken: dict[int, int] = {}
    boxes = {}
    for name in names:
        depth = depths[name]
        row = taken.get(depth, 0)
        taken[depth] = row + 1
        boxes[name] = _Box(MARGIN + depth * (BOX + ACROSS), MARGIN + row * (TALL + DOWN))
    return boxes


def _drawn(box: _Box, title: str) -> Markup:
    lines = textwrap.wrap(title, LETTERS, max_lines=LINES, placeholder="…")
    top = box.y + TALL / 2 - LINE * (len(lines) - 1) / 2 + 6
    words = Markup().join(
        Markup('<text x="{x}" y="{y:g}">{line}</text>').format(
            x=box.x + BOX // 2, y=top + LINE * rank, line=line
        )
        for rank, line in enumerate(lines)
    )
    return Markup(
        '<g class="prerequisite"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8"/>{words}</g>'
    ).format(x=box.x, y=box.y, w=BOX, h=TALL, words=words)


def _arrow(start: _Box, end: _Box) -> Markup:
    """Draw a curve from the right side of a box to the left side of another, with its point."""
    x, y, to_x, to_y = start.x + BOX, start.y + TALL // 2, end.x, end.y + TALL // 2
    bend = ACROSS // 2
    return Markup(
        '<path class="arrow" d="M{x} {y}C{a} {y} {b} {v} {t} {v}"/><path class="arrow-head" d="M{u} {v}l-11-6v12z"/>'
    ).format(x=x, y=y, a=x + bend, b=to_x - bend, t=to_x - 10, u=to_x - 1, v=to_y)
