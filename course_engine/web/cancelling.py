"""A place taken back: what will happen and for whom is read first, then confirmed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId
from course_engine.model.names import name_in_list
from course_engine.model.training import Enrolment, SessionId
from course_engine.training import enrolment
from course_engine.training.cancelling import cancellation_ahead
from course_engine.training.enrolment import Ruling
from course_engine.training.rights import Right
from course_engine.web.agenda import session_page
from course_engine.web.agenda_views import expected_view, session_view
from course_engine.web.contexts.animator import CancellationContext
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/seances/{session}/annulation/{trainee}")

Placer = Annotated[Account, requires(Right.PLACE)]


class Confirmation(BaseModel):
    """What the form posts.

    Attributes:
        vu: the decision that stood when it was read.
        motif: why, for those who read the history; may be empty.
    """

    vu: UUID
    motif: Annotated[str, Form(max_length=500)] = ""


@router.get("")
def ask(site: CurrentSite, account: Placer, session: SessionId, trainee: OpaqueId) -> Response:
    """Say what taking a place back will do, and ask."""
    place = Enrolment(session=session, trainee=trainee)
    try:
        ahead = cancellation_ahead(site.database, account, place, now=site.clock())
    except DecisionRefused as refused:
        return session_page(site, account, session, kind="error", message=str(refused), status=409)
    context = CancellationContext(
        session=session_view(ahead.line, site.library.catalogue),
        person=expected_view(ahead.person),
        seen=str(ahead.person.decision.id),
        rank=ahead.rank,
        waiting=ahead.line.waiting,
        next_waiting=name_in_list(ahead.next_waiting) if ahead.next_waiting else "",
        is_held=ahead.is_held,
        refusal=ahead.refusal,
    )
    return staff_page(site, account, "web/cancelling.html", context)


@router.post("")
def cancel(
    site: CurrentSite,
    account: Placer,
    session: SessionId,
    trainee: OpaqueId,
    form: Annotated[Confirmation, Form()],
) -> Response:
    """Take the place back, then show the list as it is."""
    now = site.clock()
    place = Enrolment(session=session, trainee=trainee)
    try:
        cancellation_ahead(site.database, account, place, now=now)
        enrolment.cancel(site.database, place, Ruling(account.id, now, site.rng, form.motif), seen=form.vu)
    except DecisionRefused as refused:
        return session_page(site, account, session, kind="error", message=str(refused), status=409)
    site.hub.changed(session)
    done = _("The place is free again. Nobody was moved: the waiting list shows whom to ask first.")
    return session_page(site, account, session, kind="success", message=done)
