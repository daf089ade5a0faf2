"""The questionnaire filled in by whoever came by a link: a step a screen, kept each time one is posted.

What opens it is its code, in the address: no cookie, so that it goes on in another browser. Each screen may
be shown again, gone back to, or be open twice.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from course_engine.errors import InvalidForm, NotFound
from course_engine.training.drafts import OpenDraft, give_up, resume, save
from course_engine.training.sending import outcome, send
from course_engine.web.contexts.registration import ResumeContext
from course_engine.web.errors import OpensNothing, refusal
from course_engine.web.forms import ANY_FORM, Posted
from course_engine.web.questionnaire_addresses import RESUME, end_url, pause_url, questionnaire_url, step_url
from course_engine.web.questionnaire_screens import Screens
from course_engine.web.session import HELD_LINK, OPEN_TO_ALL, CurrentSite, client_of
from course_engine.web.site import Site, site_of

router = APIRouter()

TOWARDS, BACK, PAUSE = "vers", "retour", "pause"
"""The field of the button that was pressed, and its values but for the main button's."""


def questionnaire_of(request: Request, code: str) -> OpenDraft:
    """Return the questionnaire that a code opens; who tries too many must wait.

    Raises:
        OpensNothing: it opens none.
        TooManyAttempts: too many were tried.
    """
    site = site_of(request)
    try:
        return resume(site.database, code, client=client_of(request), now=site.clock(), rng=site.rng)
    except NotFound as problem:
        raise OpensNothing(str(problem)) from problem


Opened = Annotated[OpenDraft, Depends(questionnaire_of)]


@router.get(RESUME, dependencies=[OPEN_TO_ALL])
def ask_code(site: CurrentSite, efface: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query's flag
    """Ask for the code of a questionnaire begun earlier."""
    return resume_screen(site, erased=efface)


@router.post(RESUME, dependencies=[OPEN_TO_ALL])
def take_code(
    request: Request, site: CurrentSite, code: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """Go on with the questionnaire that a code opens."""
    try:
        questionnaire_of(request, code)
    except OpensNothing as problem:
        return resume_screen(site, code=code, problem=str(problem), status=422)
    return RedirectResponse(questionnaire_url(code), 303)


@router.get("/questionnaire/{code}", dependencies=[HELD_LINK])
def go_on(site: CurrentSite, code: str, opened: Opened) -> Response:
    """Go where one was: the step to go on from, or what came of it."""
    if opened.trainee is not None:
        return RedirectResponse(end_url(code), 303)
    return RedirectResponse(step_url(code, min(opened.draft.step, site.library.form.steps) + 1), 303)


@router.get("/questionnaire/{code}/pause", dependencies=[HELD_LINK])
def pause(request: Request, site: CurrentSite, code: str, opened: Opened) -> Response:
    """Say how to go on later, or give up."""
    return HTMLResponse(Screens(site, code, opened).pause(str(request.base_url)))


@router.post("/questionnaire/{code}/pause", dependencies=[HELD_LINK])
def erase(site: CurrentSite, opened: Opened) -> Response:
    """Give up: forget all that was typed."""
    give_up(site.database, opened.draft.id)
    return RedirectResponse(f"{RESUME}?efface=1", 303)


@router.get("/questionnaire/{code}/envoye", dependencies=[HELD_LINK])
def end(site: CurrentSite, code: str, opened: Opened) -> Response:
    """Show the path that came of a questionnaire, why it is so, and what would change it."""
    if opened.trainee is None:
        return RedirectResponse(questionnaire_url(code), 303)
    came = outcome(site.database, site.library, opened.trainee)
    return HTMLResponse(Screens(site, code, opened).end(came))


@router.get("/questionnaire/{code}/{number}", dependencies=[HELD_LINK])
def step(request: Request, site: CurrentSite, code: str, number: int, opened: Opened) -> Response:
    """Show one step, or at the end the last look."""
    if opened.trainee is not None:
        return RedirectResponse(end_url(code), 303)
    screens = Screens(site, code, opened)
    if not 1 <= number <= screens.total:
        return refusal(request, 404)
    shown = screens.review({}) if number == screens.total else screens.step(number, {})
    return HTMLResponse(shown)


@router.post("/questionnaire/{code}/{number}", dependencies=[HELD_LINK], openapi_extra=dict(ANY_FORM))
def keep(
    request: Request, site: CurrentSite, code: str, number: int, opened: Opened, fields: Posted
) -> Response:
    """Keep what was typed at one step and go on, or send all of it from the last look."""
    total = Screens(site, code, opened).total
    if opened.trainee is not None:
        return RedirectResponse(end_url(code), 303)
    if number == total:
        return _send(site, code, opened)
    if not 1 <= number < total:
        return refusal(request, 404)
    return _keep(site, code, opened, number, fields)


def resume_screen(
    site: Site, *, code: str = "", problem: str = "", erased: bool = False, status: int = 200
) -> HTMLResponse:
    """Return the screen where the code of a questionnaire is typed."""
    context = ResumeContext(shell=site.shell, code=code, problem=problem, erased=erased)
    return HTMLResponse(site.theme.render("web/questionnaire-resume.html", context), status)


def _keep(
    site: Site, code: str, opened: OpenDraft, number: int, fields: dict[str, tuple[str, ...]]
) -> Response:
    towards = fields.pop(TOWARDS, ("",))[-1]
    saved, problems = save(
        site.database,
        site.library,
        opened.draft.id,
        fields,
        step=number - 1,
        onward=number - 1 if towards in {BACK, PAUSE} else number,
        now=site.clock(),
    )
    screens = Screens(site, code, saved)
    if problems and towards not in {BACK, PAUSE}:
        return HTMLResponse(screens.step(number, problems), 422)
    has_seen_all = saved.draft.step >= screens.total - 1
    addresses = {PAUSE: pause_url(code), BACK: step_url(code, max(number - 1, 1))}
    onward = step_url(code, screens.total if has_seen_all else number + 1)
    return RedirectResponse(addresses.get(towards, onward), 303)


def _send(site: Site, code: str, opened: OpenDraft) -> Response:
    try:
        send(site.database, site.library, opened.draft.id, now=site.clock(), rng=site.rng)
    except InvalidForm as refused:
        return HTMLResponse(Screens(site, code, opened).review(refused.problems), 422)
    return RedirectResponse(end_url(code), 303)
