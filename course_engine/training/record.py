"""The record: signed sheets become facts of attendance."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from course_engine.errors import InputRefused
from course_engine.exchange.csv_sheets import SheetLine
from course_engine.exchange.csv_table import Row, Table
from course_engine.i18n import translator
from course_engine.model.register import SignedBy, SigningMeans
from course_engine.model.training import Attendance, TrainingSession
from course_engine.store import Database
from course_engine.training.presence import standing
from course_engine.training.register.chain import enter
from course_engine.training.register.entry import Entry
from course_engine.training.register.hours import TOLERANCE, Hours
from course_engine.training.sheet_checks import SheetChecker
from course_engine.training.stand_time import in_utc, on_the_stand

_ = translator("training")


class AttendanceReport(Struct, frozen=True):
    """What an import did.

    Attributes:
        added: signatures recorded for the first time.
        corrected: one sentence for each line that differs from what was recorded before.
        unchanged: lines that were recorded already.
        absent: lines without a signature.
    """

    added: int
    corrected: tuple[str, ...]
    unchanged: int
    absent: int


def import_sheets(
    database: Database,
    tables: Sequence[Table[SheetLine]],
    *,
    entered_by: str,
    now: datetime,
    rng: Random,
    tolerance: timedelta = TOLERANCE,
) -> AttendanceReport:
    """Record signed sheets, all or none. Imported again, they add nothing; a changed line corrects.

    Args:
        database: where to.
        tables: what was read of each sheet.
        entered_by: who types them in.
        now: when, aware.
        rng: for the ids of the facts.
        tolerance: how far outside the session's hours one may arrive and leave.

    Raises:
        InputRefused: the sheets have problems; carries all of them, and nothing was recorded.
    """
    rows = [row for table in tables for row in table.rows]
    with database.writing() as records:
        sessions = records.schedule.sessions()
        checker = SheetChecker(sessions, records.people.trainees(), tolerance)
        problems = [problem for table in tables for problem in table.problems]
        problems += [problem for row in rows for problem in checker.problems(row)]
        if problems:
            raise InputRefused(problems)
        recorder = _Recorder(sessions, Entry(entered_by, now, rng))
        named = dict.fromkeys(row.value.session for row in rows)
        known = standing(fact for session in named for fact in records.attendance.of_session(session))
        for row in rows:
            fact = recorder.fact(row, known.get((row.value.session, row.value.trainee)))
            if fact is not None:
                signed = SignedBy(attendance=fact.id, means=SigningMeans.PAPER) if fact.signed else None
                enter(records, fact, signed, rng=rng)
    return recorder.report()


class _Recorder:
    """Turns the lines of checked sheets into facts, and counts what it did."""

    def __init__(self, sessions: Mapping[str, TrainingSession], entry: Entry) -> None:
        self._sessions, self._entry = sessions, entry
        self._added = self._unchanged = self._absent = 0
        self._corrected: list[str] = []

    def fact(self, row: Row[SheetLine], known: Attendance | None) -> Attendance | None:
        """Return the fact that a line adds to what is `known` of the same session and trainee, or None."""
        line = row.value
        session = self._sessions[line.session]
        hours = Hours.none(session)
        if line.arrives and line.leaves:
            hours = Hours(in_utc(session.day, line.arrives), in_utc(session.day, line.leaves))
        if known is None and not line.signed:
            self._absent += 1
            return None
        if known and (Hours.of(known), known.signed) == (hours, line.signed):
            self._unchanged += 1
            return None
        if known:
            self._corrected.append(_sentence(row, known))
        else:
            self._added += 1
        return self._entry.fact(session, line.trainee, hours, signed=line.signed, corrects=known)

    def report(self) -> AttendanceReport:
        """Return what was done."""
        return AttendanceReport(self._added, tuple(self._corrected), self._unchanged, self._absent)


def _sentence(row: Row[SheetLine], known: Attendance) -> str:
    line = row.value
    begins, ends = on_the_stand(known.begins), on_the_stand(known.ends)
    before = f"{begins:%H:%M}-{ends:%H:%M}" if known.signed else _("not signed")
    after = f"{line.arrives:%H:%M}-{line.leaves:%H:%M}" if line.signed else _("not signed")
    return _("{file}, line {line}: {trainee} in {session}, {before} becomes {after}").format(
        file=row.place.file,
        line=row.place.line,
        trainee=line.trainee,
        session=line.session,
        before=before,
        after=after,
    )
