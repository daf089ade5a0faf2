"""The trainee's pages: their path, the pages of their units, their answers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import Markup
from pydantic import BaseModel, field_validator
from starlette.responses import Response

from course_engine.errors import InvalidResponse, NotFound
from course_engine.grading import read_response
from course_engine.i18n import translator
from course_engine.model.frozen import Slug
from course_engine.rendering.feedback import Refusal
from course_engine.rendering.pages import page_context, unit_context
from course_engine.training.answers import question_asked, record_answer
from course_engine.training.identity import uuid7
from course_engine.web.addresses import addresses, page_url
from course_engine.web.contexts.trainee import ScreenContext
from course_engine.web.errors import wants_json
from course_engine.web.home import journey_context
from course_engine.web.quizzes import QuizDesk
from course_engine.web.session import CurrentJourney, CurrentSite
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


class AnswerForm(BaseModel):
    """What the form of a question posts.

    Attributes:
        id: UUIDv7 that the script made; None without a script, and the server makes one.
        answer: what `grading.read_response` reads.
    """

    id: UUID | None = None
    answer: list[str] = []

    @field_validator("id", mode="before")
    @classmethod
    def _without_script(cls, value: object) -> object:
        return value or None


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
        addresses(),
        catalogue.assets,
        place=place,
        reason=step.reason.sentence,
    )
    return _screen(site, context.title, site.theme.render("unit.html", context))


@router.get("/unites/{unit}/{page}")
def page(site: CurrentSite, journey: CurrentJourney, unit: Slug, page: Slug) -> Response:
    """Show one page of a unit."""
    return _page(site, QuizDesk(journey, {}), unit, page)


@router.post("/reponses/{quiz}/{question}")
def answer(
    request: Request,
    site: CurrentSite,
    journey: CurrentJourney,
    quiz: Slug,
    question: Slug,
    form: Annotated[AnswerForm, Form()],
) -> Response:
    """Grade an answer and record it, then show the feedback where the question stands."""
    asked = question_asked(journey, quiz, question)
    place = journey.quiz(quiz)
    now = site.clock()
    try:
        recorded = record_answer(
            site.database,
            journey,
            quiz,
            question,
            read_response(asked, form.answer),
            answer_id=form.id or uuid7(now, site.rng),
            now=now,
        )
    except InvalidResponse as problem:
        if wants_json(request):
            raise
        refused = {question: Refusal(values=tuple(form.answer), sentence=str(problem))}
        return _page(site, QuizDesk(journey, refused), place.unit, place.page, status=422)
    if wants_json(request):
        feedback = QuizDesk(journey, {}).feedback(recorded)
        return JSONResponse({"score": recorded.score.model_dump(), "html": feedback})
    # The form's own fragment survives the redirect: the browser goes to the feedback.
    return RedirectResponse(page_url(place.unit, place.page), 303)


def _page(site: Site, desk: QuizDesk, unit: Slug, page: Slug, status: int = 200) -> Response:
    context = page_context(desk.journey.variant(unit), page, addresses(desk.quiz))
    if context is None:
        raise NotFound(_("This page is not in your path."))
    title = f"{context.title.striptags()} – {context.unit.title.striptags()}"
    return _screen(site, title, site.theme.render("page.html", context), desk.journey.trainee.id, status)


def _screen(site: Site, title: str, screen: str, learner: str = "", status: int = 200) -> Response:
    context = ScreenContext(
        shell=site.shell,
        title=title,
        learner=learner,
        screen=Markup(screen),  # noqa: S704 - an escaping template made it
    )
    return HTMLResponse(site.theme.render("web/screen.html", context), status)
