"""The animateur's debriefs: whom to receive, and five minutes with each."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse
from markupsafe import escape
from starlette.responses import Response

from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.debrief import DebriefView
from course_engine.model.identity import OpaqueId
from course_engine.model.names import name_in_list
from course_engine.model.training import SessionId
from course_engine.rendering.contexts import Link
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.debrief.notes import Debrief, conclude, debrief_of
from course_engine.training.debrief.passing import Passing, passing_order
from course_engine.training.rights import Right
from course_engine.training.stand_time import on_the_stand
from course_engine.web import debrief_views as views
from course_engine.web.contexts.debrief import AnimatorDebriefContext, DebriefsContext, PassingView
from course_engine.web.debrief_form import DebriefForm, choices
from course_engine.web.hub import Topic
from course_engine.web.moments import hour_in_words, moment_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/seances/{session}/bilans")

Animator = Annotated[Account, requires(Right.RUN_ROOM)]


@router.get("")
def debriefs(
    site: CurrentSite,
    account: Animator,
    session: SessionId,
    fait: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show whom to receive in a session, in order, and who is done."""
    catalogue = site.library.catalogue
    room, people = passing_order(site.database, catalogue, account, session)
    waiting = [one for one in people if one.concluded is None]
    onward = (
        Link(href=_address(session, waiting[0]), title=escape(waiting[0].trainee.full_name))
        if waiting
        else None
    )
    context = DebriefsContext(
        title=catalogue.title_of(room.unit),
        when=_("{day}, {begins}-{ends}").format(
            day=day_in_words(room.day), begins=time_in_words(room.begins), ends=time_in_words(room.ends)
        ),
        back=f"/seances/{session}",
        people=tuple(_passing_view(session, one) for one in people),
        count=_("{done} of {people}").format(done=len(people) - len(waiting), people=len(people)),
        onward=onward,
        done=fait == "garde",
        hour=hour_in_words(site.clock()),
    )
    return staff_page(site, account, "web/debriefs.html", context)


@router.get("/{trainee}")
def form(site: CurrentSite, account: Animator, session: SessionId, trainee: OpaqueId) -> Response:
    """Show what the facts say and what the person says, and ask for three axes."""
    now, catalogue = site.clock(), site.library.catalogue
    known, _room = debrief_of(site.database, site.library, account, session, trainee, now=now)
    facts, words = known.facts, catalogue.programme.objectives
    context = AnimatorDebriefContext(
        name=known.journey.trainee.full_name,
        employer=known.journey.trainee.employer,
        action=f"/seances/{session}/bilans/{trainee}",
        back=f"/seances/{session}/bilans",
        half_days=tuple(map(views.half_day_in_words, facts.followed)),
        missed=tuple(views.session_in_words(one, catalogue) for one in facts.missed),
        objectives=tuple(views.objective_rows(facts, catalogue)),
        resisting=tuple(views.resisting_views(facts)),
        has_profile=facts.profile is not None,
        practice=tuple(views.practice_views(facts.profile, catalogue)) if facts.profile else (),
        said=views.said_view(known, words),
        concluded=moment_in_words(known.concluded.at) if known.concluded else "",
        form=choices(site, known, _proposed(known), words),
    )
    return staff_page(site, account, "web/debrief-form.html", context)


@router.post("/{trainee}")
def keep(
    site: CurrentSite,
    account: Animator,
    session: SessionId,
    trainee: OpaqueId,
    form: Annotated[DebriefForm, Form()],
) -> Response:
    """Record what was concluded with somebody."""
    catalogue = site.library.catalogue
    conclude(site.database, catalogue, account, session, trainee, form.sent, now=site.clock())
    site.hub.changed(session, Topic.LIFE)
    return RedirectResponse(f"/seances/{session}/bilans?fait=garde", 303)


def _proposed(known: Debrief) -> DebriefView:
    """Return what the form holds at first: what was concluded, else what the person says, but their own words."""
    if known.concluded is not None:
        return known.concluded.view
    return known.said.view.model_copy(update={"remark": ""}) if known.said else DebriefView()


def _passing_view(session: str, one: Passing) -> PassingView:
    at = on_the_stand(one.at)
    return PassingView(
        name=name_in_list(one.trainee),
        at=time_in_words(at.time()),
        said=_("written down") if one.has_said else _("nothing yet"),
        state=_("received, {moment}").format(moment=moment_in_words(one.concluded.at))
        if one.concluded
        else _("to receive"),
        is_done=one.concluded is not None,
        href=_address(session, one),
    )


def _address(session: str, one: Passing) -> str:
    return f"/seances/{session}/bilans/{one.trainee.id}"
