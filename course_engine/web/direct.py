"""The room, live, for its trainees: the stream of their screens, and their button « Besoin d’aide »."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse
from msgspec import Struct
from pydantic import BaseModel, field_validator
from starlette.responses import Response, StreamingResponse

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.training.journey import Journey
from course_engine.training.room.attending import is_held
from course_engine.training.room.following import Following, Reading, Seat, following, seat_of
from course_engine.training.room.help import ask_help, drop_help
from course_engine.web.addresses import page_url
from course_engine.web.contract import EVENTS
from course_engine.web.errors import wants_json
from course_engine.web.events import Differing, event, stream
from course_engine.web.following import note_where, regions, since
from course_engine.web.home import arrival_regions
from course_engine.web.hub import Topic
from course_engine.web.let_in import LetIn
from course_engine.web.moments import clock_in_figures
from course_engine.web.session import CurrentJourney, CurrentSite
from course_engine.web.site import Site

_ = translator("web")

router = APIRouter()


class HelpAction(StrEnum):
    """What the button does."""

    ASK = "demander"
    DROP = "retirer"


class HelpForm(BaseModel):
    """What the button « Besoin d’aide » posts.

    Attributes:
        id: UUIDv7 that the server made with the button; where it is missing, the server makes one.
        unite, page: what is read.
    """

    action: HelpAction
    id: UUID | None = None
    unite: Slug | None = None
    page: Slug | None = None

    @field_validator("id", "unite", "page", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None


class _Screen(Struct, frozen=True):
    """A screen that listens.

    Attributes:
        let_in: whoever opened it.
        reading: the page that it shows.
    """

    site: Site
    let_in: LetIn
    journey: Journey
    seat: Seat
    reading: Reading

    def regions(self, seen: Following) -> Mapping[str, str]:
        """Return what the screen shows of the room."""
        if not self.reading.page:
            return arrival_regions(self.site, self.journey, self.seat, seen)
        return regions(self.site, self.seat, seen, self.reading, self.site.new_id())


@router.get("/direct", response_class=StreamingResponse, responses=dict(EVENTS))
def direct(
    request: Request,
    site: CurrentSite,
    journey: CurrentJourney,
    unite: Annotated[Slug | None, Query()] = None,
    page: Annotated[Slug | None, Query()] = None,
) -> Response:
    """Tell a trainee's screen what changes in their room, as long as it listens."""
    reading = _reading(journey, unite, page)
    seat = seat_of(journey, site.clock())
    if seat is None:
        raise NotFound(_("No session of yours is held now."))
    note_where(site, seat, reading)
    return stream(_news(_Screen(site, LetIn(request), journey, seat, reading)))


@router.post("/aide")
def ask_for_help(
    request: Request, site: CurrentSite, journey: CurrentJourney, form: Annotated[HelpForm, Form()]
) -> Response:
    """Record that a trainee asks for help, or no longer needs it."""
    reading = _reading(journey, form.unite, form.page)
    now = site.clock()
    act_id = form.id or site.new_id()
    if form.action is HelpAction.ASK:
        seat = ask_help(site.database, journey, reading, act_id=act_id, now=now)
    else:
        seat = drop_help(site.database, journey, act_id=act_id, now=now)
    site.hub.changed(seat.session.id)
    if not wants_json(request):
        return RedirectResponse(page_url(reading.unit, reading.page) if reading.page else "/parcours", 303)
    seen = following(site.rooms.read(seat.session.id), seat, reading)
    return JSONResponse({"regions": regions(site, seat, seen, reading, site.new_id())})


def _reading(journey: Journey, unit: Slug | None, page: Slug | None) -> Reading:
    """Return a page that a trainee says that they read; without a page, their home.

    Raises:
        NotFound: it is not in their path.
    """
    if unit is None or page is None:
        return Reading()
    if all(one.id != page for one in journey.variant(unit).pages):
        raise NotFound(_("This page is not in your path."))
    return Reading(unit, page)


async def _news(screen: _Screen) -> AsyncIterator[str]:
    """Yield the events of one screen, until it leaves, its session is over, or the server stops."""
    site, session = screen.site, screen.seat.session
    differing = Differing()
    shown: Following | None = None
    topics = frozenset({Topic.ACTS})
    async with aclosing(site.hub.watch(session.id, topics=topics)) as beats:
        async for _beat in beats:
            now = site.clock()
            if not is_held(session, now) or not await screen.let_in.is_still():
                break
            state = site.rooms.known(session.id)
            if state is None:
                state = await run_in_threadpool(site.rooms.read, session.id)
            seen = following(state, screen.seat, screen.reading)
            changed = screen.regions(seen) if seen != shown else {}
            yield differing.regions(clock_in_figures(now), changed)
            if shown is None or seen.lead != shown.lead:
                for go in _leading(screen.seat, seen):
                    yield go
            shown = seen
        else:
            return  # the server stops: the screen waits for the next one
    yield event("over", {})


def _leading(seat: Seat, seen: Following) -> Iterator[str]:
    """Yield the event that leads a screen to the page of everyone, where its trainee has that page."""
    if seen.lead and seen.lead.page:
        href = page_url(seat.session.unit, seen.lead.page.id)
        yield event("go", {"href": href, "since": since(seen.lead)})
