"""A trainee's screens while their session is held: what is shown of the room, in a page and in its events."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link
from course_engine.rendering.pages import title_html
from course_engine.training.journey import Journey
from course_engine.training.room.following import Following, Lead, Reading, Seat, following, seat_of
from course_engine.training.room.reading import room_state
from course_engine.web.addresses import asset_url, page_url
from course_engine.web.contexts.trainee import (
    FollowBarContext,
    FollowNoteContext,
    HelpContext,
    LeadView,
    LiveView,
)
from course_engine.web.hub import Sighting, Topic
from course_engine.web.moments import clock_in_figures
from course_engine.web.site import Site
from course_engine.web.static_files import FOLLOWING_SCRIPT

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOTE, HELP = "note", "help"
"""The live regions of a page."""


class Attending(Struct, frozen=True):
    """What a trainee's screen shows of the room that they are in, when it is made.

    Attributes:
        live: how it stays so.
    """

    seat: Seat
    following: Following
    live: LiveView


def attending(site: Site, journey: Journey, reading: Reading) -> Attending | None:
    """Return what the screen of a trainee shows of their room, or None while no session of theirs is held."""
    now = site.clock()
    seat = seat_of(journey, now)
    if seat is None:
        return None
    seen = following(room_state(site.database, seat.session.id), seat, reading)
    return Attending(seat, seen, _live_view(site, seat, seen, reading, now))


def note_where(site: Site, seat: Seat, reading: Reading) -> None:
    """Say where a trainee is, to the animateurs' screens and to nobody else; nothing of it is recorded."""
    before = last_seen(site, seat.trainee)
    if before is not None and not reading.page:
        return  # at home, on their way back to where they were
    site.whereabouts.seen(seat.trainee, Sighting(reading.unit, reading.page, site.clock()))
    if before is None or (before.unit, before.page) != (reading.unit, reading.page):
        site.hub.changed(seat.session.id, Topic.LIFE)


def last_seen(site: Site, trainee: str) -> Sighting | None:
    """Return where a trainee was last seen, as far as the memory of this server goes."""
    return site.whereabouts.of(frozenset({trainee})).get(trainee)


def follow_bar(site: Site, attending: Attending, reading: Reading) -> Markup:
    """Return what stands over the bar of pages."""
    act_id = site.new_id()
    shown = regions(site, attending.seat, attending.following, reading, act_id)
    context = FollowBarContext(
        note=shown[NOTE],
        help=shown[HELP],
        hour=attending.live.hour,
    )
    return site.theme.render("web/follow-bar.html", context)


def regions(
    site: Site, seat: Seat, following: Following, reading: Reading, act_id: UUID
) -> Mapping[str, Markup]:
    """Return the live regions of a page.

    Args:
        site: where from.
        seat: whose.
        following: what they should see of the room.
        reading: where the regions stand.
        act_id: identity of what the button « Besoin d’aide » will do.
    """
    note = FollowNoteContext(
        lead=lead_view(seat, following),
        quiz_is_closed=following.quiz_is_closed,
        needs_help=following.needs_help,
    )
    help_button = HelpContext(
        can_ask=following.can_ask,
        needs_help=following.needs_help,
        id=str(act_id),
        unit=reading.unit,
        page=reading.page,
    )
    return {
        NOTE: site.theme.render("web/follow-note.html", note),
        HELP: site.theme.render("web/help.html", help_button),
    }


def lead_view(seat: Seat, following: Following) -> LeadView | None:
    """Return the page to which everyone is led, as a template shows it."""
    lead = following.lead
    if lead is None:
        return None
    page = lead.page
    return LeadView(
        page=Link(page_url(seat.session.unit, page.id), title_html(page.title, asset_url)) if page else None,
        number=page.number if page else 0,
        is_quiz=bool(lead.quiz),
        is_here=following.is_there,
    )


def since(lead: Lead | None) -> int:
    """Return since when everyone is led, Unix time in milliseconds; 0 for nowhere."""
    return (lead.since - EPOCH) // timedelta(milliseconds=1) if lead else 0


def _live_view(site: Site, seat: Seat, following: Following, reading: Reading, now: datetime) -> LiveView:
    where = {"unite": reading.unit, "page": reading.page} if reading.page else {}
    return LiveView(
        address="/direct" + (f"?{urlencode(where)}" if where else ""),
        session=seat.session.id,
        lead=since(following.lead),
        hour=clock_in_figures(now),
        scripts=site.statics.urls(FOLLOWING_SCRIPT),
    )
