"""In and out with an account, and a password of one's own."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from msgspec.structs import replace
from pydantic import BaseModel, Field
from starlette.responses import Response

from course_engine.errors import InvalidForm
from course_engine.model.accounts import Account
from course_engine.training.browser_session import Bearer
from course_engine.training.passwords import MOST, rule
from course_engine.training.sign_in import Credentials, PasswordChange, choose_password, sign_in
from course_engine.training.stand_time import next_time
from course_engine.web.contexts.accounts import PasswordContext, SignInContext
from course_engine.web.errors import wants_json
from course_engine.web.session import (
    DOOR,
    OPEN_TO_ALL,
    STAFF_DOOR,
    CurrentAccount,
    CurrentBearer,
    CurrentSite,
    client_of,
    set_cookie,
    unset_cookie,
)
from course_engine.web.site import Site
from course_engine.web.staff import staff_frame
from course_engine.web.wanted import AskedLost, AskedWanted, PostedWanted, leading_to, local

router = APIRouter()

Typed = Annotated[str, Field(max_length=4 * MOST)]
"""A password as typed: longer than any that is accepted, so that the rule is said rather than a limit."""


class PasswordForm(BaseModel):
    """What the form of a new password posts.

    Attributes:
        suite: the page that was asked for, where an issued password led here first.
    """

    current: Typed = ""
    chosen: Typed = ""
    repeated: Typed = ""
    suite: str = ""


@router.get(STAFF_DOOR, dependencies=[OPEN_TO_ALL])
def door(
    site: CurrentSite, bearer: CurrentBearer, wanted: AskedWanted = "", lost: AskedLost = ""
) -> Response:
    """Ask for a login and its password, unless the browser is already let in."""
    if bearer and bearer.account:
        return RedirectResponse(leading_to(DOOR, wanted), 303)
    return _door(site, wanted=local(wanted), is_lost=bool(lost))


@router.post(STAFF_DOOR, dependencies=[OPEN_TO_ALL])
def enter(
    request: Request,
    site: CurrentSite,
    login: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=4 * MOST)] = "",
    wanted: PostedWanted = "",
) -> Response:
    """Let in whoever knows an account's password."""
    now = site.clock()
    try:
        session = sign_in(
            site.database,
            Credentials(login, password, client_of(request)),
            passwords=site.passwords,
            now=now,
            ends_at=next_time(now, site.session_ends),
            rng=site.rng,
        )
    except InvalidForm as refusal:
        if wants_json(request):
            raise
        return _door(site, login=login, problem=str(refusal), wanted=local(wanted), status=422)
    response = RedirectResponse(leading_to(DOOR, wanted), 303)
    set_cookie(request, response, session)
    return response


@router.post("/deconnexion", dependencies=[OPEN_TO_ALL])
def leave(request: Request) -> Response:
    """Let the next person use this computer."""
    response = RedirectResponse(STAFF_DOOR, 303)
    unset_cookie(request, response)
    return response


@router.get("/mot-de-passe")
def password_form(
    site: CurrentSite, account: CurrentAccount, bearer: CurrentBearer, wanted: AskedWanted = ""
) -> Response:
    """Ask for a password of one's own."""
    return _password_page(site, account, bearer, {}, wanted=wanted)


@router.post("/mot-de-passe")
def change_password(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    bearer: CurrentBearer,
    form: Annotated[PasswordForm, Form()],
) -> Response:
    """Keep the password that was chosen; the browser stays in, every other one is out."""
    now = site.clock()
    try:
        session = choose_password(
            site.database,
            PasswordChange(account, form.current, form.chosen, form.repeated),
            passwords=site.passwords,
            now=now,
            ends_at=next_time(now, site.session_ends),
            rng=site.rng,
        )
    except InvalidForm as refusal:
        if wants_json(request):
            raise
        return _password_page(site, account, bearer, refusal.problems, wanted=form.suite, status=422)
    response = RedirectResponse(leading_to(DOOR, form.suite), 303)
    set_cookie(request, response, session)
    return response


def _door(
    site: Site,
    *,
    login: str = "",
    problem: str = "",
    wanted: str = "",
    is_lost: bool = False,
    status: int = 200,
) -> Response:
    context = SignInContext(
        shell=site.shell,
        login=login,
        problem=problem,
        wanted=wanted,
        is_lost=is_lost,
        demo_logins=site.demo_logins,
    )
    return HTMLResponse(site.theme.render("web/sign-in.html", context), status)


def _password_page(
    site: Site,
    account: Account,
    bearer: Bearer | None,
    problems: Mapping[str, str],
    *,
    wanted: str,
    status: int = 200,
) -> Response:
    is_first = bearer is not None and bearer.must_choose_password
    context = PasswordContext(
        login=account.id, is_first=is_first, rule=rule(), problems=problems, wanted=local(wanted)
    )
    frame = staff_frame(site, account)
    if is_first:
        frame = replace(frame, navigation=())  # nothing of it would open yet
    return HTMLResponse(site.theme.render("web/password.html", frame, context), status)
