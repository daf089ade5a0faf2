"""Verification: every link is tied anew, and every fact compared with what was sealed of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from uuid import UUID

from msgspec import Struct

from course_engine.i18n import translator
from course_engine.model.register import BEGINNING, Countersignature, LinkedKind, RegisterLink, SignedBy
from course_engine.model.training import Attendance
from course_engine.store import Database, Records
from course_engine.training.register.chain import has_chain
from course_engine.training.register.digests import (
    attendance_digest,
    countersignature_digest,
    signature_digest,
)
from course_engine.training.register.findings import Finding, Flaw, finding
from course_engine.training.stand_time import on_the_stand

_ = translator("training")

SHORT = 12
"""Characters of a hash that a sheet prints: enough that nobody makes another link that begins so by chance."""


class Verification(Struct, frozen=True):
    """What the verification of a whole register says.

    Attributes:
        links: how many links were tied anew.
        heads: the last link of each chain.
        findings: what is wrong; empty for a register that nobody tampered with.
        before: how many facts are in no chain because none had begun here.
        purged: how many facts were deleted by the purge, as the chain says.
    """

    links: int
    heads: tuple[RegisterLink, ...]
    findings: tuple[Finding, ...]
    before: int
    purged: int


def verify_register(database: Database, *, expects: str = "") -> Verification:
    """Verify everything that was ever linked, as `verify_chain` does, in a transaction of its own."""
    with database.reading() as records:
        return verify_chain(records, expects=expects)


def verify_chain(records: Records, *, expects: str = "") -> Verification:
    """Verify everything that was ever linked.

    Args:
        records: the records of one transaction.
        expects: the beginning of a link's hash, as a sheet prints it, that some chain must hold; without it,
            nothing shows that the last links and their facts were all taken away together.
    """
    links = records.register.links()
    chains = {chain: tuple(of_chain) for chain, of_chain in groupby(links, key=lambda link: link.chain)}
    facts = _Facts(
        records,
        records.attendance.every(),
        records.register.every_signed(),
        records.register.countersignatures(),
    )
    purged = {link.fact for link in links if link.kind is LinkedKind.PURGED}
    outside = tuple(facts.without_link(links))
    begun = has_chain(records) or bool(facts.countersignatures) or bool(facts.signed)
    found = [*_broken(chains), *facts.compared(links, purged), *(outside if begun else ())]
    printed = expects.replace(" ", "").lower()
    if printed and not any(link.hash.startswith(printed) for link in links):
        found.append(finding(Flaw.PRINT_UNKNOWN, expected=expects))
    return Verification(
        links=len(links),
        heads=tuple(chain[-1] for chain in chains.values()),
        findings=tuple(found),
        before=0 if begun else len(outside),
        purged=len(purged),
    )


def doubts_about_session(records: Records, session: str) -> tuple[Finding, ...]:
    """Return what is wrong with the facts of a session, without reading the whole register.

    What was removed cannot be told so: only `verify_chain` misses it.
    """
    facts = _Facts(
        records,
        records.attendance.of_session(session),
        records.register.signed(session),
        records.register.countersignatures(session),
    )
    return _doubts(records, facts)


def doubts_about_trainee(records: Records, trainee: str) -> tuple[Finding, ...]:
    """Return what is wrong with the attendance of somebody, as `doubts_about_session` does."""
    facts = _Facts(records, records.attendance.of_trainee(trainee), records.register.signed_by(trainee), ())
    return _doubts(records, facts)


def short(link: RegisterLink | None) -> str:
    """Return the beginning of a link's hash as a sheet prints it: `1a2b 3c4d 5e6f`; empty for none."""
    shown = link.hash[:SHORT] if link else ""
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))


def _broken(chains: Mapping[UUID, tuple[RegisterLink, ...]]) -> Iterator[Finding]:
    """Yield what is wrong with the links themselves."""
    ends = {(link.rank, link.hash) for chain in chains.values() for link in chain} | {(0, BEGINNING)}
    for chain, links in chains.items():
        before = None
        for link in links:
            if _is_broken(link):
                yield finding(Flaw.LINK_ALTERED, rank=link.rank, chain=chain)
            follows = (link.rank - 1, link.previous)
            # A first link may follow one of another chain: see `new_chain`.
            expected = ends if before is None else {(before.rank, before.hash)}
            if follows not in expected:
                yield finding(Flaw.LINK_MISSING, rank=link.rank, chain=chain)
            before = link


def _doubts(records: Records, facts: "_Facts") -> tuple[Finding, ...]:
    links = records.register.links_of(facts.attendance.keys() | facts.countersignatures.keys())
    broken = (
        finding(Flaw.LINK_ALTERED, rank=link.rank, chain=link.chain) for link in links if _is_broken(link)
    )
    outside = facts.without_link(links) if has_chain(records) else ()
    return (*broken, *facts.compared(links, frozenset()), *outside)


def _is_broken(link: RegisterLink) -> bool:
    return link.tied() != link.hash


class _Facts:
    """The facts of the register as they stand, to be compared with what was sealed of them."""

    def __init__(
        self,
        records: Records,
        attendance: Iterable[Attendance],
        signed: Mapping[UUID, SignedBy],
        countersignatures: Iterable[Countersignature],
    ) -> None:
        self._records = records
        self._sessions = records.schedule.sessions()
        self.signed = signed
        self.attendance = {fact.id: fact for fact in attendance}
        self.countersignatures = {fact.id: fact for fact in countersignatures}

    def compared(self, links: Iterable[RegisterLink], purged: Collection[UUID]) -> Iterator[Finding]:
        """Yield what differs from what was sealed."""
        for link in links:
            if link.kind is LinkedKind.PURGED:
                continue
            kept = self.attendance if link.kind is LinkedKind.ATTENDANCE else self.countersignatures
            if link.fact in kept:
                yield from self._differences(link)
            elif link.fact not in purged:
                yield finding(Flaw.REMOVED, sealed=_moment(link.at))

    def without_link(self, links: Iterable[RegisterLink]) -> Iterator[Finding]:
        """Yield the facts that no link is about."""
        linked = {(link.kind, link.fact) for link in links}
        for fact in self.attendance.values():
            if (LinkedKind.ATTENDANCE, fact.id) not in linked:
                yield self._about(fact, Flaw.ADDED)
        for countersignature in self.countersignatures.values():
            if (LinkedKind.COUNTERSIGNATURE, countersignature.id) not in linked:
                yield self._about_sheet(countersignature, Flaw.COUNTERSIGNATURE_ADDED)

    def _differences(self, link: RegisterLink) -> Iterator[Finding]:
        if link.kind is LinkedKind.COUNTERSIGNATURE:
            countersignature = self.countersignatures[link.fact]
            if countersignature_digest(countersignature) != link.digest or self._is_redrawn(countersignature):
                yield self._about_sheet(countersignature, Flaw.COUNTERSIGNATURE_ALTERED)
            return
        fact, signed = self.attendance[link.fact], self.signed.get(link.fact)
        if attendance_digest(fact, signed) != link.digest:
            yield self._about(fact, Flaw.ALTERED, sealed=_moment(link.at))
        if signed is None or (signed.digest is None and signed.signature is None):
            return
        if signed.signature is None:
            if not self._records.people.is_erased(fact.trainee):
                yield self._about(fact, Flaw.SIGNATURE_MISSING)
        elif signature_digest(signed.signature) != signed.digest:
            yield self._about(fact, Flaw.SIGNATURE_ALTERED)

    def _is_redrawn(self, countersignature: Countersignature) -> bool:
        """Return whether a drawing is another, or gone although the animateur's name was not forgotten."""
        if countersignature.signature is None:
            session = self._sessions.get(countersignature.session)
            return countersignature.digest is not None and session is not None and session.animator != ""
        return signature_digest(countersignature.signature) != countersignature.digest

    def _about(self, fact: Attendance, flaw: Flaw, **told: object) -> Finding:
        person = self._records.people.trainee(fact.trainee)
        line = _("{session}, {name}, from {begins} to {ends}").format(
            session=self._named(fact.session),
            name=person.full_name if person else fact.trainee,
            begins=f"{on_the_stand(fact.begins):%H:%M}",
            ends=f"{on_the_stand(fact.ends):%H:%M}",
        )
        return finding(flaw, session=fact.session, trainee=fact.trainee, line=line, **told)

    def _about_sheet(self, countersignature: Countersignature, flaw: Flaw) -> Finding:
        return finding(flaw, session=countersignature.session, line=self._named(countersignature.session))

    def _named(self, session: str) -> str:
        known = self._sessions.get(session)
        if known is None:
            return _("session {id}").format(id=session)
        return _("session {id} of {day}").format(id=session, day=f"{known.day:%d/%m/%Y}")


def _moment(instant: datetime) -> str:
    return f"{on_the_stand(instant):%d/%m/%Y %H:%M}"
