"""The attendance register (« émargement »): an animateur keeps the sheet of a session."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form
from msgspec import Struct, field
from pydantic import BaseModel
from starlette.responses import Response

from course_engine.errors import DecisionRefused, InvalidForm
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId
from course_engine.model.training import SessionId, TrainingSession
from course_engine.training import agenda
from course_engine.training.printing import print_attendance_sheet
from course_engine.training.register import keeping
from course_engine.training.register.keeping import Correction, CorrectionReason, Tick, reason_in_words
from course_engine.training.register.sheet import attendance_sheet
from course_engine.training.rights import Right
from course_engine.web import register_views as views
from course_engine.web.agenda_views import session_view
from course_engine.web.contexts.register import AttendanceContext
from course_engine.web.contract import FILE
from course_engine.web.forms import ANY_FORM, Posted
from course_engine.web.hub import Topic
from course_engine.web.moments import hour_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter()

Keeper = Annotated[Account, requires(Right.RUN_ROOM)]
Fields = Mapping[str, tuple[str, ...]]
STYLE = "register.css"
SHEET = "/seances/{session}/emargement"


class CorrectionForm(BaseModel):
    """What the form on a line posts."""

    trainee: OpaqueId
    motif: CorrectionReason
    arrivee: str = ""
    depart: str = ""


@router.get(SHEET)
def sheet(site: CurrentSite, keeper: Keeper, session: SessionId) -> Response:
    """Show the sheet of a session: who signed, for which hours, and what was corrected."""
    return sheet_page(site, keeper, session, Outcome())


@router.post(SHEET, openapi_extra=dict(ANY_FORM))
def tick_back(site: CurrentSite, keeper: Keeper, session: SessionId, fields: Posted) -> Response:
    """Record who signed the printed sheet, in one go."""
    ticks = [
        Tick(who, _first(fields, f"arrivee-{who}"), _first(fields, f"depart-{who}"))
        for who in dict.fromkeys(fields.get("present", ()))
    ]
    try:
        count = keeping.tick_back(site.database, keeper, session, ticks, now=site.clock(), rng=site.rng)
    except InvalidForm as refused:
        return sheet_page(site, keeper, session, Outcome(problems=refused.problems, typed=fields, status=422))
    except DecisionRefused as refused:
        message = str(refused)
        return sheet_page(site, keeper, session, Outcome("error", message, typed=fields, status=409))
    site.hub.changed(session, Topic.LIFE)
    done = _("Signatures copied from the paper sheet: {count}.").format(count=count)
    return sheet_page(site, keeper, session, Outcome(kind="success", message=done))


@router.post(f"{SHEET}/correction")
def correct(
    site: CurrentSite, keeper: Keeper, session: SessionId, form: Annotated[CorrectionForm, Form()]
) -> Response:
    """Correct a line; what it said stays in its history."""
    correction = Correction(form.trainee, form.motif, form.arrivee, form.depart)
    try:
        changed = keeping.correct(site.database, keeper, session, correction, now=site.clock(), rng=site.rng)
    except InvalidForm as refused:
        own = {f"{name}-{form.trainee}": sentence for name, sentence in refused.problems.items()}
        typed = {f"arrivee-{form.trainee}": (form.arrivee,), f"depart-{form.trainee}": (form.depart,)}
        return sheet_page(site, keeper, session, Outcome(problems=own, typed=typed, status=422))
    except DecisionRefused as refused:
        return sheet_page(site, keeper, session, Outcome(kind="error", message=str(refused), status=409))
    site.hub.changed(session, Topic.LIFE)
    done = (
        _("The line is corrected; what it said stays in its history.") if changed else _("Nothing changed.")
    )
    return sheet_page(site, keeper, session, Outcome(kind="success", message=done))


@router.get(f"{SHEET}/feuille.pdf", response_class=Response, responses=dict(FILE))
def as_it_stands(site: CurrentSite, keeper: Keeper, session: SessionId) -> Response:
    """Give the sheet as a PDF: who signed, and for which hours."""
    return _pdf(site, keeper, session, "emargement", blank=False)


@router.get(f"{SHEET}/feuille-a-signer.pdf", response_class=Response, responses=dict(FILE))
def to_sign(site: CurrentSite, keeper: Keeper, session: SessionId) -> Response:
    """Give the sheet as a PDF to be signed by hand."""
    return _pdf(site, keeper, session, "feuille-a-signer", blank=True)


class Outcome(Struct, frozen=True):
    """What came of what was just asked of a sheet.

    Attributes:
        kind: success or error; empty where nothing was asked.
        message: in one sentence.
        problems: what has to be put right, by field.
        typed: the form that was refused.
        status: the HTTP status.
    """

    kind: str = ""
    message: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Fields = field(default_factory=dict)
    status: int = 200


def sheet_page(site: Site, keeper: Account, session: str, outcome: Outcome) -> Response:
    """Return the sheet of a session, with what came of what was just asked."""
    now, catalogue = site.clock(), site.library.catalogue
    found = attendance_sheet(site.database, keeper, session)
    line = agenda.session_sheet(site.database, keeper, session, now=now).line
    context = AttendanceContext(
        style=site.statics.url(STYLE),
        session=session_view(line, catalogue),
        address=views.sheet_link(session).href,
        room=f"/salle/{session}",
        lines=tuple(views.line_view(found, one, outcome.typed) for one in found.lines),
        present=_("{present} out of {expected}").format(present=found.present, expected=len(found.lines)),
        hour=hour_in_words(now),
        ahead=_ahead(found.session, now),
        reasons=tuple((reason.value, reason_in_words(reason)) for reason in CorrectionReason),
        countersigned=views.countersigned_in_words(found),
        countersignature=views.countersignature_svg(found),
        is_countersigned=found.is_countersigned,
        findings=tuple(finding.sentence for finding in found.findings),
        head=found.head,
        problems=outcome.problems,
        kind=outcome.kind,
        message=outcome.message,
    )
    return staff_page(site, keeper, "web/attendance.html", context, status=outcome.status)


def _ahead(session: TrainingSession, now: datetime) -> str:
    try:
        keeping.check_not_ahead(session, now)
    except DecisionRefused as ahead:
        return str(ahead)
    return ""


def _first(fields: Fields, name: str) -> str:
    return fields.get(name, ("",))[0]


def _pdf(site: Site, keeper: Account, session: str, name: str, *, blank: bool) -> Response:
    content = print_attendance_sheet(
        attendance_sheet(site.database, keeper, session),
        site.library.catalogue,
        site.theme,
        organiser=site.organiser,
        blank=blank,
        now=site.clock(),
    )
    headers = {"content-disposition": f'inline; filename="{name}-{session}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
