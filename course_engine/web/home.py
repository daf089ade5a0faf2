"""The trainee's home: name, session, the one big button, the path."""

from datetime import datetime

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.frozen import Slug
from course_engine.model.training import TrainingSession
from course_engine.rendering.contexts import Link, Shell
from course_engine.rendering.paths import path_context
from course_engine.rendering.theme import Theme
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.debrief import is_time
from course_engine.training.journey import Journey
from course_engine.training.stand_time import on_the_stand
from course_engine.web.addresses import addresses, page_url, unit_url
from course_engine.web.contexts.trainee import JourneyContext

_ = translator("web")


def journey_context(shell: Shell, theme: Theme, journey: Journey, now: datetime) -> JourneyContext:
    """Return the context of a trainee's home at `now`."""
    session = journey.session_ahead(now)
    shown = path_context(
        journey.library.catalogue, journey.path, journey.planned, journey.followed, addresses(heading=2)
    )
    return JourneyContext(
        shell=shell,
        name=journey.trainee.full_name,
        session=_sentence(journey, session, now),
        onward=_onward(journey, session),
        has_debrief=is_time(journey, now),
        path_screen=Markup(theme.render("path.html", shown)),  # noqa: S704 - an escaping template made it
    )


def _sentence(journey: Journey, session: TrainingSession | None, now: datetime) -> str:
    """Return what is next: today's session, the next one, or that all were followed; else nothing."""
    if session is None:
        done = _is_followed(journey)
        return _("You followed every half-day of your path. Its pages stay here to be read.") if done else ""
    known = journey.library.catalogue.units.get(session.unit)
    is_today = session.day == on_the_stand(now).date()
    sentence = (
        _("Today, {begins}: {title}, {place}.")
        if is_today
        else _("Your next session: {day}, {begins}, {title}, {place}.")
    )
    return sentence.format(
        day=day_in_words(session.day),
        begins=time_in_words(session.begins),
        title=known.title if known else session.unit,
        place=session.place,
    )


def _is_followed(journey: Journey) -> bool:
    followed = {half_day.unit for half_day in journey.followed}
    return bool(journey.path.kept) and {step.unit for step in journey.path.kept} <= followed


def _onward(journey: Journey, session: TrainingSession | None) -> Link | None:
    """Return where the big button goes: where they were in the unit of the day, or its beginning."""
    unit = _unit_of_the_day(journey, session)
    if unit is None:
        return None
    pages = journey.variant(unit).pages
    last = next(reversed(list(journey.answers.values())), None)
    quizzes = journey.library.quiz_pages(unit, journey.step(unit).level)
    if last is not None and last.quiz in quizzes:
        return Link(href=page_url(unit, quizzes[last.quiz]), title=escape(_("Go on")))
    first = page_url(unit, pages[0].id) if pages else unit_url(unit)
    return Link(href=first, title=escape(_("Read again") if _is_followed(journey) else _("Begin")))


def _unit_of_the_day(journey: Journey, session: TrainingSession | None) -> Slug | None:
    kept = [step.unit for step in journey.path.kept]
    if session is not None and session.unit in kept:
        return session.unit
    followed = {half_day.unit for half_day in journey.followed}
    ahead = [unit for unit in kept if unit not in followed]
    return next(iter(ahead or kept), None)
