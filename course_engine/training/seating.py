"""Who has a place in which session, who waits for one, and what stands in the way of a decision."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Self

from msgspec import Struct

from course_engine.i18n import translator
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.store import Records
from course_engine.training.presence import standing as standing_attendance
from course_engine.training.session_checks import overlap

_ = translator("training")

CONFIRMED, WAITING, CANCELLED = (
    EnrolmentStatus.CONFIRMED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.CANCELLED,
)


class Objection(Struct, frozen=True):
    """What stands in the way of a decision.

    Attributes:
        code: as docs/fichiers-csv.md names it.
        column: the guilty cell, where a file asks for the decision.
        message, hint: what is wrong, and the way out.
        forbids: whether the decision is refused; else it is only doubtful.
    """

    code: str
    column: str
    message: str
    hint: str
    forbids: bool = True


class Seating:
    """The places of every session, as decisions are taken one after the other."""

    def __init__(
        self,
        sessions: Mapping[str, TrainingSession],
        standing: Mapping[Enrolment, EnrolmentDecision],
        has_signed: Callable[[Enrolment], bool],
    ) -> None:
        self._sessions, self._has_signed = sessions, has_signed
        self._status: dict[Enrolment, EnrolmentStatus] = {}
        self._people: Counter[tuple[str, EnrolmentStatus]] = Counter()
        self._sessions_of: defaultdict[str, set[str]] = defaultdict(set)
        for place, decision in standing.items():
            self.take(place, decision.status)

    @classmethod
    def of(cls, records: Records) -> Self:
        """Return the places as they are recorded."""

        def has_signed(place: Enrolment) -> bool:
            facts = standing_attendance(records.attendance.of_session(place.session))
            fact = facts.get((place.session, place.trainee))
            return fact is not None and fact.signed

        return cls(records.schedule.sessions(), records.schedule.standing(), has_signed)

    def status(self, place: Enrolment) -> EnrolmentStatus | None:
        """Return what stands for a person and a session; None where nothing was ever decided."""
        return self._status.get(place)

    def take(self, place: Enrolment, status: EnrolmentStatus) -> None:
        """Count a decision in."""
        if place in self._status:
            self._people[place.session, self._status[place]] -= 1
        self._status[place] = status
        self._people[place.session, status] += 1
        if status is CONFIRMED:
            self._sessions_of[place.trainee].add(place.session)
        else:
            self._sessions_of[place.trainee].discard(place.session)

    def free(self, session: str) -> int:
        """Return how many seats of a session nobody has."""
        return self._sessions[session].capacity - self._people[session, CONFIRMED]

    def objections(self, place: Enrolment, status: EnrolmentStatus) -> Iterable[Objection]:
        """Return what stands in the way of a decision about a session that exists; nothing if it stands already."""
        before = self.status(place)
        if status is before:
            return ()
        if status is CONFIRMED:
            return self._against_confirming(place)
        if status is WAITING:
            return self._against_waiting(place)
        return self._against_cancelling(place)

    def _against_confirming(self, place: Enrolment) -> list[Objection]:
        session, found = self._sessions[place.session], []
        if self.free(place.session) <= 0:
            message = _("the session “{id}” is full: {capacity} places").format(
                id=place.session, capacity=session.capacity
            )
            hint = _("choose another session, or put them on the waiting list")
            found.append(Objection("SE107", "seance", message, hint))
        elif waiting := self._people[place.session, WAITING] - (self.status(place) is WAITING):
            message = _("people who already wait for a place in “{id}”: {count}").format(
                id=place.session, count=waiting
            )
            hint = _("offer them the place first, in the order of the list")
            found.append(Objection("SE122", "seance", message, hint, forbids=False))
        other = self._meanwhile(place)
        if other is not None:
            message = _("“{trainee}” already has a place then, in “{id}”").format(
                trainee=place.trainee, id=other.id
            )
            hint = _("choose another session, or cancel that place")
            found.append(Objection("SE119", "seance", message, hint))
        return found

    def _against_waiting(self, place: Enrolment) -> list[Objection]:
        if self.status(place) is not CONFIRMED:
            return []
        message = _("“{trainee}” has a confirmed place in “{id}”").format(
            trainee=place.trainee, id=place.session
        )
        hint = _("nobody loses a place without being asked: cancel it first")
        return [Objection("SE120", "stagiaire", message, hint)]

    def _against_cancelling(self, place: Enrolment) -> list[Objection]:
        if self.status(place) is None:
            message = _("“{trainee}” has no place in “{id}”").format(trainee=place.trainee, id=place.session)
            return [Objection("SE121", "stagiaire", message, _("correct the session or the identifier"))]
        if self._has_signed(place):
            message = _("“{trainee}” has signed for “{id}”: the place stays").format(
                trainee=place.trainee, id=place.session
            )
            return [Objection("SE123", "stagiaire", message, _("correct the signed sheet first"))]
        return []

    def _meanwhile(self, place: Enrolment) -> TrainingSession | None:
        """Return another session at the same time in which the person has a place, or None."""
        session = self._sessions[place.session]
        others = (self._sessions[one] for one in sorted(self._sessions_of[place.trainee] - {place.session}))
        return next((other for other in others if overlap(session, other)), None)
