"""A trainee's own debrief: what they did, what was hard, what they want next."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import escape
from starlette.responses import Response

from course_engine.model.debrief import DebriefView
from course_engine.rendering.contexts import Link
from course_engine.training.debrief.facts import Progress, Resisting
from course_engine.training.debrief.notes import debrief, is_time, say
from course_engine.web.addresses import page_url
from course_engine.web.contexts.debrief import TraineeDebriefContext
from course_engine.web.debrief_form import DebriefForm, choices, named, trainee_words
from course_engine.web.debrief_views import half_day_in_words, plain
from course_engine.web.hub import Topic
from course_engine.web.session import CurrentJourney, CurrentSite

router = APIRouter(prefix="/bilan")


@router.get("")
def own(
    site: CurrentSite, journey: CurrentJourney, fait: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Show what a trainee says of their path, beside what they did; before its time, when it will be."""
    now = site.clock()
    known = debrief(site.database, journey, now=now)
    words = trainee_words(site)
    view = known.said.view if known.said else DebriefView()
    is_open = is_time(journey, now)
    well = (one.objective for one in known.facts.objectives if one.progress is Progress.WELL)
    context = TraineeDebriefContext(
        shell=site.shell,
        name=journey.trainee.full_name,
        form=choices(site, known, view, words) if is_open else None,
        is_kept=known.said is not None,
        done=fait == "garde" and known.said is not None,
        half_days=tuple(map(half_day_in_words, known.facts.followed)),
        well=named(words, well) if is_open else (),
        again=_pages(known.facts.resisting) if is_open else (),
        concluded=named(words, known.concluded.view.wanted) if known.concluded else (),
        advice=known.concluded.view.remark if known.concluded else "",
    )
    return HTMLResponse(site.theme.render("web/debrief.html", context))


@router.post("")
def keep(site: CurrentSite, journey: CurrentJourney, form: Annotated[DebriefForm, Form()]) -> Response:
    """Record what a trainee says of their path."""
    note = say(site.database, journey, form.sent, now=site.clock())
    if note.session is not None:
        site.hub.changed(note.session, Topic.LIFE)
    return RedirectResponse("/bilan?fait=garde", 303)


def _pages(resisting: tuple[Resisting, ...]) -> tuple[Link, ...]:
    """Return the pages to read again, each once."""
    pages = {page_url(one.unit, one.page): one.page_title for one in resisting if one.page}
    return tuple(Link(href=href, title=escape(plain(title))) for href, title in pages.items())
