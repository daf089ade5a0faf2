"""People: the registrations of the territories where somebody works, as a list and one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from course_engine.model.accounts import Account
from course_engine.model.admission import Admission, AdmissionStatus, PathOverride
from course_engine.model.folding import fold
from course_engine.model.names import by_name, name_in_list
from course_engine.model.path import LearningPath
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.model.training import EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.planning.overrides import fitting, standing
from course_engine.store import Database, Records
from course_engine.training.answer_words import AnswerInWords, answers_in_words, availability_in_words
from course_engine.training.library import Library
from course_engine.training.registration import registrant_of
from course_engine.training.scope import own_registration
from course_engine.training.stand_time import in_utc
from course_engine.training.twins import unsettled_in


class PersonLine(Struct, frozen=True):
    """One person of a list.

    Attributes:
        availability: in words.
        asked, kept, placed: half-days that they can come (None: as many as useful), that their path has,
            that they have a place in.
        received_at: when the registration came in.
        twins: how many other registrations look like it, to be settled.
    """

    registration: Registration
    role: Role | None
    admission: Admission
    availability: str
    asked: int | None
    kept: int
    placed: int
    received_at: datetime
    twins: int

    @property
    def name(self) -> str:
        """Last name then first name."""
        return name_in_list(self.registration)


class PlaceLine(Struct, frozen=True):
    """A place decided of, and the session.

    Attributes:
        is_ahead: whether the session is to come.
        free: how many of its seats nobody has.
        waiting: how many people are on its waiting list.
    """

    session: TrainingSession
    decision: EnrolmentDecision
    is_ahead: bool
    free: int
    waiting: int


class PersonFile(Struct, frozen=True):
    """What a référent or an animator sees of one person.

    Attributes:
        history: every decision on the registration, oldest first.
        answers: in words, in the questionnaire's order.
        path: as it stands; None where none was ever made.
        overrides: what people decided of its units, by unit.
        set_aside: the units of those that no longer fit, since the answers changed.
        places: the decision that stands for each session, in order of time.
        registration_seen, path_seen: the facts that the forms of the screen are made from.
        names: how accounts are called.
    """

    registration: Registration
    role: Role | None
    history: tuple[Admission, ...]
    answers: tuple[AnswerInWords, ...]
    path: LearningPath | None
    overrides: Mapping[str, PathOverride]
    set_aside: frozenset[str]
    places: tuple[PlaceLine, ...]
    registration_seen: UUID | None
    path_seen: UUID | None
    twins: int
    names: Mapping[str, str]

    @property
    def admission(self) -> Admission:
        """How the registration stands."""
        return self.history[-1]


def people_of(
    database: Database,
    library: Library,
    account: Account,
    *,
    search: str = "",
    status: AdmissionStatus | None = None,
) -> tuple[PersonLine, ...]:
    """Return the people of an account's territories, in order of name.

    Args:
        database: the records.
        library: the course that they register to.
        account: who looks.
        search: words of a name or of a collectivité, accents and capitals aside; empty for everybody.
        status: those whose registration stands there; None for all.
    """
    with database.reading() as records:
        lines = lines_in(records, library, account.territories)
    words = fold(search).split()
    found = (
        line
        for line in lines
        if status in {None, line.admission.status}
        and all(word in fold(f"{line.name} {line.registration.employer}") for word in words)
    )
    return sorted_by_name(found)


def sorted_by_name(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    """Return people in order of name, accents and capitals aside."""
    return tuple(sorted(lines, key=lambda line: by_name(line.registration)))


def lines_in(records: Records, library: Library, territories: Collection[str]) -> list[PersonLine]:
    """Return the people of some territories, in order of id."""
    admissions = {
        trainee: admission
        for trainee, admission in records.admissions.standing().items()
        if admission.territory in territories
    }
    confirmed = EnrolmentStatus.CONFIRMED
    placed = Counter(
        place.trainee for place, fact in records.schedule.standing().items() if fact.status is confirmed
    )
    kept, received = records.people.half_days_kept(admissions), records.admissions.received()
    alike = Counter(
        trainee for pair in unsettled_in(records, territories) for trainee in (pair.one, pair.other)
    )
    time = library.reader.time
    return [
        PersonLine(
            registration=registration,
            role=role,
            admission=admissions[trainee],
            availability=availability_in_words(time(registration.answers)),
            asked=time(registration.answers).number,
            kept=kept.get(trainee, 0),
            placed=placed[trainee],
            received_at=received[trainee],
            twins=alike[trainee],
        )
        for trainee, (registration, role) in records.people.registrations(admissions).items()
    ]


def person_file(
    database: Database, library: Library, account: Account, trainee: str, *, now: datetime
) -> PersonFile:
    """Return one person's file at `now`.

    Raises:
        NotFound: nobody of that id is in the account's territories.
    """
    with database.reading() as records:
        _admission, registration, role = own_registration(records, account, trainee)
        overrides = records.admissions.overrides(trainee)
        planned = registrant_of(library, registration)
        stand = standing(planned.path, overrides)
        fit = {one.unit for one in fitting(planned.path, overrides, library.catalogue)}
        pairs = unsettled_in(records, account.territories)
        return PersonFile(
            registration=registration,
            role=role,
            history=records.admissions.history(trainee),
            answers=answers_in_words(library.catalogue.questionnaire, registration.answers),
            path=records.people.path(trainee),
            overrides=stand,
            set_aside=frozenset(stand.keys() - fit),
            places=_places(records, trainee, now),
            registration_seen=records.people.registration_fact(trainee),
            path_seen=records.people.path_fact(trainee),
            twins=sum(trainee in pair[:2] for pair in pairs),
            names={name: one.name for name, one in records.accounts.accounts().items()},
        )


def _places(records: Records, trainee: str, now: datetime) -> tuple[PlaceLine, ...]:
    sessions, decided = records.schedule.sessions(), records.schedule.standing()
    counts = Counter((place.session, fact.status) for place, fact in decided.items())
    lines = [
        PlaceLine(
            session=session,
            decision=fact,
            is_ahead=in_utc(session.day, session.begins) > now,
            free=max(session.capacity - counts[session.id, EnrolmentStatus.CONFIRMED], 0),
            waiting=counts[session.id, EnrolmentStatus.WAITING],
        )
        for place, fact in decided.items()
        if place.trainee == trainee
        for session in (sessions[place.session],)
    ]
    return tuple(sorted(lines, key=lambda line: (line.session.day, line.session.begins)))
