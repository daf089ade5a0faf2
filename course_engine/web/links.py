"""A référent's links: made, listed, stopped."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from course_engine.errors import InvalidForm
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.training.invitation import (
    LinkStanding,
    LinkState,
    NewLink,
    links_of,
    make_link,
    revoke_link,
)
from course_engine.training.rights import Right
from course_engine.training.scope import own_territories
from course_engine.web.contexts.typing_in import LinkRow, LinksContext
from course_engine.web.forms import ANY_FORM, Posted
from course_engine.web.moments import instant_day_in_words
from course_engine.web.questionnaire_addresses import invitation_url
from course_engine.web.questionnaire_views import summary
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/liens")

Inviter = Annotated[Account, requires(Right.INVITE)]

LABELS: Mapping[str, str] = {
    "territoire": mark("Territory"),
    "destinataires": mark("For whom"),
    "nombre": mark("Number of registrations"),
    "jours": mark("Number of days"),
}
NO_PROBLEM: Mapping[str, str] = {}
PROPOSED: Mapping[str, str] = {"territoire": "", "destinataires": "", "nombre": "10", "jours": "30"}


@router.get("")
def links(site: CurrentSite, inviter: Inviter) -> Response:
    """Show every link of the référent's territories, and the form that makes one."""
    return _page(site, inviter)


@router.post("", openapi_extra=dict(ANY_FORM))
def make(request: Request, site: CurrentSite, inviter: Inviter, fields: Posted) -> Response:
    """Make a link, and show its address, which is shown this once."""
    typed = {name: values[-1].strip() for name, values in fields.items()}
    asked = {name: typed.get(name, "") for name in LABELS}
    try:
        made = make_link(site.database, inviter, asked, now=site.clock(), rng=site.rng)
    except InvalidForm as refused:
        return _page(site, inviter, values=asked, problems=refused.problems, status=422)
    return _page(site, inviter, made=made, base_url=str(request.base_url))


@router.post("/{link}/arret")
def stop(site: CurrentSite, inviter: Inviter, link: UUID) -> Response:
    """Stop a link."""
    revoke_link(site.database, inviter, link, now=site.clock())
    return RedirectResponse(router.prefix, 303)


def _page(
    site: Site,
    inviter: Account,
    *,
    made: NewLink | None = None,
    base_url: str = "",
    values: Mapping[str, str] = PROPOSED,
    problems: Mapping[str, str] = NO_PROBLEM,
    status: int = 200,
) -> Response:
    territories = own_territories(site.database, inviter)
    names = {territory.id: territory.name for territory in territories}
    context = LinksContext(
        territories=tuple(names.items()),
        links=tuple(_row(one, names) for one in links_of(site.database, inviter, now=site.clock())),
        made=base_url.rstrip("/") + invitation_url(made.token) if made else "",
        made_for=made.link.label if made else "",
        values=values,
        problems=problems,
        summary=summary(problems, {name: _(label) for name, label in LABELS.items()}),
    )
    return staff_page(site, inviter, "web/links.html", context, status=status)


def _row(standing: LinkStanding, names: Mapping[str, str]) -> LinkRow:
    link = standing.link
    return LinkRow(
        label=link.label,
        territory=names[link.territory],
        brought=standing.brought,
        most=link.most,
        state=standing.state,
        until=instant_day_in_words(link.expires_at),
        stop="" if standing.state is LinkState.REVOKED else f"{router.prefix}/{link.id}/arret",
    )
