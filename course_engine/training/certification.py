"""Certification: agents who signed for at least one half-day are given an attestation de présence."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from random import Random

from msgspec import Struct

from course_engine.errors import NotCertifiable, NotFound
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.questionnaire import Role
from course_engine.model.training import Attestation, Trainee
from course_engine.store import Database, Records
from course_engine.store.attestations import IssuedAttestation, RegisteredAttestation
from course_engine.store.facts import later
from course_engine.training.codes import draw, grouped
from course_engine.training.conflicts.clashes import clashes
from course_engine.training.conflicts.sides import clash_in_words
from course_engine.training.presence import Presence, attested, presences
from course_engine.training.register.verification import doubts_about_trainee

_ = translator("training")

NUMBER_LENGTH = 8


class IssuedDocument(Struct, frozen=True):
    """What issuing gives back: the bytes of the PDF, and the signed statement in its QR code."""

    content: bytes
    statement: str


Issue = Callable[[Attestation], IssuedDocument]


class Issuer(Struct, frozen=True):
    """Who issues attestations: the organiser, the place, and who signs."""

    organiser: str
    place: str
    signatory: str


def in_register(database: Database, document: bytes) -> RegisteredAttestation:
    """Return what the register says of a document that somebody presents, erased since or not.

    Raises:
        NotFound: no attestation was issued with these very bytes.
    """
    with database.reading() as records:
        found = records.attestations.registered(sha256(document).hexdigest())
    if found is None:
        raise NotFound(_("The register holds no attestation with these very bytes."))
    return found


def certifiable(database: Database) -> tuple[str, ...]:
    """Return the ids of everyone to whom an attestation is due, in order of id."""
    with database.reading() as records:
        sessions = records.schedule.sessions()
        return tuple(
            trainee.id
            for trainee in records.people.trainees().values()
            if trainee.role is Role.AGENT and presences(records.attendance.of_trainee(trainee.id), sessions)
        )


def certify(
    database: Database,
    catalogue: Catalogue,
    trainee: str,
    *,
    issue: Issue,
    issuer: Issuer,
    now: datetime,
    rng: Random,
) -> IssuedAttestation:
    """Issue the attestation of one trainee, or return the very bytes already issued for the same facts.

    Args:
        database: where the facts are, and where the issued bytes are kept.
        catalogue: gives the titles of the units.
        trainee: the person's id.
        issue: makes the document from what it states.
        issuer: who issues it.
        now: when, aware.
        rng: draws its number.

    Raises:
        NotCertifiable: no attestation is due; the sentence names the rule.
    """
    with database.reading() as records:
        person, attended = _due(records, trainee)
        half_days = attested(attended, catalogue)
        issued = records.attestations.latest_of(trainee)
        number = _free_number(records, rng)
    if issued and (issued.attestation.trainee, issued.attestation.half_days) == (person, half_days):
        return issued
    attestation = Attestation(
        number=number,
        trainee=person,
        programme=catalogue.programme.title,
        organiser=issuer.organiser,
        half_days=half_days,
        issued_at=later(now, issued.attestation.issued_at if issued else None),
        issued_in=issuer.place,
        signatory=issuer.signatory,
    )
    # Making the document takes long: no transaction waits for it.
    document = issue(attestation)
    issued = IssuedAttestation(attestation, document.content, document.statement)
    with database.writing() as records:
        records.attestations.append(issued)
    return issued


def _due(records: Records, trainee: str) -> tuple[Trainee, tuple[Presence, ...]]:
    person = records.people.trainee(trainee)
    if person is None:
        message = _("No attestation for “{id}”. Rule: unknown trainee; register them first.")
        raise NotCertifiable(message.format(id=trainee))
    if person.role is not Role.AGENT:
        rule = (
            _("elected representative; attestations are given to staff")
            if person.role is Role.ELECTED
            else _("role not stated; correct the registration")
        )
        raise NotCertifiable(_not_due(person, rule))
    facts, sessions = records.attendance.of_trainee(trainee), records.schedule.sessions()
    for clash in clashes(facts, sessions):
        rule = _("{clash}; settle it under “Conflicts”").format(clash=clash_in_words(clash, sessions))
        raise NotCertifiable(_not_due(person, rule))
    attended = presences(facts, sessions)
    if not attended:
        raise NotCertifiable(_not_due(person, _("no signed half-day; import the signed sheet")))
    doubts = doubts_about_trainee(records, trainee)
    if doubts:
        rule = _("the attendance register was changed since it was signed; have it verified ({found})")
        raise NotCertifiable(
            _not_due(person, rule.format(found=" ".join(doubt.sentence for doubt in doubts)))
        )
    return person, attended


def _not_due(person: Trainee, rule: str) -> str:
    message = _("No attestation for {name} ({id}). Rule: {rule}.")
    return message.format(name=person.full_name, id=person.id, rule=rule)


def _free_number(records: Records, rng: Random) -> str:
    taken = records.attestations.numbers()
    while (number := grouped(draw(rng, NUMBER_LENGTH))) in taken:
        pass
    return number
