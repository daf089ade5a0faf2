"""The schedule: sessions and enrolments, imported from the organiser's files."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from random import Random

from course_engine.errors import Diagnostic, InputRefused
from course_engine.exchange.csv_table import Place, Row, Table
from course_engine.i18n import translator
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7

_ = translator("training")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many lines of a file were new, changed something, or changed nothing."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def import_sessions(
    database: Database, table: Table[TrainingSession], *, units: Collection[str]
) -> ImportReport:
    """Record the sessions of a file, all or none. A session may be moved until somebody has signed.

    Args:
        database: where to.
        table: what was read of the file.
        units: the units of the programme.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        known = records.schedule.sessions()
        problems = list(table.problems)
        seen: dict[str, int] = {}
        for row in table.rows:
            problems += _session_problems(row, known.get(row.value.id), units, seen, records)
        if problems:
            raise InputRefused(problems)
        fresh = [row.value for row in table.rows if row.value.id not in known]
        moved = [row.value for row in table.rows if known.get(row.value.id, row.value) != row.value]
        for session in fresh:
            records.schedule.add_session(session)
        for session in moved:
            records.schedule.replace_session(session)
    return ImportReport(len(fresh), len(moved), len(table.rows) - len(fresh) - len(moved))


def import_enrolments(
    database: Database, table: Table[Enrolment], *, decided_by: str, now: datetime, rng: Random
) -> ImportReport:
    """Record the enrolments of a file as confirmed places, all or none.

    Args:
        database: where to.
        table: what was read of the file.
        decided_by: who gives the places.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        known = records.schedule.enrolments()
        problems = [*table.problems, *_enrolment_problems(table, known, records)]
        if problems:
            raise InputRefused(problems)
        fresh = [row.value for row in table.rows if row.value not in known]
        for enrolment in fresh:
            records.schedule.decide(
                EnrolmentDecision(
                    id=uuid7(now, rng),
                    session=enrolment.session,
                    trainee=enrolment.trainee,
                    status=EnrolmentStatus.CONFIRMED,
                    decided_by=decided_by,
                    decided_at=now,
                )
            )
    return ImportReport(added=len(fresh), unchanged=len(table.rows) - len(fresh))


def _session_problems(
    row: Row[TrainingSession],
    known: TrainingSession | None,
    units: Collection[str],
    seen: dict[str, int],
    records: Records,
) -> list[Diagnostic]:
    session, place = row.value, row.place
    problems = []
    if session.unit not in units:
        message = _("no unit is called “{unit}”").format(unit=session.unit)
        hint = _("one of: {words}").format(words=", ".join(units))
        problems.append(place.problem("unite", "SE101", message, hint))
    if session.id in seen:
        message = _("the session “{id}” is already on line {line}").format(
            id=session.id, line=seen[session.id]
        )
        problems.append(place.problem("seance", "SE102", message, _("give it another number")))
    elif known not in {None, session} and records.attendance.of_session(session.id):
        message = _("the session “{id}” is already signed: it can no longer change").format(id=session.id)
        hint = _("give the new session another number")
        problems.append(place.problem("seance", "SE103", message, hint))
    seen.setdefault(session.id, place.line)
    return problems


def _enrolment_problems(
    table: Table[Enrolment], known: Collection[Enrolment], records: Records
) -> list[Diagnostic]:
    sessions = records.schedule.sessions()
    trainees = {person.id for person in records.people.trainees().values() if not person.erased}
    taken = Counter(enrolment.session for enrolment in known)
    seen: dict[Enrolment, int] = {}
    problems = []
    for row in table.rows:
        enrolment, place = row.value, row.place
        problems += who_and_what_problems(place, enrolment.session, enrolment.trainee, sessions, trainees)
        if enrolment in seen:
            message = _("this enrolment is already on line {line}").format(line=seen[enrolment])
            problems.append(place.problem("stagiaire", "SE106", message, _("keep one")))
        elif enrolment.session in sessions and enrolment not in known:
            taken[enrolment.session] += 1
            capacity = sessions[enrolment.session].capacity
            if taken[enrolment.session] > capacity:
                message = _("the session “{id}” is full: {capacity} places").format(
                    id=enrolment.session, capacity=capacity
                )
                problems.append(place.problem("seance", "SE107", message, _("choose another session")))
        seen.setdefault(enrolment, place.line)
    return problems


def who_and_what_problems(
    place: Place,
    session: str,
    trainee: str,
    sessions: Collection[str],
    trainees: Collection[str],
) -> list[Diagnostic]:
    """Return what is wrong with the session and the trainee that a line names."""
    problems = []
    if session not in sessions:
        message = _("no session is called “{id}”").format(id=session)
        hint = _("import the sessions first, or correct the number")
        problems.append(place.problem("seance", "SE104", message, hint))
    if trainee not in trainees:
        message = _("no trainee has the identifier “{id}”").format(id=trainee)
        hint = _("register them first, or correct the identifier")
        problems.append(place.problem("stagiaire", "SE105", message, hint))
    return problems
