"""A screen as a whole page, and as the parts of it that are sent again when they change."""

from collections.abc import Mapping

from markupsafe import Markup

from course_engine.errors import CourseError, NotFound
from course_engine.i18n import mark, translator
from course_engine.preview.addresses import DRAWINGS, LIVE, PROBLEMS
from course_engine.preview.contexts import FrameContext, NothingContext, ViewLink
from course_engine.preview.desk import Look
from course_engine.preview.problem_list import state_context
from course_engine.preview.screen import Builder, Screen
from course_engine.web.moments import clock_in_figures

_ = translator("preview")

OUTLINE = "/"
MENU = {OUTLINE: mark("The course"), PROBLEMS: mark("Problems"), DRAWINGS: mark("Drawings")}
STATE, SCREEN = "etat", "ecran"
"""The parts of a page that follow the files."""


def page_html(look: Look, screen: Screen, path: str, *, is_live: bool = True) -> str:
    """Return a screen as a page.

    Args:
        look: what is looked at.
        screen: what it shows.
        path: its address.
        is_live: whether it follows the files; what answers a form does not.
    """
    course = look.edition.course
    parts = _regions(look, screen)
    context = FrameContext(
        shell=look.desk.shell(course.programme.title if course else _("Preview"), is_paper=screen.is_paper),
        title=screen.title,
        live=f"{LIVE}{path}" if is_live else "",
        hour=clock_in_figures(look.desk.clock()),
        menu=tuple(ViewLink(href, _(title), href == path) for href, title in MENU.items()),
        state=parts[STATE],
        screen=parts[SCREEN],
    )
    return look.theme.render("preview/frame.html", context)


def regions(look: Look, builder: Builder) -> Mapping[str, str]:
    """Return the parts of a page that follow the files, as they are now."""
    return _regions(look, _screen_or_nothing(look, builder))


def _screen_or_nothing(look: Look, builder: Builder) -> Screen:
    """Return a screen, or what says why there is none any longer."""
    try:
        return builder(look)
    except NotFound as missing:
        return nothing(look, missing)


def nothing(look: Look, refused: CourseError) -> Screen:
    """Return what says why there is nothing to show."""
    title = _("Nothing to show here")
    home = OUTLINE if look.edition.course else PROBLEMS
    return Screen(title, "preview/nothing.html", NothingContext(title, str(refused), home))


def _regions(look: Look, screen: Screen) -> Mapping[str, Markup]:
    return {
        STATE: look.theme.render("preview/state.html", state_context(look)),
        SCREEN: look.theme.render(screen.template, screen.context),
    }
