"""Deployments: which stand stays where, imported from the organiser's file."""

from collections.abc import Collection, Iterable
from datetime import date

from course_engine.errors import Diagnostic
from course_engine.exchange.csv_table import Row, Table
from course_engine.i18n import translator
from course_engine.model.places import Deployment
from course_engine.model.training import TrainingSession
from course_engine.store import Database
from course_engine.training.imports import ImportReport, Plan, screen

_ = translator("training")

USUAL_DAYS = (90, 160)
"""A stay is some four months long (operation.md): outside these, a date is more likely mistyped."""


def import_deployments(
    database: Database, table: Table[Deployment], *, keep_good: bool = False
) -> ImportReport:
    """Record the stays of a file, all or none.

    Args:
        database: where to.
        table: what was read of the file.
        keep_good: whether the good lines are taken where others are bad.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        territories = records.places.territories()
        sessions = records.schedule.sessions().values()

        def check(row: Row[Deployment], plan: Plan[Deployment]) -> list[Diagnostic]:
            held = [session for session in sessions if session.deployment == row.value.id]
            return [
                *_own_problems(row, territories),
                *_clashes(row, plan),
                *_problems_with_sessions(row, held),
            ]

        screened = screen(table, records.places.deployments(), check, keep_good=keep_good)
        for deployment in (*screened.fresh, *screened.changed):
            records.places.save_deployment(deployment)
    return screened.report


def _own_problems(row: Row[Deployment], territories: Collection[str]) -> list[Diagnostic]:
    stay, place = row.value, row.place
    found = []
    if stay.territory not in territories:
        message = _("no territory has the identifier “{id}”").format(id=stay.territory)
        hint = _("import the territories first, or correct the identifier")
        found.append(place.problem("territoire", "DE101", message, hint))
    days = (stay.ends - stay.begins).days + 1
    least, most = USUAL_DAYS
    if not least <= days <= most:
        message = _("the stay lasts {days} days: four months are expected").format(days=days)
        found.append(place.doubt("fin", "DE104", message, _("check the dates")))
    return found


def _clashes(row: Row[Deployment], plan: Plan[Deployment]) -> list[Diagnostic]:
    stay, place = row.value, row.place
    if stay.id in plan.lines:
        message = _("the stay “{id}” is already on line {line}").format(id=stay.id, line=plan.lines[stay.id])
        return [place.problem("sejour", "DE102", message, _("give it another identifier"))]
    for other in plan.values.values():
        if other.stand == stay.stand and other.begins <= stay.ends and stay.begins <= other.ends:
            message = _("“{stand}” is already elsewhere then: stay “{id}”, {begins} to {ends}").format(
                stand=stay.stand, id=other.id, begins=_written(other.begins), ends=_written(other.ends)
            )
            return [place.problem("debut", "DE103", message, _("correct the dates or the stand"))]
    return []


def _problems_with_sessions(row: Row[Deployment], held: Iterable[TrainingSession]) -> list[Diagnostic]:
    stay, place = row.value, row.place
    found = []
    outside = [session for session in held if not stay.begins <= session.day <= stay.ends]
    if outside:
        message = _("{count} sessions would be outside the stay, the first is “{id}” on {day}").format(
            count=len(outside), id=outside[0].id, day=_written(outside[0].day)
        )
        hint = _("change the sessions first, or correct the dates")
        found.append(place.problem("debut", "DE105", message, hint))
    most = max((session.capacity for session in held), default=0)
    if most > stay.capacity:
        message = _("a session of this stay has {most} seats, more than {capacity}").format(
            most=most, capacity=stay.capacity
        )
        hint = _("lower the places of the sessions first")
        found.append(place.problem("places", "DE106", message, hint))
    return found


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
