"""The territories: who works in each, which stands stay, and the office's files imported."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from msgspec import Struct
from starlette.responses import Response

from course_engine.errors import Diagnostic, InputRefused, Severity
from course_engine.exchange.csv_deployments import read_deployments
from course_engine.exchange.csv_territories import read_territories
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.places import Deployment
from course_engine.rendering.wording import date_in_words
from course_engine.store import Database
from course_engine.training.deployments import import_deployments
from course_engine.training.imports import ImportReport
from course_engine.training.overview import TerritoryOverview, territories_overview
from course_engine.training.rights import Right
from course_engine.training.territories import import_territories
from course_engine.web.contexts.region import ProblemView, TerritoriesContext, TerritoryView
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/territoires")

Planner = Annotated[Account, requires(Right.MANAGE_PLACES)]


class ImportKind(Struct, frozen=True):
    """A kind of file that may be imported: how it is called, what it holds, and what imports it."""

    title: str
    detail: str
    run: Callable[[Database, bytes, str, bool], ImportReport]


def _territories(database: Database, content: bytes, name: str, keep_good: bool) -> ImportReport:  # noqa: FBT001 - called through the table
    return import_territories(database, read_territories(content, name), keep_good=keep_good)


def _deployments(database: Database, content: bytes, name: str, keep_good: bool) -> ImportReport:  # noqa: FBT001 - called through the table
    return import_deployments(database, read_deployments(content, name), keep_good=keep_good)


KINDS: Mapping[str, ImportKind] = {
    "territoires": ImportKind(mark("Territories"), mark("one commune a line"), _territories),
    "sejours": ImportKind(mark("Stays of the stands"), mark("one stay a line"), _deployments),
}


@router.get("")
def every_territory(site: CurrentSite, planner: Planner) -> Response:
    """Show every territory."""
    return _page(site, planner)


@router.post("")
def import_file(
    site: CurrentSite,
    planner: Planner,
    file: Annotated[UploadFile | None, File()] = None,
    kind: Annotated[str, Form(max_length=20)] = "",
    keep_good: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Import a file of territories or stays: all of it, or its good lines where that is asked for."""
    if kind not in KINDS or file is None or not file.filename:
        return _page(
            site, planner, kind=kind, problem=_("Choose what the file holds, and the file."), status=422
        )
    content = file.file.read()
    try:
        report = KINDS[kind].run(site.database, content, file.filename, keep_good == "oui")
    except InputRefused as refusal:
        problem = _("Nothing was imported: the lines below have to be corrected.")
        return _page(site, planner, kind=kind, problem=problem, found=refusal.diagnostics, status=422)
    done = _("Added: {added}; changed: {changed}; as they were: {unchanged}; lines left out: {refused}.")
    counts = done.format(
        added=report.added, changed=report.changed, unchanged=report.unchanged, refused=report.refused
    )
    return _page(site, planner, kind=kind, done=counts, found=report.problems)


def _page(
    site: Site,
    planner: Account,
    *,
    kind: str = "",
    done: str = "",
    problem: str = "",
    found: tuple[Diagnostic, ...] = (),
    status: int = 200,
) -> Response:
    context = TerritoriesContext(
        territories=tuple(_view(one) for one in territories_overview(site.database)),
        kinds=tuple((value, _(known.title), _(known.detail)) for value, known in KINDS.items()),
        kind=kind,
        done=done,
        problem=problem,
        problems=tuple(
            ProblemView(
                line=one.line,
                code=one.code,
                message=one.message,
                hint=one.hint,
                refused=one.severity is Severity.ERROR,
            )
            for one in found
        ),
    )
    return staff_page(site, planner, "web/territories.html", context, status=status)


def _view(one: TerritoryOverview) -> TerritoryView:
    return TerritoryView(
        id=one.territory.id,
        name=one.territory.name,
        communes=len(one.territory.communes),
        referents=one.referents,
        animators=one.animators,
        stays=tuple(_stay(stay) for stay in one.stays),
    )


def _stay(stay: Deployment) -> str:
    return _("{stand}, from {begins} to {ends}, {room}").format(
        stand=stay.stand, begins=date_in_words(stay.begins), ends=date_in_words(stay.ends), room=stay.room
    )
