"""The Region's home: what to do next, where the stands are, how many people; nobody is named."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from markupsafe import Markup, escape
from starlette.responses import Response

from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.rendering.bars import bar_svg
from course_engine.rendering.contexts import Link
from course_engine.training.calendar import operation_calendar
from course_engine.training.figures.statistics import Line, statistics
from course_engine.training.figures.suppression import Hidden
from course_engine.training.overview import TerritoryOverview, territories_overview
from course_engine.training.rights import Right
from course_engine.web.contexts.region import BarRow, FigureRow, RegionContext, TaskView
from course_engine.web.moments import moment_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/region")

NO_BREAK = "\u00a0"


@router.get("")
def home(
    site: CurrentSite,
    reader: Annotated[Account, requires(Right.SEE_STATISTICS)],
    territory: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show the operation; the wishes of one territory where it is asked for."""
    now = site.clock()
    counted = statistics(site.database, site.library.catalogue, now=now)
    overview = territories_overview(site.database)
    calendar = site.theme.render("calendar.html", operation_calendar(site.database, now=now))
    names = {line.key: line.title for line in counted.territories}
    is_shown = territory != "" and territory in counted.wishes_of
    wishes = counted.wishes_of[territory] if is_shown else counted.wishes
    context = RegionContext(
        at=moment_in_words(counted.at),
        tasks=tuple(_tasks(overview)),
        calendar=Markup(calendar),  # noqa: S704 - an escaping template's
        stages=counted.stages,
        everybody=_row(counted.everybody),
        territories=tuple(
            _row(line, f"/region?territory={line.key}#souhaits") for line in counted.territories
        ),
        roles=tuple(map(_row, counted.roles)),
        levels={domain: tuple(map(_row, lines)) for domain, lines in counted.levels.items()},
        wishes=_bars(wishes),
        wishes_where=names[territory] if is_shown else counted.everybody.title,
        choices=tuple((line.key, line.title) for line in counted.territories if line.key),
        chosen=territory if is_shown else "",
    )
    return staff_page(site, reader, "web/region.html", context)


def _tasks(overview: Sequence[TerritoryOverview]) -> list[TaskView]:
    """Return what to do next, from what is missing."""

    def listed(lacking: Sequence[TerritoryOverview]) -> str:
        return ", ".join(one.territory.name for one in lacking)

    tasks = []
    if not overview:
        detail = _("The operation has no territory yet: everything begins there.")
        tasks.append(_task("/territoires#importer", _("Import the territories"), detail))
    if without := [one for one in overview if not one.stays]:
        detail = _("No stay is planned in: {names}.").format(names=listed(without))
        tasks.append(_task("/territoires#importer", _("Plan the stays of the stands"), detail))
    if without := [one for one in overview if not one.referents]:
        detail = _("Nobody hands the questionnaire round in: {names}.").format(names=listed(without))
        tasks.append(_task("/nouveau-compte", _("Give an account to the référents"), detail))
    if without := [one for one in overview if one.stays and not one.animators]:
        detail = _("A stand stays, and nobody can place people, in: {names}.").format(names=listed(without))
        tasks.append(_task("/nouveau-compte", _("Give an account to the trainers"), detail))
    return tasks


def _task(href: str, title: str, detail: str) -> TaskView:
    return TaskView(Link(href=href, title=escape(title)), detail)


def _row(line: Line, href: str = "") -> FigureRow:
    figures = tuple(figure_in_words(figure) for figure in line.figures)
    return FigureRow(title=line.title, href=href if line.key else "", figures=figures)


def _bars(lines: Sequence[Line]) -> tuple[BarRow, ...]:
    shown = [figure for line in lines for figure in line.figures if not isinstance(figure, Hidden)]
    most = max(shown, default=0)
    return tuple(
        BarRow(
            title=line.title,
            bar=Markup() if isinstance(figure, Hidden) else bar_svg(figure, most),
            figure=figure_in_words(figure),
        )
        for line in lines
        for figure in line.figures
    )


def figure_in_words(figure: int | Hidden) -> str:
    """Return « 2 143 », « moins de 5 » or « masqué »."""
    if figure is Hidden.FEW:
        return _("fewer than 5")
    return _("withheld") if figure is Hidden.WITHHELD else f"{figure:,}".replace(",", NO_BREAK)
