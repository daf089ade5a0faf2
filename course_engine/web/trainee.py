"""The trainee's pages: their path, the pages of their units, their answers."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
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
from course_engine.training.room.following import Reading
from course_engine.web.addresses import addresses, page_url
from course_engine.web.contexts.trainee import ScreenContext
from course_engine.web.errors import wants_json
from course_engine.web.following import attending, follow_bar, note_where
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
        shell=site.shell,
        title=context.title,
        learner="",
        live=room.live if room else None,
        screen=site.theme.render("unit.html", context),
    )
    return HTMLResponse(site.theme.render("web/screen.html", screen))


@router.get("/unites/{unit}/{page}")
def page(site: CurrentSite, journey: CurrentJourney, unit: Slug, page: Slug) -> Response:
    """Show one page of a unit."""
    return page_screen(site, QuizDesk(journey, {}), unit, page)


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
        return page_screen(site, QuizDesk(journey, refused), place.unit, place.page, status=422)
    if wants_json(request):
        feedback = QuizDesk(journey, {}).feedback(recorded)
        return JSONResponse({"score": recorded.score.model_dump(), "html": feedback})
    # The form's own fragment survives the redirect: the browser goes to the feedback.
    return RedirectResponse(page_url(place.unit, place.page), 303)


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
        shell=site.shell,
        title=f"{context.title.striptags()} – {context.unit.title.striptags()}",
        learner=desk.journey.trainee.id,
        live=room.live if room else None,
        screen=site.theme.render("page.html", context),
    )
    return HTMLResponse(site.theme.render("web/screen.html", screen), status)
