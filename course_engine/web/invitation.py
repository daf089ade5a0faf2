"""A référent's link: what it opens, and the first step taken by it."""

from datetime import timedelta
from math import ceil

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from course_engine.errors import NotFound
from course_engine.training.drafts import begin_by_link
from course_engine.training.invitation import open_link
from course_engine.web.contexts.registration import InvitationContext
from course_engine.web.errors import OpensNothing
from course_engine.web.moments import instant_day_in_words
from course_engine.web.questionnaire_addresses import invitation_url, step_url
from course_engine.web.session import HELD_LINK, CurrentSite

router = APIRouter(dependencies=[HELD_LINK])

MINUTES_BY_QUESTION, MINUTES_BESIDE, ROUNDED_TO = 0.5, 2, 5


@router.get("/inscription/{token}")
def welcome(site: CurrentSite, token: str) -> Response:
    """Say what the questionnaire is, how long it takes, and what is collected and why."""
    try:
        link, territory = open_link(site.database, token, now=site.clock())
    except NotFound as problem:
        raise OpensNothing(str(problem)) from problem
    questions = len(site.library.catalogue.questionnaire.items)
    context = InvitationContext(
        shell=site.shell,
        address=invitation_url(token),
        territory=territory.name,
        questions=questions,
        minutes=_minutes(questions),
        until=instant_day_in_words(link.expires_at),
        notice=tuple(site.privacy_notice),
    )
    return HTMLResponse(site.theme.render("web/invitation.html", context))


@router.post("/inscription/{token}")
def begin(site: CurrentSite, token: str) -> Response:
    """Begin a questionnaire, and go to its first step."""
    try:
        _draft, code = begin_by_link(
            site.database,
            token,
            now=site.clock(),
            lives=timedelta(days=site.retention.drafts_days),
            rng=site.rng,
        )
    except NotFound as problem:
        raise OpensNothing(str(problem)) from problem
    return RedirectResponse(step_url(code, 1), 303)


def _minutes(questions: int) -> int:
    return ROUNDED_TO * ceil((MINUTES_BESIDE + questions * MINUTES_BY_QUESTION) / ROUNDED_TO)
