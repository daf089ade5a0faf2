"""The trainee's home: name, session, the one big button, the path."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.training import TrainingSession
from course_engine.rendering.contexts import Link
from course_engine.rendering.paths import path_context
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.debrief.notes import is_time
from course_engine.training.journey import Journey
from course_engine.training.room.attending import has_to_sign
from course_engine.training.room.following import Following, Reading, Seat
from course_engine.training.stand_time import on_the_stand
from course_engine.web.addresses import addresses, page_url, unit_url
from course_engine.web.contexts.trainee import ArrivalContext, JourneyContext
from course_engine.web.following import attending, last_seen, lead_view
from course_engine.web.hub import Sighting
from course_engine.web.site import Site

_ = translator("web")

ARRIVAL = "arrival"
"""The live region of a trainee's home."""


def journey_context(site: Site, journey: Journey) -> JourneyContext:
    """Return the context of a trainee's home."""
    shown = path_context(
        journey.library.catalogue, journey.path, journey.planned, journey.followed, addresses(heading=2)
    )
    room = attending(site, journey, Reading())
    return JourneyContext(
        shell=site.quiz_shell,
        learner=journey.trainee.id,
        name=journey.trainee.full_name,
        live=room.live if room else None,
        arrival=_arrival(site, journey, room.seat if room else None, room.following if room else None),
        has_to_sign=room is not None and has_to_sign(site.database, room.seat.session.id, journey.trainee.id),
        has_debrief=is_time(journey, site.clock()),
        path_screen=site.theme.render("path.html", shown),
    )


def arrival_regions(site: Site, journey: Journey, seat: Seat, following: Following) -> Mapping[str, str]:
    """Return the live regions of the home of a trainee whose session is held."""
    return {ARRIVAL: _arrival(site, journey, seat, following)}


def _arrival(site: Site, journey: Journey, seat: Seat | None, following: Following | None) -> Markup:
    """Return what to do now."""
    now = site.clock()
    session = seat.session if seat else journey.session_ahead(now)
    lead = lead_view(seat, following) if seat and following else None
    onward = _onward(journey, session, last_seen(site, journey.trainee.id))
    if lead and lead.page:
        onward = Link(href=lead.page.href, title=onward.title if onward else escape(_("Begin")))
    context = ArrivalContext(session=_sentence(journey, session, now), lead=lead, onward=onward)
    return site.theme.render("web/arrival.html", context)


def _sentence(journey: Journey, session: TrainingSession | None, now: datetime) -> str:
    """Return what is next: today's session, the next one, or that all were followed; else nothing."""
    if session is None:
        done = _is_followed(journey)
        return _("You followed every half-day of your path. Its pages stay here to be read.") if done else ""
    is_today = session.day == on_the_stand(now).date()
    sentence = (
        _("Today, {begins}: {title}, {place}.")
        if is_today
        else _("Your next session: {day}, {begins}, {title}, {place}.")
    )
    return sentence.format(
        day=day_in_words(session.day),
        begins=time_in_words(session.begins),
        title=journey.library.catalogue.title_of(session.unit),
        place=session.place,
    )


def _is_followed(journey: Journey) -> bool:
    followed = {half_day.unit for half_day in journey.followed}
    return bool(journey.path.kept) and {step.unit for step in journey.path.kept} <= followed


def _onward(journey: Journey, session: TrainingSession | None, seen: Sighting | None) -> Link | None:
    """Return where the big button goes: where they were in the unit of the day, or its beginning."""
    unit = _unit_of_the_day(journey, session)
    if unit is None:
        return None
    stopped_at = _stopped_at(journey, unit, seen)
    if stopped_at:
        return Link(href=page_url(unit, stopped_at), title=escape(_("Go on")))
    pages = journey.variant(unit).pages
    first = page_url(unit, pages[0].id) if pages else unit_url(unit)
    return Link(href=first, title=escape(_("Read again") if _is_followed(journey) else _("Begin")))


def _stopped_at(journey: Journey, unit: Slug, seen: Sighting | None) -> Slug | None:
    """Return the page of a unit where a trainee was last seen or, after a restart, where they last answered."""
    if seen and seen.unit == unit and any(page.id == seen.page for page in journey.variant(unit).pages):
        return seen.page
    last = next(reversed(list(journey.answers.values())), None)
    return journey.library.quiz_pages(unit, journey.step(unit).level).get(last.quiz) if last else None


def _unit_of_the_day(journey: Journey, session: TrainingSession | None) -> Slug | None:
    kept = [step.unit for step in journey.path.kept]
    if session is not None and session.unit in kept:
        return session.unit
    followed = {half_day.unit for half_day in journey.followed}
    ahead = [unit for unit in kept if unit not in followed]
    return next(iter(ahead or kept), None)
