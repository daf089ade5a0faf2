"""Where somebody goes who was let in: the page that they asked for, or else where they begin."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import unquote

from fastapi import Request
from fastapi.routing import APIRoute, iter_route_contexts

from course_engine.errors import NotFound
from course_engine.training.browser_session import Bearer
from course_engine.training.journey import journey
from course_engine.training.room.following import Reading
from course_engine.web.addresses import unit_url
from course_engine.web.following import attending, last_seen, lead_view
from course_engine.web.session import declared, lets_in
from course_engine.web.site import Site, site_of
from course_engine.web.staff import HOMES
from course_engine.web.wanted import local

TRAINEE_HOME = "/parcours"


def onward(request: Request, bearer: Bearer, wanted: str) -> str:
    """Return the address where the holder of a browser goes from the door.

    Args:
        request: one of the application, whose routes are looked up.
        bearer: who was let in; not always who asked for the page, since a stand's computers are shared.
        wanted: what they asked for, as the door's address said it: from anybody.
    """
    address = local(wanted)
    if address and _opens(request, bearer, address):
        return address
    return HOMES[bearer.account.role] if bearer.account else TRAINEE_HOME


def back_in_room(site: Site, trainee: str, wanted: str) -> str:
    """Return the page to which everyone is led, for a trainee who enters again while their session is held.

    Nothing for who arrives, whom their home welcomes; nor for who asked for another page than one of the session,
    or for one of it since everyone was led.
    """
    seen = last_seen(site, trainee)
    if seen is None:
        return ""
    room = attending(site, journey(site.database, site.library, trainee), Reading())
    if room is None or room.seat.session.unit != seen.unit:
        return ""
    lead, view = room.following.lead, lead_view(room.seat, room.following)
    if lead is None or view is None or view.page is None:
        return ""
    address = local(wanted)
    was_missed = lead.since > seen.at and address.startswith(f"{unit_url(seen.unit)}/")
    return view.page.href if was_missed or not address else ""


def _opens(request: Request, bearer: Bearer, address: str) -> bool:
    """Return whether an address is that of a page that opens to the holder of a browser."""
    path = unquote(address.partition("?")[0])
    for route in iter_route_contexts(request.app.routes):
        named = route.path_regex.match(path)
        if named and "GET" in (route.methods or ()) and isinstance(route.original_route, APIRoute):
            admits = declared(route.original_route.dependant)
            is_there = not bearer.trainee or _is_on_path(site_of(request), bearer.trainee, named.groupdict())
            return all(lets_in(one, bearer) for one in admits) and is_there
    return False


def _is_on_path(site: Site, trainee: str, named: Mapping[str, str]) -> bool:
    """Return whether the path of a trainee has the unit and the page that an address names, if it names any."""
    if "unit" not in named:
        return True
    with suppress(NotFound):
        pages = journey(site.database, site.library, trainee).variant(named["unit"]).pages
        return "page" not in named or any(page.id == named["page"] for page in pages)
    return False
