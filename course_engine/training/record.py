"""The record: signed sheets become facts of attendance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from course_engine.errors import InputRefused
from course_engine.exchange.csv_sheets import SheetLine
from course_engine.exchange.csv_table import Row, Table
from course_engine.i18n import translator
from course_engine.model.training import Attendance, TrainingSession
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.presence import standing
from course_engine.training.sheet_checks import SheetChecker
from course_engine.training.stand_time import in_utc, on_the_stand

_ = translator("training")

TOLERANCE = timedelta(minutes=30)
"""How long before a session one may arrive, and after it leave, without it being a typing mistake."""


@dataclass(frozen=True, slots=True)
class AttendanceReport:
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
        recorder = _Recorder(sessions, entered_by, now, rng)
        named = dict.fromkeys(row.value.session for row in rows)
        known = standing(fact for session in named for fact in records.attendance.of_session(session))
        for row in rows:
            fact = recorder.fact(row, known.get((row.value.session, row.value.trainee)))
            if fact is not None:
                records.attendance.append(fact)
    return recorder.report()


class _Recorder:
    """Turns the lines of checked sheets into facts, and counts what it did."""

    def __init__(
        self, sessions: Mapping[str, TrainingSession], entered_by: str, now: datetime, rng: Random
    ) -> None:
        self._sessions, self._entered_by, self._now, self._rng = sessions, entered_by, now, rng
        self._added = self._unchanged = self._absent = 0
        self._corrected: list[str] = []

    def fact(self, row: Row[SheetLine], known: Attendance | None) -> Attendance | None:
        """Return the fact that a line adds to what is `known` of the same session and trainee, or None."""
        line = row.value
        session = self._sessions[line.session]
        # Who did not sign spent no time: from the session's beginning to the same instant.
        begins = in_utc(session.day, line.arrives or session.begins)
        ends = in_utc(session.day, line.leaves or session.begins)
        if known is None and not line.signed:
            self._absent += 1
            return None
        if known and (known.begins, known.ends, known.signed) == (begins, ends, line.signed):
            self._unchanged += 1
            return None
        if known:
            self._corrected.append(_sentence(row, known))
        else:
            self._added += 1
        return Attendance(
            id=uuid7(self._now, self._rng),
            trainee=line.trainee,
            session=line.session,
            half_day=session.half_day,
            begins=begins,
            ends=ends,
            signed=line.signed,
            entered_by=self._entered_by,
            entered_at=self._now,
            corrects=known.id if known else None,
        )

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
