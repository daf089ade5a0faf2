"""The addresses of the site, and the screens of a unit as they are served."""

from collections.abc import Callable
from urllib.parse import quote

from fastapi import Request
from markupsafe import Markup

from course_engine.model.frozen import Slug
from course_engine.rendering.pages import Addresses
from course_engine.web.site import Site


def site_of(request: Request) -> Site:
    """Return what the application that serves `request` works from."""
    site: Site = request.app.state.site
    return site


def unit_url(unit: Slug) -> str:
    """Return the address of a unit's contents."""
    return f"/unites/{unit}"


def page_url(unit: Slug, page: Slug) -> str:
    """Return the address of a page."""
    return f"/unites/{unit}/{page}"


def asset_url(path: str) -> str:
    """Return the address of a course file."""
    return f"/fichiers/{quote(path)}"


def term_url(term: Slug) -> str:
    """Return the address of a term of the glossary."""
    return f"/glossaire#{term_id(term)}"


def term_id(term: Slug) -> str:
    """Return the id of a term in the glossary's page."""
    return f"terme-{term}"


def addresses(quiz: Callable[[Slug], str]) -> Addresses:
    """Return where the site keeps things, and how one page shows its quizzes."""
    return Addresses(
        asset=asset_url,
        unit=unit_url,
        page=page_url,
        term=term_url,
        quiz=quiz,
        page_id=lambda unit, page: f"page-{page}" if page else f"unite-{unit}",
    )


def no_quiz(quiz: Slug) -> Markup:
    """Show nothing where a quiz stands: the screen only names pages."""
    del quiz
    return Markup()
