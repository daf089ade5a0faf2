"""Registration: people, what they answered, and the path made from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.errors import ConflictingFact
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.planning.overrides import fitting, with_overrides
from course_engine.planning.path import Planner
from course_engine.planning.path_json import PathWriter
from course_engine.planning.profile import ProfileReader
from course_engine.store import Database, Records
from course_engine.training.codes import ALPHABET
from course_engine.training.identity import uuid7
from course_engine.training.library import Library

_ = translator("training")

ID_LENGTH = 6


class Registrant(Struct, frozen=True):
    """One person's form, the role that it states, and the path planned from it.

    Attributes:
        catalogue: the course that the path was planned in.
    """

    registration: Registration
    role: Role | None
    path: LearningPath
    catalogue: Catalogue


def registrants(catalogue: Catalogue, registrations: Iterable[Registration]) -> tuple[Registrant, ...]:
    """Return each person's form with the role that it states and the path planned from it.

    Args:
        catalogue: the course.
        registrations: forms whose answers are known to fit the questionnaire (`read_registrations`).
    """
    planner, reader = Planner(catalogue), ProfileReader(catalogue)
    profiles = ((form, reader.read(form.answers)) for form in registrations)
    return tuple(
        Registrant(form, profile.role, planner.plan(profile), catalogue) for form, profile in profiles
    )


def registrant_of(library: Library, form: Registration) -> Registrant:
    """Return one person's form with the role that it states and the path planned from it."""
    profile = library.reader.read(form.answers)
    return Registrant(form, profile.role, library.planner.plan(profile), library.catalogue)


def paths_document(catalogue: Catalogue, registrations: Iterable[Registration]) -> Iterator[bytes]:
    """Yield the JSON of everyone's path, one person a line, by opaque id: no name is in it.

    Args:
        catalogue: the course.
        registrations: forms whose answers are known to fit the questionnaire (`read_registrations`).
    """
    write = PathWriter(catalogue).write
    yield b'{"programme":"%b","paths":{' % catalogue.programme.id.encode()
    mark = b"\n"
    for form in sorted(registrations, key=lambda form: form.id):
        yield b'%b"%b":%b' % (mark, form.id.encode(), write(form.answers))
        mark = b",\n"
    yield b"\n}}\n"


class RegistrationReport(Struct, frozen=True):
    """Ids of the people registered: for the first time, with changes, as they were."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def register(
    database: Database, registrants: Sequence[Registrant], *, now: datetime, rng: Random
) -> RegistrationReport:
    """Record forms and paths, all or none. What is already recorded is not recorded again.

    Args:
        database: where to.
        registrants: one entry a person.
        now: when they are recorded, aware.
        rng: for the ids of the facts; must not repeat what it gave before to the same database.

    Raises:
        ConflictingFact: an id is there twice, or is of somebody whose file was erased.
        StoreError: nothing could be recorded.
    """
    counts = Counter(registrant.registration.id for registrant in registrants)
    for trainee, count in counts.items():
        if count > 1:
            message = _("The registration “{id}” is there {count} times: keep one.")
            raise ConflictingFact(message.format(id=trainee, count=count))
    added: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    with database.writing() as records:
        for registrant in registrants:
            trainee = registrant.registration.id
            if records.people.is_erased(trainee):
                message = _("The file of “{id}” was erased: give this person another identifier.")
                raise ConflictingFact(message.format(id=trainee))
            is_new = records.people.add_trainee(trainee, registered_at=now)
            has_changed = record(records, registrant, now=now, rng=rng)
            (added if is_new else changed if has_changed else unchanged).append(trainee)
    return RegistrationReport(tuple(added), tuple(changed), tuple(unchanged))


def record(records: Records, registrant: Registrant, *, now: datetime, rng: Random) -> bool:
    """Record one form and its path in a transaction; return whether either is not what was recorded before.

    What people decided of the units of the path holds for the new one too, as far as it still fits.

    Args:
        records: what the transaction writes in.
        registrant: the person, whose file is open (`PeopleRepository.add_trainee`).
        now: when, aware.
        rng: for the ids of the facts.
    """
    people, registration = records.people, registrant.registration
    path = _as_decided(records, registrant)
    new_form = people.registration(registration.id) != (registration, registrant.role)
    new_path = people.path(registration.id) != path
    if new_form:
        people.append_registration(registration, registrant.role, fact_id=uuid7(now, rng), recorded_at=now)
    if new_path:
        people.append_path(registration.id, path, fact_id=uuid7(now, rng), recorded_at=now)
    return new_form or new_path


def new_trainee(records: Records, rng: Random) -> str:
    """Return an identifier that nobody has yet: `st-` and six signs that do not look alike."""
    while True:
        trainee = "st-" + "".join(rng.choice(ALPHABET.lower()) for _place in range(ID_LENGTH))
        if records.people.trainee(trainee) is None:
            return trainee


def _as_decided(records: Records, registrant: Registrant) -> LearningPath:
    path, catalogue = registrant.path, registrant.catalogue
    fit = fitting(path, records.admissions.overrides(registrant.registration.id), catalogue)
    names = {name: account.name for name, account in records.accounts.accounts().items()} if fit else {}
    return with_overrides(path, fit, catalogue, names)
