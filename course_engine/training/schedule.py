"""The schedule: sessions and enrolments, imported from the organiser's files."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from random import Random

from course_engine.exchange.csv_sessions import EnrolmentLine, SessionLine
from course_engine.exchange.csv_table import Table
from course_engine.store import Database
from course_engine.training.enrolment import Ruling
from course_engine.training.enrolment_checks import EnrolmentFile
from course_engine.training.imports import ImportReport, screen, settled
from course_engine.training.session_checks import SessionChecker, planned


def import_sessions(
    database: Database, table: Table[SessionLine], *, units: Collection[str], keep_good: bool = False
) -> ImportReport:
    """Record the sessions of a file, all or none.

    A session may be moved until somebody has a place in it; what was signed for stays as it was.

    Args:
        database: where to.
        table: what was read of the file.
        units: the units of the programme.
        keep_good: whether the good lines are taken where others are bad.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        known, stays = records.schedule.sessions(), records.places.deployments()
        sessions = planned(table, known, stays)
        checker = SessionChecker(
            units=units,
            stays=stays,
            known=known,
            signed={row.value.id for row in sessions.rows if records.attendance.of_session(row.value.id)},
            confirmed=Counter(enrolment.session for enrolment in records.schedule.enrolments()),
        )
        screened = screen(sessions, known, checker.problems, keep_good=keep_good)
        for session in screened.fresh:
            records.schedule.add_session(session)
        for session in screened.changed:
            records.schedule.replace_session(session)
    return screened.report


def import_enrolments(
    database: Database,
    table: Table[EnrolmentLine],
    *,
    decided_by: str,
    now: datetime,
    rng: Random,
    keep_good: bool = False,
) -> ImportReport:
    """Record what the lines of a file decide, all or none, in their order.

    Args:
        database: where to.
        table: what was read of the file.
        decided_by: who decides.
        now: when, aware.
        rng: for the ids of the facts.
        keep_good: whether the good lines are taken where others are bad.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        before = records.schedule.standing()
        file = EnrolmentFile(records, table.rows)
        found = [*table.problems, *(problem for row in table.rows for problem in file.read(row))]
        problems, refused = settled(found, keep_good=keep_good)
        for rank, (place, status) in enumerate(file.taken):
            # The waiting list keeps the order of the file: its instants tell it.
            ruling = Ruling(decided_by, now + timedelta(microseconds=rank), rng)
            records.schedule.decide(ruling.decision(place, status))
    changed = sum(place in before for place, _status in file.taken)
    return ImportReport(len(file.taken) - changed, changed, file.unchanged, refused, problems)
