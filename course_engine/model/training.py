"""What happens on the stand: people, sessions, and facts that are never edited."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.model.response import Response, Score

SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,40}$")]
"""What a session is called in the office's files."""


class HalfDay(StrEnum):
    """When in the day a session is held."""

    MORNING = "matin"
    AFTERNOON = "apres-midi"
    EVENING = "soir"
    SATURDAY_MORNING = "samedi-matin"


class Trainee(Frozen):
    """A person who follows a path.

    Attributes:
        erased: whether their name was erased: the record only knows that somebody was there.
    """

    id: OpaqueId
    last_name: str
    first_name: str
    employer: str
    role: Role | None
    erased: bool = Field(default=False, exclude=True)

    @classmethod
    def of(cls, form: Registration, role: Role | None) -> Self:
        """Return who a registration form is of; the role is one of its answers."""
        return cls(
            id=form.id,
            last_name=form.last_name,
            first_name=form.first_name,
            employer=form.employer,
            role=role,
        )

    @classmethod
    def nobody(cls, trainee: str) -> Self:
        """Return how somebody whose name was erased is shown: « Personne effacée (tr4f2a) »."""
        return cls.of(Registration.nobody(trainee), None).model_copy(update={"erased": True})

    @property
    def full_name(self) -> str:
        """First name then last name, as an attestation prints it."""
        return f"{self.first_name} {self.last_name}"


class TrainingSession(Frozen):
    """A dated occurrence of a unit. Times are local to the stand (Europe/Paris).

    Attributes:
        deployment: the stay of a stand that it is part of; None where it was imported without one.
    """

    id: SessionId
    unit: Slug
    day: date
    half_day: HalfDay
    begins: time
    ends: time
    place: str
    capacity: int = Field(ge=1)
    animator: str
    deployment: Slug | None = None


class Enrolment(Frozen):
    """A place kept for a trainee in a session."""

    session: str
    trainee: OpaqueId


class EnrolmentStatus(StrEnum):
    """What was decided of a person and a session."""

    CONFIRMED = "confirmee"
    WAITING = "liste-d-attente"
    CANCELLED = "annulee"


class EnrolmentDecision(Frozen):
    """A fact: what was decided of one person and one session; the latest stands.

    Attributes:
        id: UUIDv7 made where it was decided.
        reason: said by whoever decided; may be empty.
        decided_by: the account, or the file that said so.
    """

    id: UUID
    session: str
    trainee: OpaqueId
    status: EnrolmentStatus
    reason: str = Field(default="", max_length=500)
    decided_by: str
    decided_at: AwareDatetime


class Attendance(Frozen):
    """A fact: this trainee signed for this session, from one hour to another.

    Attributes:
        id: UUIDv7 made where the fact was entered.
        begins, ends: the hours really spent, in UTC.
        signed: whether the trainee signed; only a correction says that they did not.
        entered_by: who typed it in.
        entered_at: when, in UTC.
        corrects: the fact that this one replaces, if any; facts are never edited.
    """

    id: UUID
    trainee: OpaqueId
    session: str
    half_day: HalfDay
    begins: AwareDatetime
    ends: AwareDatetime
    signed: bool = True
    entered_by: str
    entered_at: AwareDatetime
    corrects: UUID | None = None

    @property
    def minutes(self) -> int:
        """The time spent, in whole minutes."""
        return int((self.ends - self.begins).total_seconds() // 60)


class Answer(Frozen):
    """A fact: this trainee gave this response to this question.

    Attributes:
        id: UUIDv7 made where the answer was given.
        catalogue: digest of the catalogue that the question was read in.
        answered_at: by the clock of whoever recorded it, in UTC.
        session: the session being held then, in which they have a place; None outside any.
        late: whether the animateur had closed the quiz; it counts all the same, and is said to be late.
        version: the published version of the question that it was given to; 0 where the question was not
            published as it stood: the answer is a trial.
    """

    id: UUID
    trainee: OpaqueId
    quiz: Slug
    question: Slug
    catalogue: str
    response: Response
    score: Score
    answered_at: AwareDatetime
    session: SessionId | None = None
    late: bool = False
    version: int = Field(default=0, ge=0)


class Judgement(Frozen):
    """A fact: what an answer was found to be worth after its question changed; the latest one stands.

    Attributes:
        id: UUIDv7 made where it was confirmed.
        answer: the fact that it judges, which stays as it is.
        trainee: who answered.
        version: the published version of the question whose key judges.
        by: the account that confirmed it.
    """

    id: UUID
    answer: UUID
    trainee: OpaqueId
    version: int = Field(ge=1)
    score: Score
    by: str
    at: AwareDatetime


class AttestedHalfDay(Frozen):
    """One line of an attestation: what was followed, when, for how long. Times are local."""

    unit: Slug
    title: str
    day: date
    half_day: HalfDay
    begins: time
    ends: time
    minutes: int
    place: str
    animator: str


class Attestation(Frozen):
    """Everything an attestation de présence states.

    Attributes:
        number: unique, opaque, readable aloud.
        half_days: signed half-days in order of time, at least one.
    """

    number: str
    trainee: Trainee
    programme: str
    organiser: str
    half_days: tuple[AttestedHalfDay, ...] = Field(min_length=1)
    issued_at: datetime
    issued_in: str
    signatory: str

    @property
    def minutes(self) -> int:
        """The time signed for, in minutes."""
        return sum(half_day.minutes for half_day in self.half_days)
