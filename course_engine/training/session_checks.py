"""What a file of sessions may not say, given the stays of the stands and what is planned already."""

from collections.abc import Collection, Mapping
from datetime import time

from msgspec import Struct
from msgspec.structs import fields, replace

from course_engine.errors import Diagnostic
from course_engine.exchange.csv_sessions import SessionLine
from course_engine.exchange.csv_table import Row, Table
from course_engine.i18n import translator
from course_engine.model.places import Deployment
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.training.imports import Plan

_ = translator("training")

SATURDAY = 5
USUAL_HOURS: Mapping[HalfDay, tuple[time, time]] = {
    HalfDay.MORNING: (time(7), time(14)),
    HalfDay.AFTERNOON: (time(12), time(20)),
    HalfDay.EVENING: (time(17), time(23, 59)),
    HalfDay.SATURDAY_MORNING: (time(7), time(14)),
}
"""Between which hours each half-day is held; outside them, one of the two is more likely mistyped."""


def planned(
    table: Table[SessionLine], known: Mapping[str, TrainingSession], stays: Mapping[str, Deployment]
) -> Table[TrainingSession]:
    """Return the sessions that lines plan: what they leave out is their stay's.

    A line that names no stay leaves a known session in the one that it has.
    """
    rows, problems = [], list(table.problems)
    for row in table.rows:
        line = row.value
        if line.deployment is None and line.id in known:
            line = replace(line, deployment=known[line.id].deployment)
        stay = stays.get(line.deployment or "")
        if line.deployment is not None and stay is None:
            message = _("no stay has the identifier “{id}”").format(id=line.deployment)
            hint = _("import the stays first, or correct the identifier")
            problems.append(row.place.problem("sejour", "SE108", message, hint))
        else:
            rows.append(Row(_session(line, stay), row.place))
    return Table(tuple(rows), tuple(problems))


def _session(line: SessionLine, stay: Deployment | None) -> TrainingSession:
    values = {name.name: getattr(line, name.name) for name in fields(line)}
    if stay is not None:
        values["place"] = line.place or stay.room
        values["capacity"] = line.capacity or stay.capacity
    return TrainingSession.model_validate(values)


class SessionChecker(Struct, frozen=True):
    """Checks the lines of one file of sessions.

    Attributes:
        units: those of the programme.
        stays: every stay, by id.
        known: the sessions planned before.
        signed: ids of the sessions that somebody has signed.
        confirmed: how many people have a place in each session.
    """

    units: Collection[str]
    stays: Mapping[str, Deployment]
    known: Mapping[str, TrainingSession]
    signed: Collection[str]
    confirmed: Mapping[str, int]

    def problems(self, row: Row[TrainingSession], plan: Plan[TrainingSession]) -> list[Diagnostic]:
        """Return what is wrong or doubtful in a line, given what is planned without it."""
        return [
            *self._own_problems(row, plan),
            *_hour_problems(row),
            *self._stay_problems(row, plan),
            *self._moves(row),
        ]

    def _own_problems(self, row: Row[TrainingSession], plan: Plan[TrainingSession]) -> list[Diagnostic]:
        session, place = row.value, row.place
        found = []
        if session.unit not in self.units:
            message = _("no unit is called “{unit}”").format(unit=session.unit)
            hint = _("one of: {words}").format(words=", ".join(self.units))
            found.append(place.problem("unite", "SE101", message, hint))
        if session.id in plan.lines:
            message = _("the session “{id}” is already on line {line}").format(
                id=session.id, line=plan.lines[session.id]
            )
            found.append(place.problem("seance", "SE102", message, _("give it another number")))
        return found

    def _stay_problems(self, row: Row[TrainingSession], plan: Plan[TrainingSession]) -> list[Diagnostic]:
        session, place = row.value, row.place
        if session.deployment is None:
            return []
        stay, found = self.stays[session.deployment], []
        if not stay.begins <= session.day <= stay.ends:
            message = _("{day} is outside the stay “{id}”, {begins} to {ends}").format(
                day=f"{session.day:%d/%m/%Y}",
                id=stay.id,
                begins=f"{stay.begins:%d/%m/%Y}",
                ends=f"{stay.ends:%d/%m/%Y}",
            )
            found.append(place.problem("date", "SE109", message, _("correct the date or the stay")))
        if session.capacity > stay.capacity:
            message = _("{places} places, but the stand has {capacity}").format(
                places=session.capacity, capacity=stay.capacity
            )
            hint = _("write at most {capacity}, or leave the cell empty").format(capacity=stay.capacity)
            found.append(place.problem("places", "SE110", message, hint))
        other = next(
            (one for one in plan.values.values() if one.id != session.id and meet(one, session)), None
        )
        if other is not None:
            message = _("the stand already holds “{id}” then, {begins} to {ends}").format(
                id=other.id, begins=f"{other.begins:%H:%M}", ends=f"{other.ends:%H:%M}"
            )
            found.append(place.problem("debut", "SE111", message, _("correct the date or the hours")))
        return found

    def _moves(self, row: Row[TrainingSession]) -> list[Diagnostic]:
        """Return what stands in the way of a change: signatures, and people who have a place."""
        session, place, before = row.value, row.place, self.known.get(row.value.id)
        if before is None or before == session:
            return []
        people = self.confirmed.get(session.id, 0)
        if session.id in self.signed and _seen(before) != _seen(session):
            message = _("the session “{id}” is already signed: it can no longer change").format(id=session.id)
            hint = _("give the new session another number")
            return [place.problem("seance", "SE103", message, hint)]
        found = []
        if people and _agreed(before) != _agreed(session):
            message = _("people who have a place in “{id}”: {count}; they agreed to {day}, {begins}").format(
                id=session.id, count=people, day=f"{before.day:%d/%m/%Y}", begins=f"{before.begins:%H:%M}"
            )
            hint = _(
                "ask them first: cancel their places and enrol them anew, or give a new session a number"
            )
            found.append(place.problem("date", "SE112", message, hint))
        elif people and before.place != session.place:
            message = _("people who have a place in “{id}”: {count}; the room changes").format(
                id=session.id, count=people
            )
            found.append(place.doubt("lieu", "SE113", message, _("tell them")))
        if people > session.capacity:
            message = _("{places} places for {count} people who have one").format(
                places=session.capacity, count=people
            )
            hint = _("cancel places first, or write a greater number")
            found.append(place.problem("places", "SE114", message, hint))
        return found


def meet(one: TrainingSession, other: TrainingSession) -> bool:
    """Return whether two sessions of one stay are held at the same time."""
    return one.deployment == other.deployment and overlap(one, other)


def overlap(one: TrainingSession, other: TrainingSession) -> bool:
    """Return whether two sessions are held at the same time."""
    return one.day == other.day and one.begins < other.ends and other.begins < one.ends


def _hour_problems(row: Row[TrainingSession]) -> list[Diagnostic]:
    session, place = row.value, row.place
    on_saturday = session.day.weekday() == SATURDAY
    if session.half_day is HalfDay.SATURDAY_MORNING and not on_saturday:
        message = _("{day} is no Saturday").format(day=f"{session.day:%d/%m/%Y}")
        return [place.problem("demi-journee", "SE115", message, _("correct the date or the half-day"))]
    found = []
    if session.half_day is HalfDay.MORNING and on_saturday:
        message = _("{day} is a Saturday").format(day=f"{session.day:%d/%m/%Y}")
        hint = _("write “samedi-matin”: people say whether they are free then")
        found.append(place.doubt("demi-journee", "SE116", message, hint))
    earliest, latest = USUAL_HOURS[session.half_day]
    for column, hour in (("debut", session.begins), ("fin", session.ends)):
        if not earliest <= hour <= latest:
            message = _("{hour} is unusual for “{half_day}”").format(
                hour=f"{hour:%H:%M}", half_day=session.half_day
            )
            found.append(place.doubt(column, "SE117", message, _("check the hour and the half-day")))
    return found


def _seen(session: TrainingSession) -> tuple[object, ...]:
    """Return what those who signed can bear witness to."""
    return (*_agreed(session), session.place, session.animator)


def _agreed(session: TrainingSession) -> tuple[object, ...]:
    """Return what people agreed to when they took a place."""
    return (session.unit, session.day, session.half_day, session.begins, session.ends)
