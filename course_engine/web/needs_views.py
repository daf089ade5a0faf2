"""Needs in words, drawn, and as lines of a file."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from course_engine.exchange.csv_needs import NeedLine
from course_engine.i18n import mark, translator
from course_engine.planning.sentences import listed
from course_engine.rendering.contexts import Link
from course_engine.rendering.needs_chart import ChartRow, needs_chart, per_cent
from course_engine.training.debrief.needs import Need, Reading, TerritoryNeeds
from course_engine.training.debrief.objectives import PageOfObjective
from course_engine.training.figures.shares import PublishedShare, Share, Unsaid
from course_engine.training.figures.suppression import Figure, Hidden
from course_engine.web.contexts.needs import NeedRow
from course_engine.web.debrief_views import plain

_ = translator("web")

READINGS: Mapping[Reading, str] = {
    Reading.SAID: mark("what people say"),
    Reading.SHOWN: mark("what answers show"),
}
UNSAID: Mapping[Unsaid, str] = {
    Unsaid.SMALL_GROUP: mark("group of fewer than 5 people"),
    Unsaid.FEW: mark("1 to 4 people"),
    Unsaid.NEARLY_ALL: mark("nearly all: all but 1 to 4"),
    Unsaid.EITHER: mark("withheld"),
    Unsaid.TOTAL: mark("withheld"),
}
NO_CHART = Markup()


def people_in_words(people: Figure) -> str:
    """Return « 12 bilans », or that there are too few."""
    if isinstance(people, Hidden):
        return _("fewer than 5 debriefs")
    return _("debriefs: {people}").format(people=people)


def is_empty(shown: TerritoryNeeds) -> bool:
    """Return whether too few people are behind every figure, by every reading."""
    return all(share is Unsaid.SMALL_GROUP for need in shown.needs for share in need.shares.values())


def chart(shown: TerritoryNeeds, reading: Reading) -> Markup:
    """Return the needs of a territory as ranked bars; nothing where none may be shown."""
    ranked = shown.ranked(reading)
    if all(need.shares[reading] is Unsaid.SMALL_GROUP for need in ranked):
        return NO_CHART
    title = _("{territory}: needs by {reading}").format(territory=shown.name, reading=_(READINGS[reading]))
    return needs_chart([_chart_row(need, reading) for need in ranked], title)


def told_apart(shown: TerritoryNeeds, reading: Reading) -> str:
    """Return which figures come first, and whether they can be told apart; empty where there is nothing to compare.

    What is hidden may be greater: the sentence speaks of the figures shown.
    """
    counted = sum(isinstance(need.shares[reading], Share) for need in shown.needs)
    together = shown.not_told_apart(reading)
    if counted <= 1:
        return ""
    titles = listed([_("“{title}”").format(title=need.title) for need in together])
    if len(together) == 1:
        return _("Of the figures shown, {title} clearly comes first: its interval overlaps no other.").format(
            title=titles
        )
    return _("Of the figures shown, these cannot be told apart: {titles}. Their intervals overlap.").format(
        titles=titles
    )


def rows(shown: TerritoryNeeds, reading: Reading, *, may_read: bool) -> Iterator[NeedRow]:
    """Yield the rows of the table of needs, in the order of the chart."""
    for need in shown.ranked(reading):
        yield NeedRow(
            title=need.title,
            figures=tuple(share_in_words(need.shares[one]) for one in Reading),
            units=need.units,
            pages=tuple(_page(page, may_read=may_read) for page in need.pages),
        )


def lines(territories: Iterable[TerritoryNeeds]) -> Iterator[NeedLine]:
    """Yield the lines of the file: each territory, each reading, each need, the greatest first."""
    for territory in territories:
        for reading in Reading:
            for need in territory.ranked(reading):
                yield _line(territory, reading, need)


def share_in_words(share: PublishedShare) -> str:
    """Return « 62 % (entre 41 % et 79 %), 13 personnes sur 21 », or why it is not said."""
    if not isinstance(share, Share):
        return _(UNSAID[share])
    return _("{proportion}, people: {count} of {base}").format(
        proportion=_proportion(share), count=share.count, base=share.base
    )


def _chart_row(need: Need, reading: Reading) -> ChartRow:
    share = need.shares[reading]
    if not isinstance(share, Share):
        return ChartRow(need.title, share_in_words(share))
    interval = share.interval
    return ChartRow(need.title, _proportion(share), share.proportion, interval.low, interval.high)


def _proportion(share: Share) -> str:
    """Return « 62 % (entre 41 % et 79 %) »."""
    interval = share.interval
    return _("{share} (between {low} and {high})").format(
        share=per_cent(share.proportion), low=per_cent(interval.low), high=per_cent(interval.high)
    )


def _line(territory: TerritoryNeeds, reading: Reading, need: Need) -> NeedLine:
    share = need.shares[reading]
    known = share if isinstance(share, Share) else None
    return NeedLine(
        territory=territory.name,
        reading=_(READINGS[reading]),
        need=need.title,
        share=(known.count, known.base) if known else None,
        bounds=(known.interval.low, known.interval.high) if known else None,
        remark="" if known else share_in_words(share),
        units=need.units,
        pages=tuple(plain(page.title) for page in need.pages),
    )


def _page(page: PageOfObjective, *, may_read: bool) -> Link:
    href = f"/concepteur/unites/{page.unit}/{page.level}/{page.page}" if may_read else ""
    return Link(href=href, title=escape(plain(page.title)))
