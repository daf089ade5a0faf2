"""Placement on screen: asked for, read, confirmed session by session."""

from collections import defaultdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from msgspec.structs import replace
from pydantic import BaseModel
from starlette.responses import Response

from course_engine.errors import ConflictingFact
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.names import by_name, name_in_list
from course_engine.model.registration import Registration
from course_engine.model.training import SessionId
from course_engine.training import agenda
from course_engine.training.agenda import Stay
from course_engine.training.placement import PlacementDesk, ReadableProposal
from course_engine.training.rights import Right
from course_engine.web.agenda_views import person_link, session_view, stay_view
from course_engine.web.contexts.animator import PlacementContext, ProposedSession, Unserved
from course_engine.web.moments import hour_in_words, instant_day_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/placement")

Placer = Annotated[Account, requires(Right.PLACE)]


class Confirmed(BaseModel):
    """What the form of a proposal sends: which proposal was read, and the sessions to fill."""

    proposal: UUID
    sessions: list[SessionId] = []


@router.get("/{deployment}")
def proposal(site: CurrentSite, account: Placer, deployment: Slug) -> Response:
    """Show the latest proposal, or how to ask for one."""
    return _screen(site, account, deployment)


@router.post("/{deployment}")
def propose(site: CurrentSite, account: Placer, deployment: Slug) -> Response:
    """Make a proposal and show it."""
    _desk(site, account, deployment).propose(now=site.clock(), rng=site.rng)
    return _screen(site, account, deployment)


@router.post("/{deployment}/confirmer")
def confirm(
    site: CurrentSite, account: Placer, deployment: Slug, form: Annotated[Confirmed, Form()]
) -> Response:
    """Give the places of the sessions that were ticked."""
    desk = _desk(site, account, deployment)
    try:
        done = desk.confirm(form.proposal, frozenset(form.sessions), now=site.clock(), rng=site.rng)
    except ConflictingFact as refused:
        return _screen(site, account, deployment, kind="error", message=str(refused), status=409)
    for session in done.sessions:
        site.hub.changed(session)
    sentence = _("Places given: {places}. People on waiting lists: {waiting}.")
    message = sentence.format(places=done.places, waiting=done.waiting)
    return _screen(site, account, deployment, kind="success", message=message)


def _desk(site: Site, account: Account, deployment: str) -> PlacementDesk:
    return PlacementDesk(site.database, site.library.catalogue, account, deployment, site.placement)


def _screen(
    site: Site, account: Account, deployment: str, *, kind: str = "", message: str = "", status: int = 200
) -> Response:
    now = site.clock()
    stay = agenda.stay(site.database, account, deployment, now=now)
    read = _desk(site, account, deployment).latest(now=now)
    context = _context(site, stay, read) if read else PlacementContext(stay=stay_view(stay))
    return staff_page(
        site, account, "web/placement.html", replace(context, kind=kind, message=message), status=status
    )


def _context(site: Site, stay: Stay, read: ReadableProposal) -> PlacementContext:
    proposal = read.kept.proposal
    return PlacementContext(
        stay=stay_view(stay),
        proposal=str(read.kept.id),
        is_current=read.is_current,
        made=_made(read),
        quality=proposal.quality.sentence,
        sessions=_sessions(stay, read, site.library.catalogue),
        unserved=tuple(
            Unserved(one.sentence, tuple(person_link(read.people[trainee]) for trainee in one.trainees))
            for one in proposal.explanations
        ),
        remedies=tuple(remedy.sentence for remedy in proposal.remedies),
        small_groups=tuple(group.sentence for group in proposal.small_groups),
    )


def _sessions(stay: Stay, read: ReadableProposal, catalogue: Catalogue) -> tuple[ProposedSession, ...]:
    """Return the sessions in which somebody would be placed, in order of time."""
    placed: defaultdict[str, list[Registration]] = defaultdict(list)
    for place in read.kept.proposal.places:
        placed[place.session].append(read.people[place.trainee])
    return tuple(
        ProposedSession(
            session=session_view(line, catalogue),
            people=tuple(map(name_in_list, sorted(placed[line.session.id], key=by_name))),
            already=line.confirmed,
        )
        for line in stay.sessions
        if line.session.id in placed
    )


def _made(read: ReadableProposal) -> str:
    return _("Made by {account}, {day} {hour}.").format(
        account=read.made_by,
        day=instant_day_in_words(read.kept.made_at),
        hour=hour_in_words(read.kept.made_at),
    )
