"""The office's tables, out: each as the file that its import reads."""

from datetime import datetime
from random import Random

from course_engine.exchange.csv_deployments import write_deployments
from course_engine.exchange.csv_sessions import write_enrolments, write_sessions
from course_engine.exchange.csv_territories import write_territories
from course_engine.i18n import translator
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.training.trail import trace

_ = translator("training")


def territories_file(database: Database) -> bytes:
    """Return the CSV of every territory and its communes."""
    with database.reading() as records:
        return write_territories(records.places.territories().values())


def deployments_file(database: Database) -> bytes:
    """Return the CSV of every stay of a stand, in order of time."""
    with database.reading() as records:
        return write_deployments(records.places.deployments().values())


def sessions_file(database: Database) -> bytes:
    """Return the CSV of every session, in order of time."""
    with database.reading() as records:
        return write_sessions(records.schedule.sessions().values())


def enrolments_file(database: Database, *, exported_by: str, now: datetime, rng: Random) -> bytes:
    """Return the CSV of what stands for each person and session; the trail keeps that it was taken away.

    Args:
        database: whence.
        exported_by: the account that takes it, or the user of this computer.
        now: when, aware.
        rng: for the id of the trail's entry.
    """
    with database.writing() as records:
        decisions = records.schedule.standing().values()
        detail = _("enrolments in sessions: {count}").format(count=len(decisions))
        trace(records, TrailAction.LIST_EXPORTED, by=exported_by, detail=detail, now=now, rng=rng)
    return write_enrolments(decisions)
