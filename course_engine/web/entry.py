"""In and out: a code typed, a browser let in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from course_engine.errors import NotFound
from course_engine.training import access
from course_engine.training.browser_session import Bearer
from course_engine.training.stand_time import next_time
from course_engine.web.contexts.trainee import HomeContext
from course_engine.web.errors import wants_json
from course_engine.web.onward import back_in_room, onward
from course_engine.web.session import (
    DOOR,
    OPEN_TO_ALL,
    CurrentBearer,
    CurrentSite,
    client_of,
    set_cookie,
    unset_cookie,
)
from course_engine.web.site import Site
from course_engine.web.wanted import AskedLost, AskedWanted, PostedWanted, local

router = APIRouter(dependencies=[OPEN_TO_ALL])


@router.get("/")
def home(
    request: Request,
    site: CurrentSite,
    bearer: CurrentBearer,
    wanted: AskedWanted = "",
    lost: AskedLost = "",
) -> Response:
    """Ask for a code, unless the browser is already let in: then go where its holder wanted, or begins."""
    if bearer is None:
        return _home(site, wanted=local(wanted), is_lost=bool(lost))
    return RedirectResponse(onward(request, bearer, wanted), 303)


@router.post("/entrer")
def enter(
    request: Request,
    site: CurrentSite,
    code: Annotated[str, Form(max_length=100)] = "",
    wanted: PostedWanted = "",
) -> Response:
    """Let in whoever gives their code."""
    now = site.clock()
    try:
        session = access.enter(
            site.database,
            code,
            client=client_of(request),
            now=now,
            ends_at=next_time(now, site.session_ends),
            rng=site.rng,
        )
    except NotFound as problem:
        if wants_json(request):
            raise
        return _home(site, code=code, problem=str(problem), wanted=local(wanted), status=422)
    trainee = session.holder.trainee or ""
    address = back_in_room(site, trainee, wanted) or onward(request, Bearer(trainee=trainee), wanted)
    response = RedirectResponse(address, 303)
    set_cookie(request, response, session)
    return response


@router.post("/sortir")
def leave(request: Request) -> Response:
    """Let the next person use this computer."""
    response = RedirectResponse(DOOR, 303)
    unset_cookie(request, response)
    return response


def _home(
    site: Site,
    *,
    code: str = "",
    problem: str = "",
    wanted: str = "",
    is_lost: bool = False,
    status: int = 200,
) -> Response:
    context = HomeContext(
        shell=site.shell,
        code=code,
        problem=problem,
        wanted=wanted,
        is_lost=is_lost,
        demo_codes=site.demo_codes,
    )
    return HTMLResponse(site.theme.render("web/home.html", context), status)
