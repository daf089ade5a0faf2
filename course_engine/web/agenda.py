"""The animateur's home, the stays of a stand, and the list of each session."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from markupsafe import escape
from pydantic import BaseModel
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.names import name_in_list
from course_engine.model.training import Enrolment, SessionId
from course_engine.rendering.contexts import Link
from course_engine.training import agenda, enrolment
from course_engine.training.enrolment import Ruling
from course_engine.training.rights import RIGHTS, Right
from course_engine.training.room.attending import is_held
from course_engine.web.agenda_views import (
    expected_view,
    room_link,
    session_view,
    stay_view,
)
from course_engine.web.contexts.animator import AnimatorContext, SessionContext, StayContext
from course_engine.web.moments import hour_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter()

Reader = Annotated[Account, requires(Right.SEE_SESSIONS)]
Placer = Annotated[Account, requires(Right.PLACE)]
NEXT_SESSIONS = 5


class Decision(BaseModel):
    """What a form on the list of a session asks for.

    Attributes:
        into: for `deplacer`, the other session.
        agreed: for `deplacer`, that the person was asked and agreed.
    """

    action: Literal["confirmer", "attendre", "deplacer"]
    trainee: OpaqueId
    reason: Annotated[str, Form(max_length=500)] = ""
    into: SessionId | Literal[""] = ""
    agreed: bool = False


@router.get("/animateur")
def home(site: CurrentSite, account: Placer) -> Response:
    """Show what is ahead: the stays, and the next sessions."""
    now = site.clock()
    stays = agenda.stays(site.database, account, now=now)
    ahead = sorted(
        (line for stay in stays for line in stay.sessions if not line.is_over or is_held(line.session, now)),
        key=lambda line: (line.session.day, line.session.begins, line.session.id),
    )
    context = AnimatorContext(
        name=account.name,
        rooms=tuple(
            room_link(line.session, site.library.catalogue)
            for line in ahead
            if Right.RUN_ROOM in RIGHTS[account.role] and is_held(line.session, now)
        ),
        stays=tuple(sorted(map(stay_view, stays), key=lambda stay: not stay.ahead)),
        next_sessions=tuple(
            session_view(line, site.library.catalogue)
            for line in [line for line in ahead if not line.is_over][:NEXT_SESSIONS]
        ),
        hour=hour_in_words(now),
    )
    return staff_page(site, account, "web/animator.html", context)


@router.get("/sejours/{deployment}")
def stay(site: CurrentSite, account: Reader, deployment: Slug) -> Response:
    """Show the sessions of a stay."""
    now = site.clock()
    found = agenda.stay(site.database, account, deployment, now=now)
    context = StayContext(
        stay=stay_view(found),
        sessions=tuple(session_view(line, site.library.catalogue) for line in found.sessions),
        placement=f"/placement/{deployment}" if _may_place(account) else "",
        hour=hour_in_words(now),
    )
    return staff_page(site, account, "web/stay.html", context)


@router.get("/seances/{session}")
def session(site: CurrentSite, account: Reader, session: SessionId) -> Response:
    """Show the people of a session."""
    return session_page(site, account, session)


@router.post("/seances/{session}")
def decide(
    site: CurrentSite, account: Placer, session: SessionId, form: Annotated[Decision, Form()]
) -> Response:
    """Decide of somebody's place, then show the list as it is."""
    now = site.clock()
    place = Enrolment(session=session, trainee=form.trainee)
    agenda.check_place_in_scope(site.database, account, place)
    ruling = Ruling(account.id, now, site.rng, form.reason)
    try:
        done = _decided(site, account, place, form, ruling)
    except DecisionRefused as refused:
        return session_page(site, account, session, kind="error", message=str(refused), status=409)
    for changed in {session, form.into} - {""}:
        site.hub.changed(changed)
    return session_page(site, account, session, kind="success", message=done)


def _decided(site: Site, account: Account, place: Enrolment, form: Decision, ruling: Ruling) -> str:
    """Do what was asked; return what came of it."""
    match form.action:
        case "confirmer":
            enrolment.enrol(site.database, place, ruling)
            return _("The place is given.")
        case "attendre":
            enrolment.put_on_waiting_list(site.database, place, ruling)
            return _("This person waits for a place.")
        case "deplacer":
            if not form.agreed:
                raise DecisionRefused(
                    _("Ask the person first, then tick “agrees”: nobody is moved without being asked.")
                )
            into = Enrolment(session=form.into, trainee=place.trainee)
            agenda.check_place_in_scope(site.database, account, into)
            enrolment.move(site.database, place, form.into, ruling)
            return _("The person changed session.")


def session_page(
    site: Site, account: Account, session: str, *, kind: str = "", message: str = "", status: int = 200
) -> Response:
    """Return the list of a session as it is.

    Args:
        site: where from.
        account: who reads it.
        session: which.
        kind: success or error, where something was just asked.
        message: what came of it, one sentence.
        status: the HTTP status.
    """
    catalogue = site.library.catalogue
    sheet = agenda.session_sheet(site.database, account, session, now=site.clock())
    deployment = sheet.deployment
    context = SessionContext(
        session=session_view(sheet.line, catalogue),
        stay=Link(href=f"/sejours/{deployment.id}", title=escape(deployment.stand)),
        confirmed=tuple(map(expected_view, sheet.confirmed)),
        waiting=tuple(map(expected_view, sheet.waiting)),
        free=max(0, sheet.line.free),
        elsewhere=tuple((other.session.id, session_view(other, catalogue).when) for other in sheet.elsewhere),
        addable=tuple((form.id, f"{name_in_list(form)}, {form.employer}") for form in sheet.addable),
        room=f"/salle/{session}" if Right.RUN_ROOM in RIGHTS[account.role] else "",
        may_place=_may_place(account),
        kind=kind,
        message=message,
    )
    return staff_page(site, account, "web/session.html", context, status=status)


def _may_place(account: Account) -> bool:
    return Right.PLACE in RIGHTS[account.role]
