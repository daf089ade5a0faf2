"""People's whole files, looked for, read, taken away and erased; and the trail that all of it leaves."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.responses import Response

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId
from course_engine.model.names import name_in_list
from course_engine.model.trail import TrailAction
from course_engine.training.dossier import MOST_FOUND, Section, export_dossier, search_people, view_dossier
from course_engine.training.erasure import (
    REASONS,
    Erasure,
    ErasureReason,
    erase,
    erasure_ahead,
    reason_in_words,
)
from course_engine.training.rights import Right
from course_engine.training.trail import latest_entries
from course_engine.web.contexts.region import (
    ErasedContext,
    ErasureContext,
    FileContext,
    FilesContext,
    FileSectionView,
    FoundView,
    TrailContext,
    TrailRow,
)
from course_engine.web.contract import FILE
from course_engine.web.moments import instant_day_in_words, moment_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter()

Reader = Annotated[Account, requires(Right.SEE_WHOLE_FILE)]
Eraser = Annotated[Account, requires(Right.ERASE)]

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
"""How a file writes an instant."""
ACTIONS: Mapping[TrailAction, str] = {
    TrailAction.FILE_VIEWED: mark("looked at a whole file"),
    TrailAction.FILE_EXPORTED: mark("took a whole file away"),
    TrailAction.LIST_EXPORTED: mark("took a list away"),
    TrailAction.CORRECTED: mark("corrected"),
    TrailAction.SHEET_KEYED_IN: mark("keyed in a quiz filled in on paper"),
    TrailAction.CODE_ISSUED: mark("issued a personal code"),
    TrailAction.PASSWORD_ISSUED: mark("issued a password"),
    TrailAction.ACCOUNT_CHANGED: mark("changed an account"),
    TrailAction.ERASED: mark("erased a person"),
    TrailAction.PURGED: mark("purged"),
    TrailAction.BACKED_UP: mark("took a backup of the whole stand"),
    TrailAction.RESTORED: mark("restored the whole stand"),
    TrailAction.RECORDS_EXPORTED: mark("took the records to another stand"),
    TrailAction.RECORDS_MERGED: mark("merged the records of another stand"),
}


@router.get("/dossiers")
def search(site: CurrentSite, reader: Reader, nom: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Look for somebody by name, in every territory."""
    found = search_people(site.database, nom)
    views = tuple(
        FoundView(
            id=one.trainee.id,
            name=name_in_list(one.trainee),
            employer=one.trainee.employer,
            territory=one.territory,
        )
        for one in found
    )
    return staff_page(site, reader, "web/files.html", FilesContext(nom, views, len(found) == MOST_FOUND))


@router.get("/dossiers/{trainee}")
def show(site: CurrentSite, reader: Reader, trainee: OpaqueId) -> Response:
    """Show somebody's whole file. The trail says so: what is asked for changes nothing that one sees."""
    dossier = view_dossier(
        site.database, trainee, by=reader.id, retention=site.retention, now=site.clock(), rng=site.rng
    )
    context = FileContext(
        id=dossier.person.id,
        name=dossier.person.full_name,
        erased=dossier.person.erased,
        at=moment_in_words(dossier.at),
        sections=tuple(map(_section, dossier.sections)),
    )
    return staff_page(site, reader, "web/file.html", context)


@router.post("/dossiers/{trainee}/telechargement", response_class=Response, responses=dict(FILE))
def download(site: CurrentSite, reader: Reader, trainee: OpaqueId) -> Response:
    """Give somebody's whole file away, as an archive; the trail says so."""
    dossier = export_dossier(
        site.database, trainee, by=reader.id, retention=site.retention, now=site.clock(), rng=site.rng
    )
    headers = {"content-disposition": f'attachment; filename="dossier-{dossier.person.id}.zip"'}
    return Response(dossier.as_zip(), media_type="application/zip", headers=headers)


@router.get("/dossiers/{trainee}/effacement")
def ask_to_erase(site: CurrentSite, eraser: Eraser, trainee: OpaqueId) -> Response:
    """Say what erasing somebody would leave, and ask."""
    return _erasure_page(site, eraser, trainee)


@router.post("/dossiers/{trainee}/effacement")
def erase_person(
    site: CurrentSite,
    eraser: Eraser,
    trainee: OpaqueId,
    reason: Annotated[str, Form(max_length=40)] = "",
    typed: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Erase somebody, if their identifier was typed again and a reason chosen."""
    problems = {}
    if reason not in REASONS:
        problems["reason"] = _("Choose why this person is erased.")
    if typed.strip().lower() != trainee:
        problems["typed"] = _("Type the identifier as it stands above: {id}.").format(id=trainee)
    if problems:
        return _erasure_page(site, eraser, trainee, reason=reason, problems=problems)
    done = erase(
        site.database,
        trainee,
        reason=ErasureReason(reason),
        by=eraser.id,
        retention=site.retention,
        now=site.clock(),
        rng=site.rng,
    )
    context = ErasedContext(trainee, done.clean, _staying(done))
    return staff_page(site, eraser, "web/erased.html", context)


@router.get("/trace")
def trail(site: CurrentSite, reader: Annotated[Account, requires(Right.SEE_TRAIL)]) -> Response:
    """Show who looked at, took away, corrected and erased what is kept."""
    rows = tuple(
        TrailRow(
            at=moment_in_words(entry.at),
            account=entry.account,
            action=_(ACTIONS[entry.action]),
            trainee=entry.trainee or "",
            detail=entry.detail,
        )
        for entry in latest_entries(site.database)
    )
    return staff_page(site, reader, "web/trail.html", TrailContext(moment_in_words(site.clock()), rows))


def _erasure_page(
    site: Site,
    eraser: Account,
    trainee: OpaqueId,
    *,
    reason: str = "",
    problems: Mapping[str, str] | None = None,
) -> Response:
    ahead = erasure_ahead(site.database, trainee, retention=site.retention)
    context = ErasureContext(
        id=trainee,
        name=ahead.name,
        staying=_staying(ahead),
        reasons=tuple((value.value, reason_in_words(value), "") for value in ErasureReason),
        reason=reason,
        problems=problems or {},
    )
    return staff_page(site, eraser, "web/erasure.html", context, status=422 if problems else 200)


def _staying(erasure: Erasure) -> tuple[tuple[str, int, str], ...]:
    return tuple((stay.title, stay.count, instant_day_in_words(stay.until)) for stay in erasure.staying)


def _section(section: Section) -> FileSectionView:
    return FileSectionView(
        title=section.title,
        purpose=section.purpose,
        kept=section.kept,
        until=instant_day_in_words(section.until) if section.until else "",
        tables=_shown(section.tables),
    )


def _shown(value: Any) -> Any:
    """Return a part of a file with its instants by the stand's clock, in words."""
    match value:
        case str() if INSTANT.fullmatch(value):
            return moment_in_words(datetime.fromisoformat(value))
        case Mapping():
            return {word: _shown(part) for word, part in value.items()}
        case list() | tuple():
            return [_shown(part) for part in value]
    return value
