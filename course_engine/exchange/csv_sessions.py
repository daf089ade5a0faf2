"""Sessions and enrolments, as the organiser's office types them."""

from course_engine.exchange.csv_table import Row, RowReader, Table, read_rows
from course_engine.exchange.csv_values import day, hour, identity, text, whole_number, word
from course_engine.i18n import translator
from course_engine.model.training import Enrolment, HalfDay, TrainingSession

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
)
ENROLMENT_COLUMNS = ("seance", "stagiaire")
SESSION_ID = r"[A-Za-z0-9-]{1,40}"
UNIT_ID = r"[a-z0-9-]{2,40}"
TRAINEE_ID = r"[a-z0-9-]{4,40}"


def read_sessions(content: bytes, file: str) -> Table[TrainingSession]:
    """Read a file of sessions.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of sessions at all; the problems of its lines are in the table.
    """
    rows, problems = [], []
    for reader in read_rows(content, file, SESSION_COLUMNS):
        session = None if reader.problems else _session(reader)
        if session is not None:
            rows.append(Row(session, reader.place))
        problems += reader.problems
    return Table(tuple(rows), tuple(problems))


def read_enrolments(content: bytes, file: str) -> Table[Enrolment]:
    """Read a file of enrolments.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of enrolments at all; the problems of its lines are in the table.
    """
    rows, problems = [], []
    for reader in read_rows(content, file, ENROLMENT_COLUMNS):
        if not reader.problems:
            session = identity(reader, "seance", SESSION_ID)
            trainee = identity(reader, "stagiaire", TRAINEE_ID)
            if not reader.problems:
                rows.append(Row(Enrolment(session=session, trainee=trainee), reader.place))
        problems += reader.problems
    return Table(tuple(rows), tuple(problems))


def _session(row: RowReader) -> TrainingSession | None:
    session, unit = identity(row, "seance", SESSION_ID), identity(row, "unite", UNIT_ID)
    when, half_day = day(row, "date"), word(row, "demi-journee", HalfDay)
    begins, ends = hour(row, "debut", required=True), hour(row, "fin", required=True)
    place, animator = text(row, "lieu"), text(row, "animateur")
    capacity = whole_number(row, "places")
    if begins and ends and begins >= ends:
        message = _("the session ends at {ends}, before it begins").format(ends=row.cells["fin"])
        row.refuse("fin", "CSV203", message, _("correct the hours"))
    if row.problems or not (when and half_day and begins and ends and capacity):
        return None
    return TrainingSession(
        id=session,
        unit=unit,
        day=when,
        half_day=half_day,
        begins=begins,
        ends=ends,
        place=place,
        capacity=capacity,
        animator=animator,
    )
