"""The preview's application: its screens and what changes of them, the answers that are tried, the files."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from course_engine.errors import CourseError, InvalidResponse, NotFound
from course_engine.i18n import translator
from course_engine.preview.addresses import ANIMATOR, DRAWINGS, LIVE, PROBLEMS, unit_url
from course_engine.preview.desk import PAPER_STYLE, Desk, Look
from course_engine.preview.drawings import drawings_screen
from course_engine.preview.following import Lookout, follow
from course_engine.preview.outline import outline_screen
from course_engine.preview.pages import OUTLINE, nothing, page_html
from course_engine.preview.paper import alone_screen, paper_screen, quiz_sheet
from course_engine.preview.problem_list import problems_screen
from course_engine.preview.quiz_screen import quiz_screen
from course_engine.preview.screen import Builder
from course_engine.preview.trial import tried, tried_screen
from course_engine.preview.unit_screen import unit_of, unit_screen
from course_engine.web.errors import NAMES, status_of, wants_json
from course_engine.web.events import stream
from course_engine.web.files import course_file, static_file
from course_engine.web.guard import Guard
from course_engine.web.headers import SECURITY_HEADERS
from course_engine.web.packing import PackedPages
from course_engine.web.static_files import SITE_STYLE

_ = translator("preview")

SCREENS: Sequence[tuple[str, Builder]] = (
    (OUTLINE, outline_screen),
    (PROBLEMS, problems_screen),
    (DRAWINGS, drawings_screen),
    ("/unites/{unit}/{view}", unit_screen),
    ("/unites/{unit}/{level}/papier", paper_screen),
    ("/unites/{unit}/{level}/ecrans/{number}", alone_screen),
    ("/quiz/{quiz}/{level}", quiz_screen),
)
"""What each address shows, and follows."""

Answer = Callable[[Request], Awaitable[Response]]


def create_preview(desk: Desk, *, watching: bool = True) -> Starlette:
    """Return the application that shows a course to its author.

    Args:
        desk: what it works from.
        watching: whether it looks at the folder by itself for as long as it runs.
    """
    app = Starlette(
        routes=[
            *(Route(path, _screen(builder)) for path, builder in SCREENS),
            *(Route(LIVE + path, _changes(builder)) for path, builder in SCREENS),
            Route("/unites/{unit}", _unit),
            Route("/quiz/{quiz}/{level}/feuille.pdf", _sheet),
            Route("/essais/{quiz}/{level}/{question}", _trial, methods=["POST"]),
            Route("/fichiers/{path:path}", _asset),
            Route("/statique/{digest}/{name:path}", _static),
            Route("/favicon.ico", _icon),
        ],
        middleware=[Middleware(Guard, refuse=_refuse), Middleware(PackedPages)],
        exception_handlers={CourseError: _refused, HTTPException: _by_http, OSError: _by_system},
        lifespan=_watched if watching else None,
    )
    app.state.desk = desk
    return app


@asynccontextmanager
async def _watched(app: Starlette) -> AsyncIterator[None]:
    lookout = Lookout(app.state.desk)
    lookout.start()
    yield
    await run_in_threadpool(lookout.stop)


def _look(request: Request) -> Look:
    desk: Desk = request.app.state.desk
    return Look(desk, desk.workshop.edition, request.path_params)


def _screen(builder: Builder) -> Answer:
    def page(look: Look, path: str) -> str:
        return page_html(look, builder(look), path)

    async def show(request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(page, _look(request), request.url.path))

    return show


def _changes(builder: Builder) -> Answer:
    async def changes(request: Request) -> Response:
        return stream(follow(request.app.state.desk, builder, request.path_params))

    return changes


async def _unit(request: Request) -> Response:
    """Lead to the first level of a unit."""
    unit = unit_of(_look(request))
    return RedirectResponse(unit_url(unit.id, next(iter(unit.levels), ANIMATOR)), 303)


async def _sheet(request: Request) -> Response:
    content = await run_in_threadpool(quiz_sheet, _look(request))
    headers = {"content-disposition": f'inline; filename="{request.path_params["quiz"]}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


async def _trial(request: Request) -> Response:
    """Say what an answer is worth; nothing is recorded."""
    look = _look(request)
    form = await request.form()
    values = [value for value in form.getlist("answer") if isinstance(value, str)]
    if wants_json(request):
        return JSONResponse(await run_in_threadpool(tried, look, values))
    show = partial(page_html, look, path=request.url.path, is_live=False)
    return HTMLResponse(await run_in_threadpool(lambda: show(tried_screen(look, values))))


async def _asset(request: Request) -> Response:
    look = _look(request)
    known = look.course.assets.get(request.path_params["path"])
    if known is None:
        raise NotFound(_("This file is not in the course."))
    return await run_in_threadpool(course_file, request, look.desk.workshop.course, known)


async def _static(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    name = request.path_params["name"]
    if name == PAPER_STYLE and request.path_params["digest"] == desk.statics.digest:
        return Response(on_paper(desk.statics.content(SITE_STYLE) or b""), media_type="text/css")
    return await run_in_threadpool(static_file, request, desk.statics, request.path_params["digest"], name)


async def _icon(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return static_file(request, desk.statics, desk.statics.digest, "icon.svg")


def on_paper(style: bytes) -> bytes:
    """Return a style sheet that shows on a screen what it shows on paper."""
    style = re.sub(rb"@media screen\b", b"@media not all", style)
    return re.sub(rb"@media print\b", b"@media all", style)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, CourseError):
        raise error
    status = 422 if isinstance(error, InvalidResponse) else status_of(error)
    return await run_in_threadpool(_refuse, request, status, str(error))


async def _by_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return await run_in_threadpool(_refuse, request, status, "")


async def _by_system(request: Request, _error: Exception) -> Response:
    sentence = _("A file went away while it was read: read the page again.")
    return await run_in_threadpool(_refuse, request, 404, sentence)


def _refuse(request: Request, status: int, sentence: str) -> Response:
    """Return an error as the client can read it."""
    message = sentence or _("There is no such page in the preview: start again from the course.")
    headers = dict(SECURITY_HEADERS)
    if wants_json(request):
        return JSONResponse({"error": NAMES.get(status, "internal"), "message": message}, status, headers)
    desk: Desk = request.app.state.desk
    look = Look(desk, desk.workshop.edition, {})
    screen = nothing(look, CourseError(message))
    return HTMLResponse(page_html(look, screen, request.url.path, is_live=False), status, headers)
