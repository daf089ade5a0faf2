"""The application."""

from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from course_engine import __version__
from course_engine.web import (
    accounts,
    agenda,
    animator_debrief,
    answers,
    cancelling,
    codes,
    conflicts,
    designer,
    direct,
    entry,
    errors,
    files,
    invitation,
    links,
    needs,
    paper,
    people,
    people_files,
    placement,
    public,
    questionnaire,
    quiz_sheets,
    referent,
    region,
    register,
    regrading,
    room,
    room_questions,
    sign_in,
    signatures,
    territories,
    trainee,
    trainee_debrief,
    twins,
)
from course_engine.web.contract import RESPONSES
from course_engine.web.guard import Guard
from course_engine.web.packing import PackedPages
from course_engine.web.site import Site

ROUTERS = (
    answers.router,
    entry.router,
    trainee.router,
    direct.router,
    trainee_debrief.router,
    sign_in.router,
    accounts.router,
    agenda.router,
    animator_debrief.router,
    cancelling.router,
    codes.router,
    conflicts.router,
    designer.router,
    invitation.router,
    links.router,
    needs.router,
    paper.router,
    people.router,
    people_files.router,
    placement.router,
    questionnaire.router,
    referent.router,
    region.router,
    regrading.router,
    room.router,
    room_questions.router,
    register.router,
    quiz_sheets.router,
    signatures.router,
    territories.router,
    twins.router,
    public.router,
    files.router,
)
"""One router an audience; each route declares whom it admits (session.py). The busiest is tried first."""


def create_app(site: Site) -> FastAPI:
    """Return the application that serves `site`."""
    app = FastAPI(
        title=site.library.catalogue.programme.title,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        default_response_class=HTMLResponse,
        responses=dict(RESPONSES),
        lifespan=_lifespan,
        # Nobody collects it, and each request would ask four times whether somebody does.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.site = site
    app.add_middleware(PackedPages)
    app.add_middleware(answers.AnswersFirst)
    app.add_middleware(Guard, names=site.names)
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make the fonts while the first pages are read; before stopping, record every answer that was handed in."""
    site: Site = app.state.site
    making = create_task(run_in_threadpool(site.theme.font_files))
    yield
    await making
    await run_in_threadpool(site.answer_desk.close)
