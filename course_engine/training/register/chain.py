"""The chain of a stand: whatever enters the register is linked to all that entered before it.

One chain is made with the first fact of a stand, under a random id kept among its secrets; what the records held
before is linked then. A stand that was restored begins another that goes on from it (`new_chain`): the machine
that was thought lost may still write, and two machines may not give the same ranks.
"""

from datetime import datetime
from random import Random
from uuid import UUID

from course_engine.model.register import Countersignature, LinkedKind, RegisterLink, SignedBy
from course_engine.model.training import Attendance
from course_engine.store import Records
from course_engine.training.register.digests import attendance_digest, countersignature_digest

CHAIN = "register-chain"
"""The secret: the chain's id, then the id of the one that it goes on from, 16 bytes each."""


def enter(records: Records, fact: Attendance, signed: SignedBy | None, *, rng: Random) -> None:
    """Append an attendance, how it was signed, and their link, in the caller's transaction. The only door.

    Args:
        records: of a writing transaction.
        fact: a new fact.
        signed: how its trainee signed; None for a correction, whose signature is that of what it corrects.
        rng: draws the chain's id, if there is none yet.

    Raises:
        ConflictingFact: a fact of the same id has another content.
    """
    known = _begun(records, now=fact.entered_at, rng=rng)
    if records.attendance.append(fact):
        if signed is not None:
            records.register.sign(signed)
        digest = attendance_digest(fact, signed)
        _append(records, known, LinkedKind.ATTENDANCE, fact.id, digest, fact.entered_at)


def enter_countersignature(records: Records, countersignature: Countersignature, *, rng: Random) -> None:
    """Append a countersignature and its link, in the caller's transaction.

    Raises:
        ConflictingFact: one of the same id has another content.
    """
    known = _begun(records, now=countersignature.at, rng=rng)
    if records.register.countersign(countersignature):
        digest = countersignature_digest(countersignature)
        _append(records, known, LinkedKind.COUNTERSIGNATURE, countersignature.id, digest, countersignature.at)


def note_purge(records: Records, trainee: str, *, now: datetime, rng: Random) -> None:
    """Say in the chain that the attendance of somebody is deleted, its time being over; once for each fact.

    A merge may bring again what was purged, which goes at once: what was said of it stands.

    Args:
        records: of the transaction that deletes it, before it does.
        trainee: whose.
        now: when, aware.
        rng: draws the chain's id, if there is none yet.
    """
    facts = {fact.id for fact in records.attendance.of_trainee(trainee)}
    links = records.register.links_of(facts)
    purged = {link.fact for link in links if link.kind is LinkedKind.PURGED}
    linked = {link.fact: link.digest for link in links if link.fact not in purged}
    if linked:
        known = _begun(records, now=now, rng=rng)
        for fact, digest in linked.items():
            _append(records, known, LinkedKind.PURGED, fact, digest, now)


def begin_chain(records: Records, *, now: datetime, rng: Random) -> UUID:
    """Return the stand's chain, begun if there is none yet: what is in the records already is linked then.

    Whoever sends the records elsewhere begins it too, so that nothing travels without a link.
    """
    return UUID(bytes=_begun(records, now=now, rng=rng)[:16])


def _begun(records: Records, *, now: datetime, rng: Random) -> bytes:
    """Return the secret that names the stand's chain, begun if there is none yet."""
    known = records.access.secret(CHAIN)
    if known is not None:
        return known
    known = _drawn(rng).bytes
    records.access.keep_secret(CHAIN, known)
    linked = {link.fact for link in records.register.links()}
    # What says how it was signed is not older than the register: without a link, it lost its own.
    known_facts = linked | records.register.every_signed().keys()
    for fact in records.attendance.every():
        if fact.id not in known_facts:
            digest = attendance_digest(fact, None)
            _append(records, known, LinkedKind.ATTENDANCE, fact.id, digest, now)
    return known


def has_chain(records: Records) -> bool:
    """Return whether the stand's chain has begun."""
    return records.access.secret(CHAIN) is not None


def new_chain(records: Records, rng: Random) -> UUID | None:
    """Begin another chain, whose first link will follow the last one of the stand's chain as it is here.

    Args:
        records: of a writing transaction, on the machine that takes over.
        rng: draws the new chain's id.

    Returns:
        The new chain; None where none had begun, and there is nothing to go on from.
    """
    known = records.access.secret(CHAIN)
    if known is None:
        return None
    has_links = records.register.last_link(UUID(bytes=known[:16])) is not None
    chain = _drawn(rng)
    # A chain that nothing was written in yet is forgotten: what it would have gone on from stays.
    followed = known[:16] if has_links else known[16:]
    records.access.replace_secret(CHAIN, chain.bytes + followed)
    return chain


def head_of(records: Records) -> RegisterLink | None:
    """Return the last link of the stand's chain, or of the one that it goes on from; None before the first."""
    known = records.access.secret(CHAIN)
    return None if known is None else _last(records, known)


def _append(records: Records, known: bytes, kind: LinkedKind, fact: UUID, digest: str, at: datetime) -> None:
    chain = UUID(bytes=known[:16])
    records.register.link(
        RegisterLink.after(_last(records, known), chain=chain, kind=kind, fact=fact, digest=digest, at=at)
    )


def _last(records: Records, known: bytes) -> RegisterLink | None:
    """Return the last link of a chain or, where it has none, of the one that it goes on from."""
    own = records.register.last_link(UUID(bytes=known[:16]))
    if own is None and known[16:]:
        return records.register.last_link(UUID(bytes=known[16:]))
    return own


def _drawn(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
