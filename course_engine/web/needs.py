"""The needs of territories: ranked, with what can be told apart, on the screen and as a file."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from course_engine.exchange.csv_needs import write_needs
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.training.debrief.needs import Needs, Reading, TerritoryNeeds, needs
from course_engine.training.rights import RIGHTS, Right
from course_engine.web import needs_views as views
from course_engine.web.contexts.needs import NeedsContext
from course_engine.web.contract import FILE
from course_engine.web.moments import moment_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/besoins")

Reader = Annotated[Account, requires(Right.SEE_NEEDS)]
Chosen = Annotated[str, Query(max_length=40)]


@router.get("")
def ranked(
    site: CurrentSite, reader: Reader, territoire: Chosen = "", lecture: Reading = Reading.SAID
) -> Response:
    """Show the needs of a territory, the greatest first; of the first of theirs where none is asked for."""
    counted = needs(site.database, site.library, reader, now=site.clock())
    shown = _chosen(counted, territoire)
    may_read = Right.READ_COURSE in RIGHTS[reader.role]
    context = NeedsContext(
        at=moment_in_words(counted.at),
        name=shown.name if shown else "",
        choices=tuple((one.territory, one.name) for one in counted.territories),
        chosen=shown.territory if shown else "",
        readings=tuple((reading.value, _(views.READINGS[reading])) for reading in Reading),
        reading=lecture.value,
        people=views.people_in_words(shown.people) if shown else "",
        is_empty=shown is None or views.is_empty(shown),
        chart=views.chart(shown, lecture) if shown else views.NO_CHART,
        apart=views.told_apart(shown, lecture) if shown else "",
        rows=tuple(views.rows(shown, lecture, may_read=may_read)) if shown else (),
        export="/besoins/tableau",
    )
    return staff_page(site, reader, "web/needs.html", context)


@router.get("/tableau", response_class=Response, responses=dict(FILE))
def export(site: CurrentSite, reader: Reader) -> Response:
    """Give the needs of every territory of the reader as a CSV file."""
    counted = needs(site.database, site.library, reader, now=site.clock())
    content = write_needs(views.lines(counted.territories))
    headers = {"content-disposition": 'attachment; filename="besoins.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _chosen(counted: Needs, territory: str) -> TerritoryNeeds | None:
    known = {one.territory: one for one in counted.territories}
    return known.get(territory) or next(iter(counted.territories), None)
