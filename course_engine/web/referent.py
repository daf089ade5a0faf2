"""The référent's home: what waits for them, the links that they gave, the questionnaire to print."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from fastapi import APIRouter
from markupsafe import escape
from starlette.responses import Response

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.identity import Slug
from course_engine.rendering.contexts import Link
from course_engine.training.drafts import drafts_of
from course_engine.training.invitation import LinkStanding, LinkState, links_of
from course_engine.training.people import PersonLine, people_of
from course_engine.training.printing import print_questionnaire
from course_engine.training.rights import Right
from course_engine.training.scope import own_territories, own_territory
from course_engine.training.twins import twins_of
from course_engine.web.contexts.people import LinkView, ReferentHomeContext, TaskView
from course_engine.web.contract import FILE
from course_engine.web.moments import instant_day_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/referent")

Referent = Annotated[Account, requires(Right.INVITE)]

LINK_STATES: Mapping[LinkState, str] = {
    LinkState.OPEN: mark("opens until {day}"),
    LinkState.FULL: mark("full since {day}"),
    LinkState.EXPIRED: mark("over since {day}"),
    LinkState.REVOKED: mark("stopped on {day}"),
}


@router.get("")
def home(site: CurrentSite, referent: Referent) -> Response:
    """Show what waits for a référent."""
    people = people_of(site.database, site.library, referent)
    links = links_of(site.database, referent, now=site.clock())
    territories = own_territories(site.database, referent)
    context = ReferentHomeContext(
        territories=tuple(one.name for one in territories),
        tasks=tuple(_tasks(site, referent, people)),
        links=tuple(map(_link_view, links)),
        people=len(people),
        questionnaires=tuple(
            Link(href=f"/referent/questionnaire/{one.id}", title=escape(one.name)) for one in territories
        ),
    )
    return staff_page(site, referent, "web/referent.html", context)


@router.get("/questionnaire/{territory}", response_class=Response, responses=dict(FILE))
def questionnaire(site: CurrentSite, referent: Referent, territory: Slug) -> Response:
    """Give the questionnaire to print, in the name of one territory."""
    known = own_territory(site.database, referent, territory)
    content = print_questionnaire(
        site.library.catalogue,
        site.theme,
        organiser=site.organiser,
        notice=site.privacy_notice,
        territory=known.name,
    )
    headers = {"content-disposition": 'inline; filename="questionnaire.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _tasks(site: Site, account: Account, people: tuple[PersonLine, ...]) -> Iterator[TaskView]:
    to_read = sum(line.admission.status is AdmissionStatus.RECEIVED for line in people)
    to_type = len(drafts_of(site.database, account, now=site.clock()))
    twins = sum(pair.ruling is None for pair in twins_of(site.database, site.library, account))
    if to_read:
        yield TaskView(
            f"/personnes?etat={AdmissionStatus.RECEIVED.value}",
            _("Registrations to read: {count}").format(count=to_read),
            _("Accept each, or refuse it and say why."),
        )
    if twins:
        yield TaskView(
            "/doublons",
            _("Possible duplicates: {count}").format(count=twins),
            _("Say of each pair whether it is one person."),
        )
    if to_type:
        yield TaskView(
            "/saisie",
            _("Paper forms begun: {count}").format(count=to_type),
            _("Go on typing in where you were."),
        )


def _link_view(standing: LinkStanding) -> LinkView:
    link = standing.link
    day = instant_day_in_words(standing.ended_at or link.expires_at)
    return LinkView(
        label=link.label,
        brought=_("{brought} of {most}").format(brought=standing.brought, most=link.most),
        state=_(LINK_STATES[standing.state]).format(day=day),
        kind="done" if standing.state is LinkState.OPEN else "over",
    )
