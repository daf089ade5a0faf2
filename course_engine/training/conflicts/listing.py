"""Conflicts of meaning: facts that all stand, and cannot all be meant. Shown to a person, who alone decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import Admission
from course_engine.model.exchange import PlanKind
from course_engine.model.training import (
    Attendance,
    EnrolmentDecision,
    EnrolmentStatus,
    Trainee,
)
from course_engine.store import Database, Records
from course_engine.training.conflicts.clashes import clashes
from course_engine.training.conflicts.sides import (
    Side,
    admission_side,
    attendance_side,
    claim_side,
    clash_in_words,
    enrolment_side,
    person_side,
    session_in_words,
)
from course_engine.training.exchange.claims import apart_from, claims_now, standing
from course_engine.training.scope import is_in_scope
from course_engine.training.twins import unsettled_in, why

_ = translator("training")


class ConflictKind(StrEnum):
    """What contradicts what."""

    SIGN_INS = "emargements"
    DECISIONS = "decisions"
    PLAN = "plans"
    CAPACITY = "places"
    TWINS = "doublons"


PLAN_WORDS: Mapping[PlanKind, str] = {
    PlanKind.TERRITORY: mark("Stands differ on the territory “{key}”."),
    PlanKind.DEPLOYMENT: mark("Stands differ on the stay “{key}”."),
    PlanKind.SESSION: mark("Stands differ on the session “{key}”."),
    PlanKind.ACCOUNT: mark("Stands differ on the account “{key}”."),
    PlanKind.LINK: mark("Stands differ on the registration link “{key}”."),
}


class Conflict(Struct, frozen=True):
    """Facts or plans that contradict each other.

    Attributes:
        kind: what contradicts what.
        key: what names it among those of its kind.
        sentence: what is the matter.
        territories: where it matters; None among them where no territory is known.
        sides: what contradicts, side by side, at least two.
    """

    kind: ConflictKind
    key: str
    sentence: str
    territories: frozenset[str | None]
    sides: tuple[Side, ...]


def every_conflict(database: Database, *, now: datetime) -> tuple[Conflict, ...]:
    """Return every conflict of the records, by kind."""
    with database.reading() as records:
        return tuple(_Finder(records, now).every())


def conflicts_of(database: Database, account: Account, *, now: datetime) -> tuple[Conflict, ...]:
    """Return the conflicts that matter where an account works, by kind."""
    with database.reading() as records:
        return tuple(conflicts_in(records, account, now=now))


def conflicts_in(records: Records, account: Account, *, now: datetime) -> Iterator[Conflict]:
    """Yield the conflicts that matter where an account works, by kind, in the caller's transaction."""
    for conflict in _Finder(records, now).every():
        if any(is_in_scope(account, territory) for territory in conflict.territories):
            yield conflict


class _Finder:
    """What the records of one transaction say, read once."""

    def __init__(self, records: Records, now: datetime) -> None:
        self._records = records
        self._now = now
        self._sessions = records.schedule.sessions()
        self._stays = records.places.deployments()
        self._territories = records.places.territories()
        self._people = records.people.trainees()
        self._admissions = records.admissions.standing()

    def every(self) -> Iterator[Conflict]:
        """Yield every conflict, by kind."""
        yield from self.sign_ins(self._records.attendance.by_trainee())
        yield from self.decisions()
        yield from self.plans()
        yield from self.capacities()
        yield from self.twins()

    def sign_ins(self, attended: Mapping[str, Iterable[Attendance]]) -> Iterator[Conflict]:
        """Yield the sign-ins of one person that cannot both be true."""
        for trainee, facts in attended.items():
            for clash in clashes(facts, self._sessions):
                told = clash_in_words(clash, self._sessions)
                yield Conflict(
                    ConflictKind.SIGN_INS,
                    "+".join(str(fact.id) for fact in clash),
                    _("{name}: {clash}.").format(name=self._name(trainee), clash=told),
                    frozenset(
                        {self._of_person(trainee), *(self._of_session(fact.session) for fact in clash)}
                    ),
                    tuple(attendance_side(fact, self._sessions[fact.session]) for fact in clash),
                )

    def decisions(self) -> Iterator[Conflict]:
        """Yield what two stands decided apart, and nobody decided again since."""
        admissions, places = self._records.admissions, self._records.schedule
        enrolments = {decision.id: decision for decision in places.decisions()}
        last_place = {(one.session, one.trainee): one.id for one in enrolments.values()}
        for one, other in sorted(
            {pair for receipt in self._records.exchange.receipts() for pair in receipt.apart}
        ):
            if one in enrolments and other in enrolments:
                pair = enrolments[one], enrolments[other]
                if last_place[pair[0].session, pair[0].trainee] in {one, other}:
                    yield self._places_apart(pair)
                continue
            ours, theirs = admissions.admission(one), admissions.admission(other)
            if ours and theirs and admissions.history(ours.trainee)[-1].id in {one, other}:
                sentence = _("{name}: two decisions on the registration, taken apart.")
                yield Conflict(
                    ConflictKind.DECISIONS,
                    f"{one}+{other}",
                    sentence.format(name=self._name(ours.trainee)),
                    frozenset({ours.territory, theirs.territory}),
                    tuple(admission_side(one, self._territory(one)) for one in (ours, theirs)),
                )

    def plans(self) -> Iterator[Conflict]:
        """Yield the plans on which stands differ, and that nobody here settled."""
        for (plan, key), said in claims_now(self._records, now=self._now).items():
            differing = apart_from(said)
            if differing:
                stands = standing(said)
                yield Conflict(
                    ConflictKind.PLAN,
                    f"{plan}+{key}",
                    _(PLAN_WORDS[plan]).format(key=key),
                    frozenset(self._of_plan(plan, key, one.content) for one in (stands, *differing)),
                    tuple(claim_side(one, stands) for one in (stands, *differing)),
                )

    def capacities(self) -> Iterator[Conflict]:
        """Yield the sessions in which more people have a place than it has seats."""
        confirmed: defaultdict[str, list[EnrolmentDecision]] = defaultdict(list)
        for decision in self._records.schedule.standing().values():
            if decision.status is EnrolmentStatus.CONFIRMED:
                confirmed[decision.session].append(decision)
        for key, decisions in sorted(confirmed.items()):
            session = self._sessions[key]
            if len(decisions) > session.capacity:
                sentence = _("{session}: too many people, {count} have a place (seats: {seats}).")
                yield Conflict(
                    ConflictKind.CAPACITY,
                    key,
                    sentence.format(
                        session=session_in_words(session), count=len(decisions), seats=session.capacity
                    ),
                    frozenset({self._of_session(key)}),
                    tuple(enrolment_side(one, self._name(one.trainee), session) for one in decisions),
                )

    def twins(self) -> Iterator[Conflict]:
        """Yield the registrations that look as if they were of one person, and that nobody settled."""
        everywhere = {admission.territory or "" for admission in self._admissions.values()}
        for pair in unsettled_in(self._records, everywhere):
            sides = tuple(
                person_side(self._people[trainee], admission, self._territory(admission))
                for trainee in (pair.one, pair.other)
                for admission in (self._admissions[trainee],)
            )
            names = {"one": self._name(pair.one), "other": self._name(pair.other), "why": why(pair)}
            yield Conflict(
                ConflictKind.TWINS,
                f"{pair.one}+{pair.other}",
                _("{one} and {other} may be one person. {why}").format(**names),
                frozenset(self._of_person(trainee) for trainee in (pair.one, pair.other)),
                sides,
            )

    def _places_apart(self, pair: tuple[EnrolmentDecision, EnrolmentDecision]) -> Conflict:
        session = self._sessions[pair[0].session]
        name = self._name(pair[0].trainee)
        sentence = _("{name}: two decisions on a place, taken apart: {session}.")
        return Conflict(
            ConflictKind.DECISIONS,
            "+".join(str(decision.id) for decision in pair),
            sentence.format(name=name, session=session_in_words(session)),
            frozenset({self._of_session(session.id)}),
            tuple(enrolment_side(decision, name, session) for decision in pair),
        )

    def _name(self, trainee: str) -> str:
        person = self._people.get(trainee) or Trainee.nobody(trainee)
        return f"{person.full_name} ({trainee})"

    def _territory(self, admission: Admission) -> str:
        known = self._territories.get(admission.territory or "")
        return known.name if known else admission.territory or "–"

    def _of_person(self, trainee: str) -> str | None:
        admission = self._admissions.get(trainee)
        return admission.territory if admission else None

    def _of_session(self, session: str) -> str | None:
        known = self._sessions.get(session)
        stay = self._stays.get(known.deployment or "") if known else None
        return stay.territory if stay else None

    def _of_plan(self, plan: PlanKind, key: str, content: Mapping[str, object]) -> str | None:
        if plan is PlanKind.SESSION:
            stay = self._stays.get(str(content["deployment"]))
            return stay.territory if stay else None
        if plan is PlanKind.TERRITORY:
            return key
        # An account belongs to no territory in particular: whoever sees them all settles it.
        territory = content.get("territory")
        return None if territory is None else str(territory)
