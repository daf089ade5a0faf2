"""Where the site keeps things."""

from collections.abc import Callable
from urllib.parse import quote

from course_engine.model.identity import Slug
from course_engine.rendering.fragment import FragmentRenderer, no_quiz
from course_engine.rendering.pages import Addresses


def unit_url(unit: Slug) -> str:
    """Return the address of a unit's contents."""
    return f"/unites/{unit}"


def page_url(unit: Slug, page: Slug) -> str:
    """Return the address of a page."""
    return f"/unites/{unit}/{page}"


def asset_url(path: str) -> str:
    """Return the address of a course file."""
    return f"/fichiers/{quote(path)}"


def person_url(trainee: str) -> str:
    """Return the address of a person's file."""
    return f"/personnes/{trainee}"


def term_url(term: Slug) -> str:
    """Return the address of a term of the glossary."""
    return f"/glossaire#{term_id(term)}"


def term_id(term: Slug) -> str:
    """Return the id of a term in the glossary's page."""
    return f"terme-{term}"


def screen_id(unit: Slug, page: Slug) -> str:
    """Return the id of a screen's element: a page's, or for an empty `page` a unit's contents."""
    return f"page-{page}" if page else f"unite-{unit}"


def addresses(quiz: Callable[[Slug, FragmentRenderer], str] = no_quiz, *, heading: int = 1) -> Addresses:
    """Return where the site keeps things.

    Args:
        quiz: from a quiz's id and the renderer of the page where it stands to its HTML.
        heading: level of the screen's own heading.
    """
    return Addresses(
        asset=asset_url,
        unit=unit_url,
        page=page_url,
        term=term_url,
        quiz=quiz,
        page_id=screen_id,
        heading=heading,
    )
