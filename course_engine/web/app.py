"""The application."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from course_engine import __version__
from course_engine.web import entry, errors, files, public, trainee
from course_engine.web.contract import RESPONSES
from course_engine.web.guard import Guard
from course_engine.web.site import Site


def create_app(site: Site) -> FastAPI:
    """Return the application that serves `site`."""
    app = FastAPI(
        title=site.library.catalogue.programme.title,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        default_response_class=HTMLResponse,
        responses=dict(RESPONSES),
    )
    app.state.site = site
    app.add_middleware(Guard)
    errors.install(app)
    for router in (entry.router, trainee.router, public.router, files.router):
        app.include_router(router)
    return app
