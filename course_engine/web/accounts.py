"""The accounts of those who work on the operation, for whoever manages them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from course_engine.errors import InvalidForm
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account, AccountRole, Login
from course_engine.training import accounts
from course_engine.training.rights import Right
from course_engine.training.scope import IN_TERRITORIES
from course_engine.training.territories import recorded_territories
from course_engine.web.contexts.accounts import (
    AccountContext,
    AccountsContext,
    AccountView,
    IssuedPasswordContext,
    NewAccountContext,
)
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import ROLE_WORDS, staff_page

_ = translator("web")

router = APIRouter()

Manager = Annotated[Account, requires(Right.MANAGE_ACCOUNTS)]
Typed = Annotated[str, Field(max_length=200)]

ROLE_DETAILS: Mapping[AccountRole, str] = {
    AccountRole.REFERENT: mark("gives the registration links, follows the people of their territory"),
    AccountRole.ANIMATOR: mark("admits, places and trains the people of their territory"),
    AccountRole.REGION: mark("plans territories, manages accounts, reads statistics"),
    AccountRole.DESIGNER: mark("reads the whole course"),
}


class NewAccountForm(BaseModel):
    """What the form of a new account posts."""

    id: Typed = ""
    name: Typed = ""
    role: Typed = ""
    territories: list[Typed] = []


class TerritoriesForm(BaseModel):
    """What the form of an account's territories posts."""

    territories: list[Typed] = []


@router.get("/comptes")
def every_account(site: CurrentSite, manager: Manager) -> Response:
    """Show every account."""
    names = _territory_names(site)
    views = tuple(_view(account, names) for account in accounts.every_account(site.database))
    return staff_page(site, manager, "web/accounts.html", AccountsContext(views))


@router.get("/nouveau-compte")
def new_account(site: CurrentSite, manager: Manager) -> Response:
    """Ask for whom an account is."""
    return _new_account_page(site, manager, NewAccountForm(), {})


@router.post("/comptes")
def add_account(site: CurrentSite, manager: Manager, form: Annotated[NewAccountForm, Form()]) -> Response:
    """Add an account, and show the password that lets it in once."""
    now = site.clock()
    try:
        account = accounts.new_account(
            form.id, name=form.name, role=form.role, territories=form.territories, created_at=now
        )
        password = accounts.add_account(
            site.database, account, by=manager.id, passwords=site.passwords, now=now, rng=site.rng
        )
    except InvalidForm as refusal:
        return _new_account_page(site, manager, form, refusal.problems, status=422)
    return _issued_page(site, manager, account, password)


@router.get("/comptes/{login}")
def one_account(site: CurrentSite, manager: Manager, login: Login) -> Response:
    """Show one account, and what can be done with it."""
    return _account_page(site, manager, login, {})


@router.post("/comptes/{login}/mot-de-passe")
def issue_password(site: CurrentSite, manager: Manager, login: Login) -> Response:
    """Issue a password in place of a forgotten one, and show it once."""
    password = accounts.issue_password(
        site.database,
        login,
        by=manager.id,
        passwords=site.passwords,
        now=site.clock(),
        rng=site.rng,
    )
    return _issued_page(site, manager, accounts.known_account(site.database, login), password)


@router.post("/comptes/{login}/fermeture")
def close_account(site: CurrentSite, manager: Manager, login: Login) -> Response:
    """Let an account in no more."""
    accounts.close_account(site.database, login, by=manager.id, now=site.clock(), rng=site.rng)
    return RedirectResponse(f"/comptes/{login}", 303)


@router.post("/comptes/{login}/reouverture")
def reopen_account(site: CurrentSite, manager: Manager, login: Login) -> Response:
    """Let a closed account in again."""
    accounts.reopen_account(site.database, login, by=manager.id, now=site.clock(), rng=site.rng)
    return RedirectResponse(f"/comptes/{login}", 303)


@router.post("/comptes/{login}/territoires")
def assign_territories(
    site: CurrentSite, manager: Manager, login: Login, form: Annotated[TerritoriesForm, Form()]
) -> Response:
    """Change the territories where an account works."""
    try:
        accounts.assign_territories(
            site.database, login, form.territories, by=manager.id, now=site.clock(), rng=site.rng
        )
    except InvalidForm as refusal:
        return _account_page(site, manager, login, refusal.problems, status=422)
    return RedirectResponse(f"/comptes/{login}", 303)


def _new_account_page(
    site: Site, manager: Account, form: NewAccountForm, problems: Mapping[str, str], *, status: int = 200
) -> Response:
    context = NewAccountContext(
        typed={"id": form.id, "name": form.name, "role": form.role},
        chosen=tuple(form.territories),
        roles=tuple((role.value, _(ROLE_WORDS[role]), _(ROLE_DETAILS[role])) for role in AccountRole),
        territories=_territory_choices(site),
        problems=problems,
    )
    return staff_page(site, manager, "web/new-account.html", context, status=status)


def _account_page(
    site: Site, manager: Account, login: Login, problems: Mapping[str, str], *, status: int = 200
) -> Response:
    account = accounts.known_account(site.database, login)
    context = AccountContext(
        account=_view(account, _territory_names(site)),
        has_territories=account.role in IN_TERRITORIES,
        chosen=account.territories,
        territories=_territory_choices(site),
        problems=problems,
    )
    return staff_page(site, manager, "web/account.html", context, status=status)


def _issued_page(site: Site, manager: Account, account: Account, password: str) -> Response:
    context = IssuedPasswordContext(_view(account, _territory_names(site)), password)
    return staff_page(site, manager, "web/issued-password.html", context)


def _view(account: Account, names: Mapping[str, str]) -> AccountView:
    return AccountView(
        login=account.id,
        name=account.name,
        role=_(ROLE_WORDS[account.role]),
        territories=tuple(names[territory] for territory in account.territories),
        is_open=account.closed_at is None,
    )


def _territory_names(site: Site) -> Mapping[str, str]:
    return {territory.id: territory.name for territory in recorded_territories(site.database)}


def _territory_choices(site: Site) -> tuple[tuple[str, str, str], ...]:
    return tuple((territory, name, "") for territory, name in _territory_names(site).items())
