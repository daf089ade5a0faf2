"""The trainee's pages: their path, the pages of their units, their answers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import Markup
from starlette.responses import Response

from course_engine.errors import InvalidResponse, NotFound
from course_engine.grading import read_response
from course_engine.i18n import translator
from course_engine.model.frozen import Slug
from course_engine.rendering.pages import page_context, unit_context
from course_engine.training.answers import question_asked, record_answer
from course_engine.training.journey import Journey
from course_engine.web.contexts import ScreenContext
from course_engine.web.errors import wants_json
from course_engine.web.home import journey_context
from course_engine.web.quizzes import Problem, feedback_html, question_anchor, quiz_shower
from course_engine.web.screens import addresses, no_quiz, page_url
from course_engine.web.session import CurrentJourney, CurrentSite
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


@router.get("/parcours")
def path(site: CurrentSite, journey: CurrentJourney) -> Response:
    """Show « Mon parcours »."""
    context = journey_context(site.shell, site.theme, journey, site.clock())
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
        addresses(no_quiz),
        catalogue.assets,
        place=place,
        reason=step.reason.sentence,
    )
    return _screen(site, context.title, site.theme.render("unit.html", context))


@router.get("/unites/{unit}/{page}")
def page(site: CurrentSite, journey: CurrentJourney, unit: Slug, page: Slug) -> Response:
    """Show one page of a unit."""
    return _page(site, journey, unit, page)


@router.post("/reponses/{quiz}/{question}")
def answer(
    request: Request,
    site: CurrentSite,
    journey: CurrentJourney,
    quiz: Slug,
    question: Slug,
    answer_id: Annotated[UUID, Form(alias="id")],
    answer: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Grade an answer and record it, then show the feedback where the question stands."""
    asked = question_asked(journey, quiz, question)
    try:
        response = read_response(asked, answer or [])
        recorded = record_answer(
            site.database, journey, quiz, question, response, answer_id=answer_id, now=site.clock()
        )
    except InvalidResponse as problem:
        if wants_json(request):
            raise
        place = journey.quiz(quiz)
        return _page(site, journey, place.unit, place.page, Problem(question, str(problem)), status=422)
    if wants_json(request):
        score = recorded.score.model_dump()
        return JSONResponse({"score": score, "html": feedback_html(site, journey, recorded)})
    place = journey.quiz(quiz)
    return RedirectResponse(f"{page_url(place.unit, place.page)}#{question_anchor(question)}", 303)


def _page(
    site: Site,
    journey: Journey,
    unit: Slug,
    page: Slug,
    problem: Problem | None = None,
    status: int = 200,
) -> Response:
    shown = addresses(quiz_shower(site, journey, problem))
    context = page_context(journey.variant(unit), page, shown)
    if context is None:
        raise NotFound(_("This page is not in your path."))
    title = f"{context.title.striptags()} – {context.unit.title.striptags()}"
    return _screen(site, title, site.theme.render("page.html", context), journey.trainee.id, status)


def _screen(site: Site, title: str, screen: str, learner: str = "", status: int = 200) -> Response:
    context = ScreenContext(
        shell=site.shell,
        title=title,
        learner=learner,
        screen=Markup(screen),  # noqa: S704 - an escaping template made it
    )
    return HTMLResponse(site.theme.render("web/screen.html", context), status)
