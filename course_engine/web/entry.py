"""In and out: a code typed, a browser let in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.training import access
from course_engine.training.stand_time import next_time
from course_engine.web.contexts import HomeContext
from course_engine.web.errors import TooManyAttempts, wants_json
from course_engine.web.session import COOKIE, CurrentSite, set_cookie
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


@router.get("/")
def home(request: Request, site: CurrentSite) -> Response:
    """Ask for a code, unless the browser is already let in."""
    token = request.cookies.get(COOKIE)
    if token and access.who(site.database, token, now=site.clock()):
        return RedirectResponse("/parcours", 303)
    return _home(site)


@router.post("/entrer")
def enter(request: Request, site: CurrentSite, code: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Let in whoever gives their code."""
    now = site.clock()
    client = request.client.host if request.client else ""
    wait = site.attempts.wait(client, now)
    if wait:
        minutes = -(-wait.seconds // 60)
        sentence = _("Too many codes were not recognised. Wait {minutes} min, or ask the trainer.")
        raise TooManyAttempts(sentence.format(minutes=minutes))
    try:
        session = access.enter(
            site.database, code, now=now, ends_at=next_time(now, site.session_ends), rng=site.rng
        )
    except NotFound as problem:
        site.attempts.note_wrong(client, now)
        if wants_json(request):
            raise
        return _home(site, code=code, problem=str(problem), status=422)
    response = RedirectResponse("/parcours", 303)
    set_cookie(response, session)
    return response


@router.post("/sortir")
def leave(request: Request, site: CurrentSite) -> Response:
    """Let the next person use this computer."""
    token = request.cookies.get(COOKIE)
    if token:
        access.leave(site.database, token)
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


def _home(site: Site, *, code: str = "", problem: str = "", status: int = 200) -> Response:
    context = HomeContext(shell=site.shell, code=code, problem=problem, demo_codes=site.demo_codes)
    return HTMLResponse(site.theme.render("web/home.html", context), status)
