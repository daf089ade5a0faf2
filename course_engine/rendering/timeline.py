"""The operation's calendar: each stand's stays on a line of time, as SVG that takes its colours from the theme."""

import textwrap
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from course_engine.i18n import LANGUAGE, translator
from course_engine.model.places import Deployment
from course_engine.rendering.contexts import CalendarContext, StayView
from course_engine.rendering.wording import date_in_words

_ = translator("rendering")

LABEL, MONTH, TOP, LANE, FOOT = 96, 52, 60, 110, 26
INSET, BAR = 8, 94
LETTER, LINE = 8.4, 19
"""The mean width of a letter, and the distance of two lines, in the theme's 15-pixel labels."""


def calendar_context(
    deployments: Sequence[Deployment], names: Mapping[str, str], *, today: date, heading: int
) -> CalendarContext:
    """Return what `calendar.html` is given.

    Args:
        deployments: the stays, in any order.
        names: the name of each territory, by its id.
        today: tells where the stands are now.
        heading: level of the calendar's own heading.
    """
    ordered = sorted(deployments, key=lambda stay: (stay.begins, stay.stand))
    return CalendarContext(
        heading=heading,
        timeline=timeline_svg(ordered, names, today=today),
        stays=tuple(_view(stay, names, today) for stay in ordered),
    )


def timeline_svg(
    deployments: Sequence[Deployment], names: Mapping[str, str], *, today: date, scope: str = ""
) -> Markup:
    """Draw the stays of the stands: one lane a stand, one bar a stay, a mark where today is.

    Args:
        deployments: the stays, in any order; none gives nothing.
        names: the name of each territory, by its id.
        today: where the mark stands, if some stay's months hold it.
        scope: a prefix for the ids, so that two calendars can stand in one page.

    Returns:
        An SVG element; the table of `calendar.html` says the same to who cannot see it.
    """
    if not deployments:
        return Markup()
    scale = _Scale(min(stay.begins for stay in deployments), max(stay.ends for stay in deployments))
    stands = sorted({stay.stand for stay in deployments})
    width, height = LABEL + MONTH * scale.months + INSET, TOP + LANE * len(stands) + FOOT
    lanes = Markup().join(_lane(rank, stand, width) for rank, stand in enumerate(stands))
    bars = Markup().join(_bar(stay, names, stands.index(stay.stand), scale, today) for stay in deployments)
    return Markup(
        '<svg class="timeline" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{s}timeline-title {s}timeline-desc">'
        '<title id="{s}timeline-title">{title}</title><desc id="{s}timeline-desc">{desc}</desc>'
        "{months}{lanes}{today}{bars}</svg>"
    ).format(
        w=width,
        h=height,
        s=scope,
        title=_("The stays of the stands"),
        desc=_("The table below says the same."),
        months=_months(scale, height),
        lanes=lanes,
        bars=bars,
        today=_today(scale, today, height),
    )


class _Scale:
    """Where a day stands on the line of time: whole months, all of one width."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.replace(day=1)
        self.months = (last.year - first.year) * 12 + last.month - first.month + 1

    def x(self, day: date) -> float:
        """Return where a day begins."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return round(LABEL + MONTH * (months + (day.day - 1) / monthrange(day.year, day.month)[1]), 1)

    def after(self, day: date) -> float:
        """Return where a day ends."""
        return round(self.x(day) + MONTH / monthrange(day.year, day.month)[1], 1)

    def __iter__(self) -> Iterator[date]:
        """Yield the first day of each month."""
        for rank in range(self.first.month - 1, self.first.month - 1 + self.months):
            yield date(self.first.year + rank // 12, rank % 12 + 1, 1)


def _months(scale: _Scale, height: int) -> Markup:
    parts = []
    for rank, month in enumerate(scale):
        x = scale.x(month)
        if rank == 0 or month.month == 1:
            parts.append(
                Markup('<text class="timeline-year" x="{x}" y="20">{year}</text>').format(
                    x=x, year=month.year
                )
            )
        parts.append(
            Markup(
                '<path class="timeline-rule" d="M{x} 32V{foot}"/><text class="timeline-month" x="{at}" y="48">{name}</text>'
            ).format(x=x, foot=height, at=x + 6, name=format_date(month, "LLL", locale=LANGUAGE))
        )
    return Markup().join(parts)


def _lane(rank: int, stand: str, width: int) -> Markup:
    top = TOP + LANE * rank
    lines = textwrap.wrap(stand, int((LABEL - INSET) / LETTER), max_lines=4, placeholder="…")
    return Markup('<path class="timeline-rule" d="M0 {y}H{w}"/>{words}').format(
        y=top, w=width, words=_lines(lines, 0, top + INSET, "timeline-stand")
    )


def _bar(stay: Deployment, names: Mapping[str, str], rank: int, scale: _Scale, today: date) -> Markup:
    x, end = scale.x(stay.begins), scale.after(stay.ends)
    top = TOP + LANE * rank + INSET
    letters = max(3, int((end - x - 2 * INSET) / LETTER))
    lines = textwrap.wrap(names[stay.territory], letters, max_lines=3, placeholder="…")
    state = _state(stay, today)
    wave = (_("wave {number}, now") if state == "here" else _("wave {number}")).format(number=stay.wave)
    return Markup(
        '<g class="stay {state}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="8"/>{words}{wave}</g>'
    ).format(
        state=state,
        x=x + 2,
        y=top,
        w=max(4, round(end - x - 4, 1)),
        h=BAR,
        words=_lines(lines, x + INSET + 2, top + 4, "timeline-name"),
        wave=_lines([wave], x + INSET + 2, top + 4 + LINE * len(lines), "timeline-wave"),
    )


def _lines(lines: Sequence[str], x: float, top: int, name: str) -> Markup:
    return Markup().join(
        Markup('<text class="{name}" x="{x}" y="{y}">{line}</text>').format(
            name=name, x=x, y=top + LINE * rank, line=line
        )
        for rank, line in enumerate(lines, start=1)
    )


def _today(scale: _Scale, today: date, height: int) -> Markup:
    if not scale.first <= today.replace(day=1) <= list(scale)[-1]:
        return Markup()
    x = scale.x(today)
    return Markup(
        '<path class="timeline-now" d="M{x} 32V{foot}"/>'
        '<text class="timeline-now-word" x="{x}" y="{base}">{word}</text>'
    ).format(x=x, foot=height - FOOT + 4, base=height - 4, word=_("today"))


def _state(stay: Deployment, today: date) -> str:
    if stay.ends < today:
        return "over"
    return "here" if stay.begins <= today else "ahead"


def _view(stay: Deployment, names: Mapping[str, str], today: date) -> StayView:
    return StayView(
        stand=stay.stand,
        wave=stay.wave,
        territory=names[stay.territory],
        begins=date_in_words(stay.begins),
        ends=date_in_words(stay.ends),
        room=stay.room,
        capacity=stay.capacity,
        state=_state(stay, today),
    )
