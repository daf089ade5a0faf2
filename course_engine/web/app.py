"""The application."""

from fastapi import FastAPI

from course_engine.web import (
    accounts,
    codes,
    designer,
    entry,
    errors,
    files,
    invitation,
    links,
    paper,
    people_files,
    public,
    questionnaire,
    region,
    sign_in,
    territories,
    trainee,
)
from course_engine.web.guard import Guard
from course_engine.web.site import Site

ROUTERS = (
    entry.router,
    trainee.router,
    invitation.router,
    questionnaire.router,
    sign_in.router,
    accounts.router,
    codes.router,
    links.router,
    paper.router,
    region.router,
    territories.router,
    people_files.router,
    designer.router,
    public.router,
    files.router,
)
"""One router an audience; each route declares whom it admits (session.py)."""


def create_app(site: Site) -> FastAPI:
    """Return the application that serves `site`."""
    app = FastAPI(
        title=site.library.catalogue.programme.title, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.site = site
    app.add_middleware(Guard)
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
