"""Sessions and enrolments, as the organiser's office types them."""

from collections.abc import Iterable
from datetime import date, time

from msgspec import Struct

from course_engine.exchange.csv_table import RowReader, Table, read_table
from course_engine.exchange.csv_values import (
    STAY_ID,
    day,
    hour,
    identity,
    optional_text,
    text,
    whole_number,
    word,
)
from course_engine.exchange.csv_writing import write_csv
from course_engine.i18n import translator
from course_engine.model.training import (
    Enrolment,
    EnrolmentDecision,
    EnrolmentStatus,
    HalfDay,
    TrainingSession,
)

_ = translator("exchange")

SESSION_COLUMNS = (
    "seance",
    "unite",
    "date",
    "demi-journee",
    "debut",
    "fin",
    "lieu",
    "places",
    "animateur",
    "sejour",
)
ENROLMENT_COLUMNS = ("seance", "stagiaire", "etat")
SESSION_ID = r"[A-Za-z0-9-]{1,40}"
UNIT_ID = r"[a-z0-9-]{2,40}"
TRAINEE_ID = r"[a-z0-9-]{4,40}"


class SessionLine(Struct, frozen=True):
    """One line of a file of sessions.

    Attributes:
        place, capacity: None where they are those of the stay.
        deployment: the stay of a stand; None where the line names none.
    """

    id: str
    unit: str
    day: date
    half_day: HalfDay
    begins: time
    ends: time
    animator: str
    place: str | None = None
    capacity: int | None = None
    deployment: str | None = None


class EnrolmentLine(Struct, frozen=True):
    """One line of a file of enrolments; the status is None where the line does not say."""

    enrolment: Enrolment
    status: EnrolmentStatus | None = None


def read_sessions(content: bytes, file: str) -> Table[SessionLine]:
    """Read a file of sessions.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of sessions at all; the problems of its lines are in the table.
    """
    return read_table(content, file, SESSION_COLUMNS, _session, optional=["sejour"])


def read_enrolments(content: bytes, file: str) -> Table[EnrolmentLine]:
    """Read a file of enrolments.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of enrolments at all; the problems of its lines are in the table.
    """
    return read_table(content, file, ENROLMENT_COLUMNS, _enrolment, optional=["etat"])


def write_sessions(sessions: Iterable[TrainingSession]) -> bytes:
    """Return sessions as the file that `read_sessions` reads."""
    return write_csv(
        SESSION_COLUMNS,
        (
            (
                session.id,
                session.unit,
                session.day,
                session.half_day,
                session.begins,
                session.ends,
                session.place,
                session.capacity,
                session.animator,
                session.deployment,
            )
            for session in sessions
        ),
    )


def write_enrolments(decisions: Iterable[EnrolmentDecision]) -> bytes:
    """Return the decisions that stand as the file that `read_enrolments` reads: no name is in it."""
    return write_csv(
        ENROLMENT_COLUMNS, ((decision.session, decision.trainee, decision.status) for decision in decisions)
    )


def _enrolment(row: RowReader) -> EnrolmentLine | None:
    session, trainee = identity(row, "seance", SESSION_ID), identity(row, "stagiaire", TRAINEE_ID)
    status = word(row, "etat", EnrolmentStatus) if row.cells["etat"] else None
    return None if row.problems else EnrolmentLine(Enrolment(session=session, trainee=trainee), status)


def _session(row: RowReader) -> SessionLine | None:
    session, unit = identity(row, "seance", SESSION_ID), identity(row, "unite", UNIT_ID)
    when, half_day = day(row, "date"), word(row, "demi-journee", HalfDay)
    begins, ends = hour(row, "debut", required=True), hour(row, "fin", required=True)
    stay, animator = identity(row, "sejour", STAY_ID, required=False), text(row, "animateur")
    # A stay has a room and seats: a session of it needs to say only what differs.
    place = optional_text(row, "lieu") if row.cells["sejour"] else text(row, "lieu")
    capacity = whole_number(row, "places", required=not row.cells["sejour"])
    if begins and ends and begins >= ends:
        message = _("the session ends at {ends}, before it begins").format(ends=row.cells["fin"])
        row.refuse("fin", "CSV203", message, _("correct the hours"))
    if row.problems or not (when and half_day and begins and ends):
        return None
    return SessionLine(
        id=session,
        unit=unit,
        day=when,
        half_day=half_day,
        begins=begins,
        ends=ends,
        animator=animator,
        place=place or None,
        capacity=capacity,
        deployment=stay or None,
    )
