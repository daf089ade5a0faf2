"""Placement: what the engine proposes for one stay of a stand, and what a person confirms of it.

Proposing takes seconds and waits in no transaction. Confirming asks whether the records still say what the
proposal was made from, so that nobody confirms what they did not read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from course_engine.errors import ConflictingFact, NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.course import Catalogue
from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.places import Deployment
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.planning.placement import breaches, propose_places
from course_engine.planning.profile import ProfileReader
from course_engine.store import Database, Records
from course_engine.store.placement import KeptProposal
from course_engine.training.identity import uuid7
from course_engine.training.presence import presences
from course_engine.training.scope import works_in
from course_engine.training.stand_time import in_utc

_ = translator("training")

MOST_PER_WEEK = 2


@dataclass(frozen=True, slots=True)
class PlacementPolicy:
    """What a stand decides of its groups.

    Attributes:
        most_per_week: how many half-days of one person in one week, at most.
        least: under how many people a group is called small; None for never.
    """

    most_per_week: int = MOST_PER_WEEK
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What confirming did: places given, people put on waiting lists."""

    places: int
    waiting: int


def deployment_of(records: Records, account: Account, deployment: str) -> Deployment:
    """Return a stay of a stand in a territory where `account` works.

    Raises:
        NotFound: there is none, or it is elsewhere.
    """
    found = records.places.deployments().get(deployment)
    if found is None or not works_in(account, found.territory):
        raise NotFound(_("There is no stay “{id}” in your territories.").format(id=deployment))
    return found


def propose(
    database: Database,
    catalogue: Catalogue,
    account: Account,
    deployment: str,
    *,
    policy: PlacementPolicy,
    now: datetime,
    rng: Random,
) -> KeptProposal:
    """Propose places for everybody accepted in the territory of a stay, and keep the proposal.

    Args:
        database: the records.
        catalogue: gives prerequisites and titles.
        account: who asks.
        deployment: the stay.
        policy: what the stand decides of its groups.
        now: sessions begun by then are not proposed; aware.
        rng: for the id.

    Raises:
        NotFound: there is no such stay where `account` works.
    """
    with database.reading() as records:
        stay = deployment_of(records, account, deployment)
        problem = problem_of(records, catalogue, stay, policy=policy, now=now)
    proposal = propose_places(problem)
    kept = KeptProposal(uuid7(now, rng), deployment, proposal, digest_of(problem), account.id, now)
    with database.writing() as records:
        records.placement.keep(kept)
    return kept


def confirm(
    database: Database,
    catalogue: Catalogue,
    account: Account,
    proposal: UUID,
    *,
    deployment: str,
    chosen: Collection[Enrolment] | None,
    policy: PlacementPolicy,
    now: datetime,
    rng: Random,
) -> Confirmation:
    """Give the places of a proposal: all of them, or those that were chosen. All or none.

    Args:
        database: the records.
        catalogue: as it was for the proposal.
        account: who confirms.
        proposal: the id of the proposal that was read.
        deployment: its stay.
        chosen: which of its places; None for all of them.
        policy: as it was for the proposal.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        NotFound: there is no such stay where `account` works.
        ConflictingFact: another proposal was made since, or the records changed, or the places chosen
            cannot stand without the others; nothing was given.
    """
    with database.writing() as records:
        stay = deployment_of(records, account, deployment)
        problem = problem_of(records, catalogue, stay, policy=policy, now=now)
        kept = records.placement.of_deployment(deployment)
        if kept is None or (kept.id, kept.read_from) != (proposal, digest_of(problem)):
            raise ConflictingFact(
                _("Registrations or places changed since this proposal: ask for a new one.")
            )
        places = [place for place in kept.proposal.places if chosen is None or place in chosen]
        broken = breaches(places, problem)
        if broken:
            raise ConflictingFact(" ".join(breach.sentence for breach in broken))
        waiting = [
            Enrolment(session=line.session, trainee=trainee)
            for line in kept.proposal.waiting
            for trainee in line.trainees
        ]
        known = records.schedule.standing()
        fresh = [place for place in waiting if not _waits(known.get(place))]
        decided = [(place, EnrolmentStatus.CONFIRMED) for place in places]
        decided += [(place, EnrolmentStatus.WAITING) for place in fresh]
        for rank, (place, status) in enumerate(decided):
            # The order of a waiting list is the order of its decisions.
            records.schedule.decide(_decision(place, status, account, now + timedelta(microseconds=rank), rng))
    return Confirmation(len(places), len(fresh))


def problem_of(
    records: Records, catalogue: Catalogue, stay: Deployment, *, policy: PlacementPolicy, now: datetime
) -> PlacementProblem:
    """Return what a proposal for a stay depends on, as the records say it now.

    Args:
        records: in any transaction.
        catalogue: gives prerequisites and titles.
        stay: of the stand.
        policy: what the stand decides of its groups.
        now: sessions begun by then are left out; aware.
    """
    every = records.schedule.sessions()
    sessions = [
        _to_fill(session)
        for session in every.values()
        if session.deployment == stay.id and in_utc(session.day, session.begins) > now
    ]
    ahead = {session.id for session in sessions}
    standing = records.schedule.standing()
    programme = catalogue.programme
    return PlacementProblem(
        people=_people(records, catalogue, stay.territory, every),
        sessions=tuple(sessions),
        confirmed=_places(standing, EnrolmentStatus.CONFIRMED, ahead),
        given_up=_places(standing, EnrolmentStatus.CANCELLED, ahead),
        prerequisites={unit.id: unit.prerequisites for unit in catalogue.units.values()},
        closing=programme.closing.unit if programme.closing else None,
        titles={unit.id: unit.title for unit in catalogue.units.values()},
        most_per_week=policy.most_per_week,
        least=policy.least,
    )


def digest_of(problem: PlacementProblem) -> str:
    """Return what tells whether two problems are the same."""
    return sha256(problem.model_dump_json().encode()).hexdigest()


def _people(
    records: Records, catalogue: Catalogue, territory: str, sessions: Mapping[str, TrainingSession]
) -> tuple[PersonToPlace, ...]:
    reader = ProfileReader(catalogue)
    registrations, paths = records.people.registrations(), records.people.paths()
    facts = records.attendance.by_trainee()
    return tuple(
        PersonToPlace(
            id=trainee,
            units=tuple(step.unit for step in paths[trainee].kept if step.unit not in followed),
            followed=tuple(step.unit for step in paths[trainee].kept if step.unit in followed),
            availabilities=reader.time(registrations[trainee].answers).kinds,
        )
        for trainee, admission in sorted(records.admissions.standing(territory=territory).items())
        if admission.status is AdmissionStatus.ACCEPTED and trainee in paths
        for followed in [{one.session.unit for one in presences(facts.get(trainee, ()), sessions)}]
    )


def _to_fill(session: TrainingSession) -> SessionToFill:
    return SessionToFill(
        id=session.id,
        unit=session.unit,
        day=session.day,
        half_day=session.half_day,
        begins=session.begins,
        ends=session.ends,
        seats=session.capacity,
    )


def _places(
    standing: Mapping[Enrolment, EnrolmentDecision], status: EnrolmentStatus, sessions: Collection[str]
) -> tuple[Enrolment, ...]:
    return tuple(
        place for place, fact in standing.items() if fact.status is status and place.session in sessions
    )


def _waits(fact: EnrolmentDecision | None) -> bool:
    return fact is not None and fact.status is EnrolmentStatus.WAITING


def _decision(
    place: Enrolment, status: EnrolmentStatus, account: Account, now: datetime, rng: Random
) -> EnrolmentDecision:
    return EnrolmentDecision(
        id=uuid7(now, rng),
        session=place.session,
        trainee=place.trainee,
        status=status,
        decided_by=account.id,
        decided_at=now,
    )
