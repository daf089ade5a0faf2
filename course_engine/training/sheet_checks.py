"""What a signed sheet may not say, given who is registered and what was planned."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from course_engine.errors import Diagnostic
from course_engine.exchange.csv_sheets import SheetLine
from course_engine.exchange.csv_table import Row, folded
from course_engine.i18n import translator
from course_engine.model.training import Trainee, TrainingSession
from course_engine.training.enrolment_checks import who_and_what_problems

_ = translator("training")


class SheetChecker:
    """Checks the lines of the sheets of one import, in order."""

    def __init__(
        self,
        sessions: Mapping[str, TrainingSession],
        trainees: Mapping[str, Trainee],
        tolerance: timedelta,
    ) -> None:
        self._sessions, self._trainees, self._tolerance = sessions, trainees, tolerance
        self._seen: dict[tuple[str, str], str] = {}

    def problems(self, row: Row[SheetLine]) -> list[Diagnostic]:
        """Return everything that is wrong with one line."""
        line = row.value
        found = who_and_what_problems(row.place, line.session, line.trainee, self._sessions, self._trainees)
        found += self._twice(row)
        if line.trainee in self._trainees:
            found += _name_problems(row, self._trainees[line.trainee])
        if line.session in self._sessions:
            found += self._hour_problems(row, self._sessions[line.session])
        return found

    def _twice(self, row: Row[SheetLine]) -> list[Diagnostic]:
        key = (row.value.session, row.value.trainee)
        first = self._seen.setdefault(key, f"{row.place.file}:{row.place.line}")
        if first == f"{row.place.file}:{row.place.line}":
            return []
        message = _("“{trainee}” is already on this session's sheet, {place}").format(
            trainee=row.value.trainee, place=first
        )
        return [row.place.problem("stagiaire", "EM102", message, _("keep one line"))]

    def _hour_problems(self, row: Row[SheetLine], session: TrainingSession) -> list[Diagnostic]:
        earliest = datetime.combine(session.day, session.begins) - self._tolerance
        latest = datetime.combine(session.day, session.ends) + self._tolerance
        found = []
        for column, hour in (("arrivee", row.value.arrives), ("depart", row.value.leaves)):
            if hour is None or earliest <= datetime.combine(session.day, hour) <= latest:
                continue
            message = _("{hour} is outside the session, {begins} to {ends}").format(
                hour=f"{hour:%H:%M}", begins=f"{session.begins:%H:%M}", ends=f"{session.ends:%H:%M}"
            )
            found.append(row.place.problem(column, "EM103", message, _("correct the hour")))
        return found


def _name_problems(row: Row[SheetLine], trainee: Trainee) -> list[Diagnostic]:
    found = []
    for column, written, registered in (
        ("nom", row.value.last_name, trainee.last_name),
        ("prenom", row.value.first_name, trainee.first_name),
    ):
        if _plain(written) != _plain(registered):
            message = _("“{written}”, but “{id}” is registered as “{registered}”").format(
                written=written, id=trainee.id, registered=registered
            )
            hint = _("correct the name or the identifier")
            found.append(row.place.problem(column, "EM101", message, hint))
    return found


def _plain(name: str) -> str:
    return folded(name).replace("’", "'")
