"""Placement: what the engine proposes for one stay of a stand, and what a person confirms of it.

Proposing takes seconds and waits in no transaction. Confirming asks whether the records still say what the
proposal was made from, so that nobody confirms what they did not read.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import ConflictingFact
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.course import Catalogue
from course_engine.model.placement import PersonToPlace, PlacementProblem, SessionToFill
from course_engine.model.places import Deployment
from course_engine.model.registration import Registration
from course_engine.model.training import Enrolment, EnrolmentDecision, EnrolmentStatus, TrainingSession
from course_engine.planning.placement.propose import propose as proposal_for
from course_engine.planning.placement.rules import problems_of
from course_engine.planning.profile import ProfileReader
from course_engine.store import Database, Records
from course_engine.store.placement import KeptProposal
from course_engine.training.agenda import deployment_of
from course_engine.training.enrolment import Ruling
from course_engine.training.identity import uuid7
from course_engine.training.presence import presences
from course_engine.training.stand_time import in_utc

_ = translator("training")

MOST_PER_WEEK = 2


class PlacementPolicy(Struct, frozen=True):
    """What a stand decides of its groups.

    Attributes:
        most_per_week: how many half-days of one person in one week, at most.
        least: under how many people a group is called small; None for never.
    """

    most_per_week: int = MOST_PER_WEEK
    least: int | None = None


class Confirmation(Struct, frozen=True):
    """What confirming did.

    Attributes:
        places: how many were given.
        waiting: how many people were put on waiting lists.
        sessions: those of which a place or a list changed.
    """

    places: int
    waiting: int
    sessions: frozenset[str]


class ReadableProposal(Struct, frozen=True):
    """A proposal, and what it takes to read it.

    Attributes:
        made_by: the name of whoever asked for it.
        people: everybody's registration, by id.
        is_current: whether the records still say what it was made from.
    """

    kept: KeptProposal
    made_by: str
    people: Mapping[str, Registration]
    is_current: bool


class PlacementDesk(Struct, frozen=True):
    """Where somebody places the people of one stay.

    Attributes:
        catalogue: gives prerequisites and titles.
        account: who asks.
        deployment: the stay.
        policy: what the stand decides of its groups.
    """

    database: Database
    catalogue: Catalogue
    account: Account
    deployment: str
    policy: PlacementPolicy

    def latest(self, *, now: datetime) -> ReadableProposal | None:
        """Return the latest proposal for this stay, or None where none was asked for.

        Raises:
            NotFound: there is no such stay where the account works.
        """
        with self.database.reading() as records:
            kept = records.placement.of_deployment(self._stay(records).id)
            if kept is None:
                return None
            is_current = kept.read_from == digest_of(self._problem(records, now))
            author = records.accounts.account(kept.made_by)
            made_by = author.name if author else kept.made_by
            return ReadableProposal(kept, made_by, records.people.forms(), is_current)

    def propose(self, *, now: datetime, rng: Random) -> KeptProposal:
        """Propose places for everybody accepted in the territory of the stay, and keep the proposal.

        Args:
            now: sessions begun by then are not proposed; aware.
            rng: for the id.

        Raises:
            NotFound: there is no such stay where the account works.
        """
        with self.database.reading() as records:
            problem = self._problem(records, now)
        proposal = proposal_for(problem)
        kept = KeptProposal(
            uuid7(now, rng), self.deployment, proposal, digest_of(problem), self.account.id, now
        )
        with self.database.writing() as records:
            records.placement.keep(kept)
        return kept

    def confirm(
        self, proposal: UUID, sessions: Collection[str], *, now: datetime, rng: Random
    ) -> Confirmation:
        """Give the places that a proposal has in some sessions, and note who waits for one. All or none.

        Args:
            proposal: the id of the proposal that was read.
            sessions: those whose places are given.
            now: when, aware.
            rng: for the ids of the facts.

        Raises:
            NotFound: there is no such stay where the account works.
            ConflictingFact: another proposal was made since, or the records changed, or these places
                cannot stand without the others; nothing was given.
        """
        with self.database.writing() as records:
            problem = self._problem(records, now)
            kept = records.placement.of_deployment(self.deployment)
            if kept is None or (kept.id, kept.read_from) != (proposal, digest_of(problem)):
                raise ConflictingFact(
                    _("Registrations or places changed since this proposal: ask for a new one.")
                )
            places = [place for place in kept.proposal.places if place.session in sessions]
            broken = problems_of(places, problem)
            if broken:
                raise ConflictingFact(" ".join(breach.sentence for breach in broken))
            waiting = self._newly_waiting(records, kept, sessions)
            decided = [(place, EnrolmentStatus.CONFIRMED) for place in places]
            decided += [(place, EnrolmentStatus.WAITING) for place in waiting]
            for rank, (place, status) in enumerate(decided):
                # The order of a waiting list is the order of its decisions.
                ruling = Ruling(self.account.id, now + timedelta(microseconds=rank), rng)
                records.schedule.decide(ruling.decision(place, status))
        changed = frozenset(place.session for place, _status in decided)
        return Confirmation(len(places), len(waiting), changed)

    def _stay(self, records: Records) -> Deployment:
        return deployment_of(records, self.account, self.deployment)

    def _problem(self, records: Records, now: datetime) -> PlacementProblem:
        return problem_of(records, self.catalogue, self._stay(records), policy=self.policy, now=now)

    @staticmethod
    def _newly_waiting(records: Records, kept: KeptProposal, sessions: Collection[str]) -> list[Enrolment]:
        standing = records.schedule.standing()
        return [
            place
            for queue in kept.proposal.waiting
            if queue.session in sessions
            for place in (Enrolment(session=queue.session, trainee=one) for one in queue.trainees)
            if not _waits(standing.get(place))
        ]


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
        people=_people(
            records, catalogue, stay.territory, every, _places(standing, EnrolmentStatus.CANCELLED, ahead)
        ),
        sessions=tuple(sessions),
        confirmed=_places(standing, EnrolmentStatus.CONFIRMED, ahead),
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
    records: Records,
    catalogue: Catalogue,
    territory: str,
    sessions: Mapping[str, TrainingSession],
    given_up: Collection[Enrolment],
) -> tuple[PersonToPlace, ...]:
    reader = ProfileReader(catalogue)
    forms, paths = records.people.forms(), records.people.paths()
    facts = records.attendance.by_trainee()
    declined: defaultdict[str, list[str]] = defaultdict(list)
    for place in given_up:
        declined[place.trainee].append(place.session)
    return tuple(
        PersonToPlace(
            id=trainee,
            units=tuple(step.unit for step in paths[trainee].kept if step.unit not in followed),
            followed=tuple(step.unit for step in paths[trainee].kept if step.unit in followed),
            availabilities=reader.time(forms[trainee].answers).kinds,
            declined=tuple(sorted(declined[trainee])),
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
