"""The registers of stands, joined: every chain still verifies, and what is changed afterwards still shows."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from attended import ON_TIME, drawn, expect, signs, tamper
from exchanged import DAY, export, merge, signed
from stand import account
from territory import ANIMATOR, catalogue

from course_engine.errors import InputRefused, NotCertifiable
from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database
from course_engine.store.attestations import IssuedAttestation
from course_engine.store.tables import ATTENDANCE, REGISTER_LINK, SIGNED_BY
from course_engine.training.certification import IssuedDocument, Issuer, certify
from course_engine.training.conflicts.listing import ConflictKind, every_conflict
from course_engine.training.conflicts.settling import settle_sign_ins
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.purge import purge
from course_engine.training.register.chain import new_chain
from course_engine.training.register.findings import Flaw
from course_engine.training.register.keeping import (
    Correction,
    CorrectionReason,
    Tick,
    correct,
    countersign,
    tick_back,
)
from course_engine.training.register.verification import Verification, verify_register
from course_engine.training.retention import Retention

ANNE, BRUNO = "st-anne", "st-bruno"
LATER = ON_TIME + 5 * DAY
YEARS_LATER = ON_TIME + 7 * 365 * DAY
REGION = account("region", AccountRole.REGION)
ISSUER = Issuer(organiser="La Région (exemple)", place="Saint-Exemple", signatory="Dominique Exemple")

Stands = Callable[[str], Database]


@pytest.fixture
def stand(tmp_path: Path, empty_file: Path) -> Iterator[Stands]:
    """Stands, each with records of its own, where the same people are expected at one session."""
    with ExitStack() as opened:
        known: dict[str, Database] = {}

        def named(name: str) -> Database:
            if name not in known:
                file = shutil.copy(empty_file, tmp_path / f"{name}.db")
                known[name] = opened.enter_context(open_database(file))
                expect(known[name], ANNE, BRUNO)
            return known[name]

        yield named


def holds(database: Database, trainee: str, *, seed: int) -> None:
    """Somebody signs, leaves early, and the animateur countersigns: three links."""
    signs(database, trainee, seed=seed)
    left = Correction(trainee, CorrectionReason.LEFT_EARLY, "9:00", f"11:{seed:02}")
    correct(database, ANIMATOR, "S1", left, now=ON_TIME + timedelta(hours=2), rng=Random(seed))
    countersign(
        database, ANIMATOR, "S1", drawn(seed), now=ON_TIME + timedelta(hours=3), rng=Random(seed + 50)
    )


def ticks(database: Database, trainee: str, *, leaves: str, seed: int) -> None:
    """Somebody is copied from paper: one link."""
    tick = Tick(trainee, "9:00", leaves)
    tick_back(database, ANIMATOR, "S1", [tick], now=ON_TIME + timedelta(hours=4), rng=Random(seed))


def links(database: Database) -> int:
    said = verify_register(database)
    assert said.findings == ()
    return said.links


def flaws(said: Verification) -> list[Flaw]:
    return [found.flaw for found in said.findings]


def attest(database: Database, trainee: str) -> IssuedAttestation:
    return certify(
        database,
        catalogue(),
        trainee,
        issue=lambda said: IssuedDocument(said.model_dump_json().encode(), "statement"),
        issuer=ISSUER,
        now=LATER,
        rng=Random(1),
    )


def test_the_chains_of_two_stands_verify_in_whatever_order_they_came(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    holds(stand("B"), BRUNO, seed=2)
    files = [export(stand(name), f"Stand {name}", now=LATER) for name in "AB"]
    for rank, order in enumerate(permutations(files)):
        region = stand(f"region {rank}")
        for file in order:
            merge(region, file, now=LATER)
        said = verify_register(region)
        assert (said.links, len(said.heads), said.findings, said.before) == (6, 2, (), 0)
        merge(region, *files, now=LATER)
        assert links(region) == 6


def test_what_is_changed_after_a_merge_is_found_and_no_attestation_is_given(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    holds(stand("B"), BRUNO, seed=2)
    region = stand("region")
    merge(region, *(export(stand(name), f"Stand {name}", now=LATER) for name in "AB"), now=LATER)
    attest(region, ANNE)
    changed = ATTENDANCE.update().where(ATTENDANCE.c.trainee == BRUNO, ATTENDANCE.c.corrects.is_not(None))
    tamper(region, lambda records: records.execute(changed.values(ends=ON_TIME + timedelta(hours=3))))
    (found,) = verify_register(region).findings
    assert (found.flaw, found.session, found.trainee) == (Flaw.ALTERED, "S1", BRUNO)
    with pytest.raises(NotCertifiable, match="le registre d’émargement a été modifié depuis la signature"):
        attest(region, BRUNO)
    attest(region, ANNE)


def test_a_fact_slipped_in_after_a_merge_is_found_where_nobody_ever_signed(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    region = stand("region")
    merge(region, export(stand("A"), "Stand A", now=LATER), now=LATER)
    with region.writing() as records:
        records.attendance.append(signed("S1", BRUNO))
    assert flaws(verify_register(region)) == [Flaw.ADDED]


def test_facts_older_than_the_register_are_not_taken_for_added_once_others_come_in(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    region = stand("region")
    with region.writing() as records:
        records.attendance.append(signed("S1", BRUNO))
    assert verify_register(region).before == 1
    merge(region, export(stand("A"), "Stand A", now=LATER), now=LATER)
    said = verify_register(region)
    assert (said.findings, said.before, said.links) == ((), 0, 4)


def test_a_restored_stand_and_the_one_thought_lost_are_joined(stand: Stands, tmp_path: Path) -> None:
    holds(stand("A"), ANNE, seed=1)
    copy = tmp_path / "restored.db"
    stand("A").copy_to(copy)
    with open_database(copy) as restored:
        with restored.writing() as records:
            new_chain(records, Random(9))
        ticks(restored, BRUNO, leaves="12:00", seed=3)
        holds(stand("A"), BRUNO, seed=2)
        files = [export(restored, "Stand A", now=LATER), export(stand("A"), "Stand A", now=LATER)]
    for rank, order in enumerate(permutations(files)):
        region = stand(f"region {rank}")
        for file in order:
            merge(region, file, now=LATER)
        said = verify_register(region)
        assert (said.links, len(said.heads), said.findings) == (7, 2, ())
        assert [one.kind for one in every_conflict(region, now=LATER)] == [ConflictKind.SIGN_INS]


def test_two_machines_that_went_on_with_one_chain_are_refused(stand: Stands, tmp_path: Path) -> None:
    holds(stand("A"), ANNE, seed=1)
    copy = tmp_path / "copied.db"
    stand("A").copy_to(copy)
    ticks(stand("A"), BRUNO, leaves="12:00", seed=3)
    region = stand("region")
    merge(region, export(stand("A"), "Stand A", now=LATER), now=LATER)
    with open_database(copy) as copied:
        ticks(copied, BRUNO, leaves="11:30", seed=4)
        with pytest.raises(InputRefused) as refused:
            merge(region, export(copied, "Stand A", now=LATER), now=LATER)
    assert [(one.code, one.file) for one in refused.value.diagnostics] == [
        ("RC107", "Stand A.zip/facts/register_link.jsonl")
    ]


def test_an_erasure_leaves_every_chain_whole_and_the_merge_the_same(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    region = stand("region")
    sent = export(stand("A"), "Stand A", now=LATER)
    merge(region, sent, now=LATER)
    reason = ErasureReason.ASKED
    erase(region, ANNE, reason=reason, by="region", retention=Retention(), now=LATER, rng=Random(2))
    assert links(region) == 3
    merge(region, sent, now=LATER)
    assert links(region) == 3
    merge(stand("A"), export(region, "Région", now=LATER), stand="Stand A", now=LATER)
    assert links(stand("A")) == 3
    with stand("A").reading() as records:
        assert records.people.is_erased(ANNE)
        assert {one.signature for one in records.register.signed_by(ANNE).values()} == {None}


def test_a_purge_is_noted_once_however_often_the_facts_come_back(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    region = stand("region")
    sent = export(stand("A"), "Stand A", now=LATER)
    merge(region, sent, now=LATER)
    for _line in purge(region, Retention(), now=YEARS_LATER, rng=Random(3)):
        pass
    once = verify_register(region)
    assert (once.findings, once.purged) == ((), 2)
    for _again in range(2):
        merge(region, sent, now=YEARS_LATER)
        assert verify_register(region) == once


def test_sign_ins_settled_on_one_stand_are_settled_for_the_region(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    ticks(stand("B"), ANNE, leaves="12:00", seed=3)
    region = stand("region")
    apart = [export(stand(name), f"Stand {name}", now=LATER) for name in "AB"]
    merge(region, *apart, now=LATER)
    merge(stand("A"), apart[1], stand="Stand A", now=LATER)
    with pytest.raises(NotCertifiable, match="réglez-le dans «\u00a0Conflits\u00a0»"):
        attest(region, ANNE)
    (conflict,) = every_conflict(stand("A"), now=LATER)
    kept = conflict.sides[1].choice
    session = settle_sign_ins(stand("A"), REGION, conflict.key, kept, now=LATER, rng=Random(5))
    assert (session, links(stand("A"))) == ("S1", 5)
    merge(region, export(stand("A"), "Stand A", now=LATER + DAY), now=LATER + DAY)
    assert every_conflict(region, now=LATER + DAY) == ()
    assert links(region) == 5
    (half_day,) = attest(region, ANNE).attestation.half_days
    assert half_day.minutes == 180


def test_a_correction_of_a_conflict_is_sealed_like_any_other(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    ticks(stand("B"), ANNE, leaves="12:00", seed=3)
    merge(stand("A"), export(stand("B"), "Stand B", now=LATER), stand="Stand A", now=LATER)
    (conflict,) = every_conflict(stand("A"), now=LATER)
    kept = conflict.sides[0].choice
    settle_sign_ins(stand("A"), REGION, conflict.key, kept, now=LATER, rng=Random(5))
    last = ATTENDANCE.c.entered_at == LATER
    tamper(stand("A"), lambda records: records.execute(ATTENDANCE.update().where(last).values(signed=False)))
    assert flaws(verify_register(stand("A"))) == [Flaw.ALTERED]


def test_a_chain_torn_out_after_a_merge_is_found(stand: Stands) -> None:
    holds(stand("A"), ANNE, seed=1)
    region = stand("region")
    merge(region, export(stand("A"), "Stand A", now=LATER), now=LATER)
    tamper(
        region, lambda records: (records.execute(REGISTER_LINK.delete()), records.execute(SIGNED_BY.delete()))
    )
    assert set(flaws(verify_register(region))) == {Flaw.ADDED, Flaw.COUNTERSIGNATURE_ADDED}
