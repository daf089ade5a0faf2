"""The screen on which an animateur looks back on every question of a quiz, to choose what to discuss."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from course_engine.model.accounts import Account
from course_engine.model.training import SessionId
from course_engine.training.rights import Right
from course_engine.training.room import conductor
from course_engine.training.room.attending import is_held
from course_engine.web.contexts.room import QuestionsScreenContext
from course_engine.web.contract import EVENTS
from course_engine.web.events import stream
from course_engine.web.let_in import LetIn
from course_engine.web.moments import clock_in_figures
from course_engine.web.room_pictures import Pictures
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page
from course_engine.web.static_files import ROOM_SCRIPT

router = APIRouter()

Conductor = Annotated[Account, requires(Right.RUN_ROOM)]


@router.get("/salle/{session}/questions")
def questions(site: CurrentSite, account: Conductor, session: SessionId) -> Response:
    """Show every question of the quizzes that the room answered last, and how it went."""
    conductor.room_in_scope(site.database, site.library.catalogue, account, session)
    pictures = Pictures(site, session)
    seen = pictures.look_back()
    address = f"/salle/{session}/questions"
    context = QuestionsScreenContext(
        title=site.library.catalogue.title_of(seen.room.session.unit),
        address=address,
        room=f"/salle/{session}",
        live=f"{address}/direct" if is_held(seen.room.session, seen.at) else "",
        hour=clock_in_figures(seen.at),
        questions=pictures.questions(seen),
        scripts=site.statics.urls(ROOM_SCRIPT),
    )
    return staff_page(site, account, "web/questions.html", context)


@router.get("/salle/{session}/questions/direct", responses=dict(EVENTS), response_class=Response)
def questions_live(request: Request, site: CurrentSite, account: Conductor, session: SessionId) -> Response:
    """Keep that screen fresh."""
    conductor.room_in_scope(site.database, site.library.catalogue, account, session)
    make = Pictures(site, session).looking_back
    pictures = site.broadcast.follow(f"questions/{session}", site.hub, session, make)
    return stream(LetIn(request).listens(pictures))
