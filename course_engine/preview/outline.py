"""The course at a glance: its sessions, their times, which must make three hours, and how many problems each has."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import escape

from course_engine.errors import Severity
from course_engine.i18n import translator
from course_engine.model.course import Series, Unit
from course_engine.model.identity import Slug
from course_engine.model.variant import quiz_places
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import quiz_url, unit_url
from course_engine.preview.contexts import OutlineContext, SeriesLines, TimeLine, UnitLine
from course_engine.preview.desk import Look
from course_engine.preview.screen import Screen
from course_engine.rendering.contexts import Link
from course_engine.rendering.pages import phase_title
from course_engine.rendering.times_bar import times_bar
from course_engine.rendering.wording import duration_in_words

_ = translator("preview")

HALF_DAY_MINUTES = 180
"""Every session is a half-day of three hours."""


def outline_screen(look: Look) -> Screen:
    """Return the outline of the course."""
    course = look.course
    placed = {quiz for unit in course.units.values() for quiz in quiz_places(unit)}
    all_series = tuple(_series(look, series) for series in course.programme.series)
    others = [name for name in course.units if name not in course.programme.unit_order]
    context = OutlineContext(
        title=course.programme.title,
        all_series=all_series,
        others=tuple(
            _line(look, course.units[name]) for name in others if name not in look.edition.past_units
        ),
        quizzes=tuple(_quiz(look, name) for name in course.quizzes if name not in placed),
        duration=_together(
            course.units[name] for name in course.programme.unit_order if name in course.units
        ),
    )
    return Screen(_("The course"), "preview/outline.html", context)


def _series(look: Look, series: Series) -> SeriesLines:
    units = [look.course.units[name] for name in series.units if name in look.course.units]
    return SeriesLines(
        title=series.title, units=tuple(_line(look, unit) for unit in units), duration=_together(units)
    )


def amiss(minutes: int) -> str:
    """Return what a session lacks of three hours, or has too much; empty where it is right."""
    if minutes == HALF_DAY_MINUTES:
        return ""
    rest = duration_in_words(abs(HALF_DAY_MINUTES - minutes))
    sentence = (
        _("{rest} are missing to make three hours.")
        if minutes < HALF_DAY_MINUTES
        else _("That is {rest} too much.")
    )
    return sentence.format(rest=rest)


def _line(look: Look, unit: Unit) -> UnitLine:
    minutes = _minutes(unit)
    count = Counter(problem.severity for problem in look.edition.problems_of.get(unit.path, ()))
    return UnitLine(
        title=unit.title or unit.id,
        href=unit_url(unit.id, unit.levels[0]),
        file=unit.path,
        levels=tuple(Link(unit_url(unit.id, level), escape(level_in_words(level))) for level in unit.levels),
        duration=duration_in_words(minutes),
        amiss=amiss(minutes),
        bar=times_bar([(phase.kind, phase.minutes) for phase in unit.phases], HALF_DAY_MINUTES),
        times=tuple(
            TimeLine(phase_title(phase.kind), duration_in_words(phase.minutes) if phase.minutes else "")
            for phase in unit.phases
        ),
        quizzes=tuple(_quiz(look, name) for name in quiz_places(unit) if name in look.course.quizzes),
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        is_past=unit.id in look.edition.past_units,
    )


def _quiz(look: Look, name: Slug) -> Link:
    quiz = look.course.quizzes[name]
    return Link(quiz_url(name, look.course.programme.levels[0]), escape(quiz.title or name))


def _minutes(unit: Unit) -> int:
    return sum(phase.minutes for phase in unit.phases)


def _together(units: Iterable[Unit]) -> str:
    return duration_in_words(sum(map(_minutes, units)))
