"""The room that an animateur conducts: its screen, what is done in it, the projector, and their events."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import escape
from pydantic import BaseModel
from starlette.responses import Response

from course_engine import runtime
from course_engine.errors import ConflictingFact, DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.room import RoomActKind
from course_engine.model.training import SessionId
from course_engine.rendering.contexts import Link
from course_engine.training.rights import Right
from course_engine.training.room import conductor
from course_engine.training.room.attending import is_held
from course_engine.training.room.conductor import Deed, check_held
from course_engine.training.room.watching import Seen
from course_engine.web.contexts.room import ProjectionContext, RoomContext
from course_engine.web.contract import EVENTS
from course_engine.web.errors import wants_json
from course_engine.web.events import stream
from course_engine.web.let_in import LetIn
from course_engine.web.moments import clock_in_figures, session_in_words
from course_engine.web.room_pictures import Pictures
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page
from course_engine.web.static_files import ROOM_SCRIPT

_ = translator("web")

router = APIRouter()

Conductor = Annotated[Account, requires(Right.RUN_ROOM)]
MOST_QUESTIONS = 99
ANCHORS: Mapping[RoomActKind, str] = {
    RoomActKind.BEGUN: "ordre",
    RoomActKind.PHASE: "ordre",
    RoomActKind.ENDED: "ordre",
    RoomActKind.HELP_GIVEN: "salle",
    RoomActKind.NOTE: "notes",
}
"""The part of the screen in which a deed was asked for; « centre » for the others."""


class ActForm(BaseModel):
    """What a button, or the note's form, posts.

    Attributes:
        id: UUIDv7 that the screen carries: pressed twice, it is one act.
        about: the act's target or, for help given, the trainee.
        text: of a note.
    """

    id: UUID
    action: RoomActKind
    about: Annotated[str, Form(max_length=40)] = ""
    text: Annotated[str, Form(max_length=5000)] = ""


@router.get("/salle/{session}")
def room(site: CurrentSite, account: Conductor, session: SessionId) -> Response:
    """Show the room."""
    return _room(site, account, session)


@router.post("/salle/{session}")
def act(
    request: Request,
    site: CurrentSite,
    account: Conductor,
    session: SessionId,
    form: Annotated[ActForm, Form()],
) -> Response:
    """Do one thing in the room, then show it as it stands."""
    try:
        conductor.conduct(
            site.database, site.library.catalogue, account, session, _deed(form), now=site.clock()
        )
    except (DecisionRefused, ConflictingFact) as refused:
        if wants_json(request):
            raise
        written = form.text if form.action is RoomActKind.NOTE else ""
        return _room(site, account, session, message=str(refused), written=written)
    site.hub.changed(session)
    if wants_json(request):
        return JSONResponse({"done": True})
    return RedirectResponse(f"/salle/{session}#{ANCHORS.get(form.action, 'centre')}", 303)


@router.get("/salle/{session}/direct", responses=dict(EVENTS), response_class=Response)
def live(request: Request, site: CurrentSite, account: Conductor, session: SessionId) -> Response:
    """Keep the room's screens fresh."""
    _check_scope(site, account, session)
    make = Pictures(site, session).conductor
    pictures = site.broadcast.follow(f"salle/{session}", site.hub, session, make)
    return stream(LetIn(request).listens(pictures))


@router.get("/salle/{session}/projection")
def projection(
    site: CurrentSite,
    account: Conductor,
    session: SessionId,
    question: Annotated[int, Query(ge=1, le=MOST_QUESTIONS)] = 1,
) -> Response:
    """Show what the projector shows."""
    _check_scope(site, account, session)
    address = f"/salle/{session}/projection"
    pictures = Pictures(site, session)
    seen = pictures.read()
    context = ProjectionContext(
        shell=site.staff_shell,
        title=site.library.catalogue.title_of(seen.room.session.unit),
        address=address,
        room=f"/salle/{session}",
        live=f"{address}/direct?question={question}",
        hour=clock_in_figures(seen.at),
        screen=pictures.projected(seen, question),
        scripts=(site.statics.url(runtime.LIVE),),
    )
    return HTMLResponse(site.theme.render("web/projection.html", context))


@router.get("/salle/{session}/projection/direct", responses=dict(EVENTS), response_class=Response)
def projection_live(
    request: Request,
    site: CurrentSite,
    account: Conductor,
    session: SessionId,
    question: Annotated[int, Query(ge=1, le=MOST_QUESTIONS)] = 1,
) -> Response:
    """Keep the projector's screen fresh."""
    _check_scope(site, account, session)
    pictures, name = Pictures(site, session), f"projection/{session}/{question}"
    shown = site.broadcast.follow(name, site.hub, session, lambda: pictures.projection(question))
    return stream(LetIn(request).listens(shown))


def _check_scope(site: Site, account: Account, session: str) -> None:
    conductor.room_in_scope(site.database, site.library.catalogue, account, session)


def _deed(form: ActForm) -> Deed:
    about_somebody = form.action is RoomActKind.HELP_GIVEN
    return Deed(
        id=form.id,
        kind=form.action,
        target="" if about_somebody else form.about,
        trainee=form.about if about_somebody else None,
        text=form.text,
    )


def _room(site: Site, account: Account, session: str, *, message: str = "", written: str = "") -> Response:
    _check_scope(site, account, session)
    pictures = Pictures(site, session)
    seen = pictures.read()
    held = is_held(seen.room.session, seen.at)
    context = RoomContext(
        title=site.library.catalogue.title_of(seen.room.session.unit),
        when=session_in_words(seen.room.session),
        place=seen.room.session.place,
        address=f"/salle/{session}",
        live=f"/salle/{session}/direct" if held else "",
        projector=f"/salle/{session}/projection",
        links=_links(session),
        hour=clock_in_figures(seen.at),
        closed=_closed(seen),
        note=str(site.new_id()) if held else "",
        regions=pictures.regions(seen),
        scripts=site.statics.urls(ROOM_SCRIPT),
        kind="error" if message else "",
        message=message,
        written=written,
    )
    return staff_page(site, account, "web/room.html", context, status=409 if message else 200)


def _closed(seen: Seen) -> str:
    try:
        check_held(seen.room.session, seen.at)
    except DecisionRefused as closed:
        return str(closed)
    return ""


def _links(session: str) -> tuple[Link, ...]:
    return (
        Link(href=f"/seances/{session}", title=escape(_("The list of people"))),
        Link(href=f"/seances/{session}/emargement", title=escape(_("The sign-in sheet"))),
        Link(href=f"/seances/{session}/bilans", title=escape(_("The debriefs"))),
    )
