"""What a file of enrolments may not say, given who is registered and who has a place already."""

from collections.abc import Collection, Sequence
from datetime import date

from course_engine.errors import Diagnostic
from course_engine.exchange.csv_sessions import EnrolmentLine
from course_engine.exchange.csv_table import Place, Row
from course_engine.i18n import translator
from course_engine.model.training import Enrolment, EnrolmentStatus
from course_engine.store import Records
from course_engine.training.imports import is_error
from course_engine.training.seating import CANCELLED, CONFIRMED, Objection, Seating
from course_engine.training.stand_time import on_the_stand

_ = translator("training")


class EnrolmentFile:
    """Takes the lines of one file in order; the places that it cancels are free for all its lines.

    Attributes:
        taken: what the good lines decide that does not stand already, in order.
        unchanged: how many good lines say what stands already.
    """

    def __init__(self, records: Records, rows: Sequence[Row[EnrolmentLine]]) -> None:
        self._sessions, people = records.schedule.sessions(), records.people.trainees()
        self._trainees = {person.id for person in people.values() if not person.erased}
        self._standing, self._seating = records.schedule.standing(), Seating.of(records)
        self._seen: dict[Enrolment, int] = {}
        self.taken: list[tuple[Enrolment, EnrolmentStatus]] = []
        self.unchanged = 0
        self._cancelled_first(rows)

    def read(self, row: Row[EnrolmentLine]) -> list[Diagnostic]:
        """Return the problems of a line; count it in if it is good."""
        place, wanted = row.value.enrolment, row.value.status or CONFIRMED
        problems = who_and_what_problems(
            row.place, place.session, place.trainee, self._sessions, self._trainees
        )
        if place in self._seen:
            message = _("this enrolment is already on line {line}").format(line=self._seen[place])
            problems.append(row.place.problem("stagiaire", "SE106", message, _("keep one")))
        elif place.session in self._sessions:
            problems += self._decision_problems(row, wanted)
        self._seen.setdefault(place, row.place.line)
        if not any(is_error(problem) for problem in problems):
            self._take(place, wanted)
        return problems

    def _cancelled_first(self, rows: Sequence[Row[EnrolmentLine]]) -> None:
        first = {row.value.enrolment: row.value.status for row in reversed(rows)}
        for place, status in first.items():
            if status is CANCELLED and not any(self._seating.objections(place, CANCELLED)):
                self._seating.take(place, CANCELLED)

    def _decision_problems(self, row: Row[EnrolmentLine], wanted: EnrolmentStatus) -> list[Diagnostic]:
        place, known = row.value.enrolment, self._standing.get(row.value.enrolment)
        if known is not None and row.value.status is None and known.status is not CONFIRMED:
            message = _("since then, “{status}” was decided on {day}").format(
                status=known.status, day=_written(on_the_stand(known.decided_at).date())
            )
            hint = _("write what you want under “etat”, or take the line out")
            return [row.place.problem("stagiaire", "SE118", message, hint)]
        return [_located(row.place, one) for one in self._seating.objections(place, wanted)]

    def _take(self, place: Enrolment, wanted: EnrolmentStatus) -> None:
        known = self._standing.get(place)
        if known is not None and known.status is wanted:
            self.unchanged += 1
        else:
            self.taken.append((place, wanted))
        self._seating.take(place, wanted)


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


def _located(place: Place, objection: Objection) -> Diagnostic:
    located = place.problem if objection.forbids else place.doubt
    return located(objection.column, objection.code, objection.message, objection.hint)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
