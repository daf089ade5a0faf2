"""The operation's calendar: where each stand is, was and will be."""

from datetime import datetime

from course_engine.rendering.contexts import CalendarContext
from course_engine.rendering.timeline import calendar_context
from course_engine.store import Database
from course_engine.training.stand_time import on_the_stand


def operation_calendar(database: Database, *, now: datetime, heading: int = 2) -> CalendarContext:
    """Return what the template `calendar.html` is given: the stays drawn, and as a table.

    Args:
        database: the records.
        now: tells where the stands are today, aware.
        heading: level of the calendar's own heading in the page that includes it.
    """
    with database.reading() as records:
        deployments = tuple(records.places.deployments().values())
        names = {key: territory.name for key, territory in records.places.territories().items()}
    return calendar_context(deployments, names, today=on_the_stand(now).date(), heading=heading)
