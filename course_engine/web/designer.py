"""The course as trainees read it, at every level, for whoever may read it whole: nothing is answered here."""

from typing import Annotated

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.course import Unit
from course_engine.model.identity import Slug
from course_engine.planning.reasons import level_in_words
from course_engine.rendering.contexts import ContentsSeries, ContentsUnit, Link
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import Addresses, page_context, unit_context
from course_engine.rendering.reading import quiz_to_read
from course_engine.training.rights import Right
from course_engine.web.addresses import asset_url, screen_id, term_url
from course_engine.web.contexts.designer import CourseContext, CourseScreenContext
from course_engine.web.contract import FILE
from course_engine.web.files import course_file
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/concepteur")

Reader = Annotated[Account, requires(Right.READ_COURSE)]


@router.get("")
def contents(site: CurrentSite, reader: Reader) -> Response:
    """Show every unit of the course, at each of its levels."""
    catalogue = site.library.catalogue
    all_series = tuple(
        ContentsSeries(
            title=series.title,
            units=tuple(
                ContentsUnit(title=unit.title, levels=_levels(unit))
                for unit in (catalogue.units[name] for name in series.units)
            ),
        )
        for series in catalogue.programme.series
    )
    return staff_page(site, reader, "web/designer.html", CourseContext(all_series))


@router.get("/unites/{unit}/{level}")
def unit(site: CurrentSite, reader: Reader, unit: Slug, level: Slug) -> Response:
    """Show what a unit is about at a level, and its pages."""
    catalogue = site.library.catalogue
    seen = _offered(site, unit, level)
    context = unit_context(
        seen, site.library.variant(unit, level), _addresses(site, level), catalogue.assets, place=level
    )
    return _screen(site, reader, context.title, level, site.theme.render("unit.html", context))


@router.get("/unites/{unit}/{level}/{page}")
def page(site: CurrentSite, reader: Reader, unit: Slug, level: Slug, page: Slug) -> Response:
    """Show one page of a unit as trainees of a level read it, its quiz to be read only."""
    _offered(site, unit, level)
    context = page_context(site.library.variant(unit, level), page, _addresses(site, level))
    if context is None:
        raise NotFound(_("This unit has no such page at this level."))
    return _screen(site, reader, context.title.striptags(), level, site.theme.render("page.html", context))


@router.get("/fichiers/{path:path}", response_class=Response, responses=dict(FILE))
def asset(request: Request, site: CurrentSite, reader: Reader, path: str) -> Response:
    """Give a file of the course; what is asked for never reaches the disk as a path."""
    del reader
    known = site.library.catalogue.assets.get(path)
    if known is None:
        raise NotFound(_("This file is not in the course."))
    return course_file(request, site.course, known)


def _offered(site: Site, unit: Slug, level: Slug) -> Unit:
    known = site.library.catalogue.units.get(unit)
    if known is None or level not in known.levels:
        raise NotFound(_("The course has no such unit at this level."))
    return known


def _levels(unit: Unit) -> tuple[Link, ...]:
    return tuple(
        Link(href=_unit_url(unit.id, level), title=escape(level_in_words(level))) for level in unit.levels
    )


def _unit_url(unit: Slug, level: Slug) -> str:
    return f"/concepteur/unites/{unit}/{level}"


def _addresses(site: Site, level: Slug) -> Addresses:
    def quiz(quiz: Slug, renderer: FragmentRenderer) -> str:
        return quiz_to_read(site.library.catalogue.quizzes[quiz], level, renderer)

    return Addresses(
        asset=lambda path: f"/concepteur{asset_url(path)}",
        unit=lambda unit: _unit_url(unit, level),
        page=lambda unit, page: f"{_unit_url(unit, level)}/{page}",
        term=term_url,
        quiz=quiz,
        page_id=screen_id,
    )


def _screen(site: Site, reader: Account, title: str, level: Slug, screen: Markup) -> Response:
    context = CourseScreenContext(title=title, level=level_in_words(level), screen=screen)
    return staff_page(site, reader, "web/course-screen.html", context)
