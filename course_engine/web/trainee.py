"""The trainee's pages: their path, the pages of their units."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from msgspec.structs import replace
from starlette.responses import Response

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.rendering.pages import page_context, unit_context
from course_engine.training.drawing import record_draws
from course_engine.training.room.following import Reading
from course_engine.web.addresses import addresses
from course_engine.web.contexts.trainee import ScreenContext
from course_engine.web.following import attending, follow_bar, note_where
from course_engine.web.home import journey_context
from course_engine.web.quizzes import QuizDesk
from course_engine.web.session import CurrentJourney, CurrentSite
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


@router.get("/parcours")
def path(site: CurrentSite, journey: CurrentJourney) -> Response:
    """Show « Mon parcours »."""
    context = journey_context(site, journey)
    return HTMLResponse(site.theme.render("web/journey.html", context))


@router.get("/unites/{unit}")
def unit(site: CurrentSite, journey: CurrentJourney, unit: Slug) -> Response:
    """Show what a unit is about, and its pages."""
    step = journey.step(unit)
    catalogue = site.library.catalogue
    place = _("Half-day {number} of {total}").format(
        number=journey.path.kept.index(step) + 1, total=len(journey.path.kept)
    )
    context = unit_context(
        catalogue.units[unit],
        journey.variant(unit),
        addresses(),
        catalogue.assets,
        place=place,
        reason=step.reason.sentence,
    )
    room = attending(site, journey, Reading())
    screen = ScreenContext(
        shell=site.quiz_shell,
        title=context.title,
        learner=journey.trainee.id,
        live=room.live if room else None,
        screen=site.theme.render("unit.html", context),
    )
    return HTMLResponse(site.theme.render("web/screen.html", screen))


@router.get("/unites/{unit}/{page}")
def page(site: CurrentSite, journey: CurrentJourney, unit: Slug, page: Slug) -> Response:
    """Show one page of a unit; what its quizzes draw is recorded when they are first opened."""
    opened = journey.quizzes_on(unit, page)
    draws = record_draws(site.database, journey, opened, now=site.clock(), rng=site.rng)
    return page_screen(site, QuizDesk(replace(journey, draws=draws), {}, site.new_id), unit, page)


def page_screen(site: Site, desk: QuizDesk, unit: Slug, page: Slug, status: int = 200) -> Response:
    """Return the screen of one page of a unit.

    Raises:
        NotFound: the trainee's path has no such page.
    """
    context = page_context(desk.journey.variant(unit), page, addresses(desk.quiz))
    if context is None:
        raise NotFound(_("This page is not in your path."))
    reading = Reading(unit, page)
    room = attending(site, desk.journey, reading)
    if room is not None:
        note_where(site, room.seat, reading)
        context = replace(context, room=follow_bar(site, room, reading))
    screen = ScreenContext(
        shell=site.quiz_shell,
        title=f"{context.title.striptags()} – {context.unit.title.striptags()}",
        learner=desk.journey.trainee.id,
        live=room.live if room else None,
        screen=site.theme.render("page.html", context),
    )
    return HTMLResponse(site.theme.render("web/screen.html", screen), status)
