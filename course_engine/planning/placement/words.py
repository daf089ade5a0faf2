"""What the animator reads of a proposal, in French."""

import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from babel.dates import format_date

from course_engine.i18n import LANGUAGE, mark, translator
from course_engine.model.identity import Slug
from course_engine.model.placement import Cause, Method, PlacementProblem, Rule, SessionToFill
from course_engine.model.questionnaire import Availability
from course_engine.planning.sentences import NO_BREAK, listed, quoted

_ = translator("planning")

WHEN: Mapping[Availability, str] = {
    Availability.DAYTIME: mark("in the daytime"),
    Availability.EVENING: mark("in the evening"),
    Availability.SATURDAY_MORNING: mark("on Saturday morning"),
}
IN_WORDS = (mark("two"), mark("three"), mark("four"), mark("five"), mark("six"), mark("seven"), mark("eight"))

WHY: Mapping[Cause, str] = {
    Cause.NO_SESSION: mark("no session of it is planned."),
    Cause.NOT_WHEN_AVAILABLE: mark("available only {when}, where it has no session."),
    Cause.PREREQUISITE: mark("{units} must have a place before."),
    Cause.NOTHING_TO_CLOSE: mark("no other session of the path has a place."),
    Cause.FULL: mark("every session that suits is full."),
    Cause.FULL_WEEKS: mark("the free seats are in weeks that are full already."),
    Cause.ORDER: mark("the free seats do not agree with the other sessions of the path."),
}

BROKEN: Mapping[Rule, str] = {
    Rule.KNOWN: mark("This person or this session is not part of the placement."),
    Rule.IN_THE_PATH: mark("{session}: this unit is not in what the person still follows."),
    Rule.ONCE: mark("{session}: the person has a place for this unit already."),
    Rule.AVAILABLE: mark("{session}: the person is not available at that time."),
    Rule.NO_OVERLAP: mark("{session}: the person has another session at the same time."),
    Rule.ORDER: mark("{session}: the order of the path is not kept."),
    Rule.PREREQUISITES: mark("{session}: a prerequisite has no place before."),
    Rule.CLOSING_LAST: mark("{session}: there is nothing to look back on yet."),
    Rule.MOST_PER_WEEK: mark("{session}: the person has too many sessions that week."),
    Rule.SEATS: mark("{session}: the session has more people than seats."),
}


def title(unit: Slug, problem: PlacementProblem) -> str:
    """Return the title of a unit in guillemets; its id where it has none."""
    return quoted(problem.titles.get(unit, unit))


def people(number: int) -> str:
    """Return « une personne », « deux personnes » … « 12 personnes »."""
    if number == 1:
        return _("one person")
    word = _(IN_WORDS[number - 2]) if number - 2 < len(IN_WORDS) else _grouped(number)
    return _("{number} people").format(number=word)


def day(value: date) -> str:
    """Return « le 1er février 2005 » without its article."""
    ordinal = "er" if value.day == 1 else ""
    return f"{value.day}{ordinal}{NO_BREAK}{format_date(value, f'MMMM{NO_BREAK}y', LANGUAGE)}"


def session_name(session: SessionToFill, problem: PlacementProblem) -> str:
    """Return a session's title and day."""
    return _("{unit} on {day}").format(unit=title(session.unit, problem), day=day(session.day))


def breach_sentence(rule: Rule, session: SessionToFill | None, problem: PlacementProblem) -> str:
    """Return what a place breaks."""
    name = session_name(session, problem) if session else ""
    return _capitalised(_(BROKEN[rule]).format(session=name))


def why(
    cause: Cause, when: Iterable[Availability], missing: Iterable[Slug], problem: PlacementProblem
) -> str:
    """Return the clause that says why there is no place, with its full stop."""
    kinds = [_(WHEN[kind]) for kind in when]
    units = [title(unit, problem) for unit in missing]
    return _(WHY[cause]).format(when=listed(kinds) if kinds else "", units=listed(units) if units else "")


def unplaced_sentence(unit: Slug, clause: str, problem: PlacementProblem) -> str:
    """Return why one person has no place for a unit."""
    return _("Without a place for {unit}: {why}").format(unit=title(unit, problem), why=clause)


def group_sentence(number: int, unit: Slug, clause: str, problem: PlacementProblem) -> str:
    """Return why some people have no place for a unit."""
    sentence = _("{people} without a place for {unit}: {why}")
    return _capitalised(sentence.format(people=people(number), unit=title(unit, problem), why=clause))


def nowhere_sentence(number: int, when: Iterable[Availability]) -> str:
    """Return why some people have no place at all: they can come only when there is nothing for them."""
    sentence = _("{people} without a place: available only {when}.")
    return _capitalised(sentence.format(people=people(number), when=listed([_(WHEN[kind]) for kind in when])))


def remedy_sentence(
    unit: Slug, kind: Availability, number: int, example: date, problem: PlacementProblem
) -> str:
    """Return what one more session would do."""
    return _("A session of {unit} {when} would place {people} more, for instance on {day}.").format(
        unit=title(unit, problem), when=_(WHEN[kind]), people=people(number), day=day(example)
    )


def small_group_sentence(
    session: SessionToFill,
    size: int,
    into: SessionToFill | None,
    to_ask: Collection[str],
    problem: PlacementProblem,
) -> str:
    """Return how small a group is, and what could be done."""
    facts = {"session": session_name(session, problem), "people": people(size)}
    if into is None:
        return _capitalised(_("{session} has {people}, and no other session suits them all.").format(**facts))
    sentence = _("{session} has {people}: all could come on {day} instead.").format(
        **facts, day=day(into.day)
    )
    if to_ask:
        sentence += " " + _("Ask first the agreement of {people} already confirmed.").format(
            people=people(len(to_ask))
        )
    return _capitalised(sentence)


def quality_sentence(method: Method, half_days: int, wanted: int, points: int, bound: int) -> str:
    """Return how good a proposal is; the gap is rounded up to a hundredth of a percent."""
    sentence = {
        True: _("{placed} half-days placed of {wanted}: no better proposal exists."),
        False: _("{placed} half-days placed of {wanted}: at most {gap} from the best proposal there may be."),
    }[points >= bound]
    hundredths = math.ceil(10_000 * (bound - points) / bound) if bound else 0
    gap = f"{hundredths // 100},{hundredths % 100:02}{NO_BREAK}%"
    said = sentence.format(placed=_grouped(half_days), wanted=_grouped(wanted), gap=gap)
    if method is Method.SUCCESSIVE and points < bound:
        said += " " + _("There are too many people for the exact search: sessions were filled one by one.")
    return said


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NO_BREAK)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
