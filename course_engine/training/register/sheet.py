"""The sheet of a session: a line for each person, what stands of it, and everything that stood before."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.names import by_name
from course_engine.model.register import Countersignature, SignedBy
from course_engine.model.training import Attendance, EnrolmentStatus, Trainee, TrainingSession
from course_engine.store import Database, Records
from course_engine.training.agenda import session_in_scope
from course_engine.training.presence import standing
from course_engine.training.register.chain import head_of
from course_engine.training.register.digests import sheet_digest
from course_engine.training.register.findings import Finding
from course_engine.training.register.hours import Hours
from course_engine.training.register.verification import doubts_about_session, short

_ = translator("training")


class SheetLine(Struct, frozen=True):
    """One person of a sheet.

    Attributes:
        expected: whether they have a place in the session.
        fact: the attendance that stands; None where nothing was entered.
        signed: how they signed for it, or for what it corrects; None where they did not.
        history: every fact about them, oldest first, the one that stands included.
    """

    trainee: Trainee
    expected: bool
    fact: Attendance | None
    signed: SignedBy | None
    history: tuple[Attendance, ...]

    @property
    def is_present(self) -> bool:
        """Whether they signed, and nobody said since that they did not."""
        return self.fact is not None and self.fact.signed

    def is_partial(self, session: TrainingSession) -> bool:
        """Return whether they were there for a part of the session only."""
        return self.fact is not None and self.fact.signed and Hours.of(self.fact) != Hours.planned(session)


class AttendanceSheet(Struct, frozen=True):
    """The register of one session.

    Attributes:
        lines: in order of name.
        countersignature: the last one; None before the first.
        is_countersigned: whether it is about what the sheet says now.
        head: the beginning of the hash of the stand's last link, as it is printed; may be empty.
        findings: what no longer says what was sealed, on this sheet.
        people: the names of those who entered something, by account; who is not there signs by their login.
    """

    session: TrainingSession
    lines: tuple[SheetLine, ...]
    countersignature: Countersignature | None
    is_countersigned: bool
    head: str
    findings: tuple[Finding, ...]
    people: Mapping[str, str]

    @property
    def present(self) -> int:
        """How many people signed."""
        return sum(line.is_present for line in self.lines)


def attendance_sheet(database: Database, account: Account, session: str) -> AttendanceSheet:
    """Return the sheet of a session, to somebody who works there.

    Raises:
        NotFound: there is none of that id where `account` works.
    """
    with database.reading() as records:
        found, _stay = session_in_scope(records, account, session)
        return sheet_of(records, found)


def office_sheet(database: Database, session: str) -> AttendanceSheet:
    """Return the sheet of a session, to whoever holds the records.

    Raises:
        NotFound: there is none of that id.
    """
    with database.reading() as records:
        found = records.schedule.sessions().get(session)
        if found is None:
            raise NotFound(_("No session is called “{id}”.").format(id=session))
        return sheet_of(records, found)


def sheet_of(records: Records, session: TrainingSession) -> AttendanceSheet:
    """Return the sheet of a session, in the caller's transaction."""
    facts, signed = records.attendance.of_session(session.id), records.register.signed(session.id)
    countersignatures = records.register.countersignatures(session.id)
    last = countersignatures[-1] if countersignatures else None
    return AttendanceSheet(
        session=session,
        lines=_lines(records, session, facts, signed),
        countersignature=last,
        is_countersigned=last is not None and last.sheet == standing_digest(facts, signed),
        head=short(head_of(records)),
        findings=doubts_about_session(records, session.id),
        people={account: known.name for account, known in records.accounts.accounts().items()},
    )


def standing_digest(facts: Iterable[Attendance], signed: Mapping[UUID, SignedBy]) -> str:
    """Return the digest of what the standing facts of a session say: what a countersignature is about."""
    return sheet_digest((fact, signed.get(fact.id)) for fact in standing(facts).values())


def signature_of(
    fact: Attendance | None, facts: Mapping[UUID, Attendance], signed: Mapping[UUID, SignedBy]
) -> SignedBy | None:
    """Return how a fact was signed: by itself or, for corrected hours, by what it corrects.

    Args:
        fact: the attendance that stands.
        facts: those of the session, by id.
        signed: how they were signed, by the id of the attendance.
    """
    while fact is not None and fact.signed:
        if fact.id in signed:
            return signed[fact.id]
        fact = facts.get(fact.corrects) if fact.corrects else None
    return None


def _lines(
    records: Records,
    session: TrainingSession,
    facts: tuple[Attendance, ...],
    signed: Mapping[UUID, SignedBy],
) -> tuple[SheetLine, ...]:
    people = records.people.trainees()
    expected = {
        place.trainee
        for place, decision in records.schedule.standing().items()
        if place.session == session.id and decision.status is EnrolmentStatus.CONFIRMED
    }
    stands = {trainee: fact for (_session, trainee), fact in standing(facts).items()}
    by_id = {fact.id: fact for fact in facts}
    here = [people.get(trainee) or Trainee.nobody(trainee) for trainee in expected | stands.keys()]
    return tuple(
        SheetLine(
            trainee=person,
            expected=person.id in expected,
            fact=stands.get(person.id),
            signed=signature_of(stands.get(person.id), by_id, signed),
            history=tuple(fact for fact in facts if fact.trainee == person.id),
        )
        for person in sorted(here, key=by_name)
    )
