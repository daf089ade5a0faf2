"""Verification: whatever is changed in the records by another way than the register's shows, and says where."""

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from attended import ON_TIME, PEOPLE, REGISTER, drawn, expect, signs, tamper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, select
from territory import ANIMATOR

from course_engine.errors import CourseError
from course_engine.store import Database
from course_engine.store.tables import ATTENDANCE, COUNTERSIGNATURE, REGISTER_LINK, SIGNED_BY
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.purge import purge
from course_engine.training.register.chain import begin_chain, new_chain
from course_engine.training.register.findings import Flaw
from course_engine.training.register.keeping import (
    Correction,
    CorrectionReason,
    Tick,
    correct,
    countersign,
    tick_back,
)
from course_engine.training.register.verification import (
    Verification,
    doubts_about_trainee,
    short,
    verify_chain,
)
from course_engine.training.retention import Retention


def verified(database: Database, *, expects: str = "") -> Verification:
    with database.reading() as records:
        return verify_chain(records, expects=expects)


def flaws(database: Database, *, expects: str = "") -> list[Flaw]:
    return [found.flaw for found in verified(database, expects=expects).findings]


def a_half_day(database: Database) -> None:
    """Three people sign, one leaves early, the animateur countersigns: five links."""
    expect(database)
    for rank, one in enumerate(PEOPLE):
        signs(database, one, now=ON_TIME + timedelta(minutes=rank), seed=rank)
    left = Correction("st-anne", CorrectionReason.LEFT_EARLY, "9:00", "11:10")
    correct(database, ANIMATOR, "S1", left, now=ON_TIME + timedelta(hours=2), rng=Random(4))
    countersign(database, ANIMATOR, "S1", drawn(9), now=ON_TIME + timedelta(hours=3), rng=Random(5))


@pytest.fixture
def held(database: Database) -> Database:
    a_half_day(database)
    return database


def of_rank(rank: int) -> Any:
    return REGISTER_LINK.c.rank == rank


def test_what_went_through_the_register_verifies(held: Database) -> None:
    said = verified(held)
    assert (said.links, said.findings, said.before, said.purged) == (5, (), 0, 0)
    (head,) = said.heads
    assert verified(held, expects=short(head)).findings == ()


def test_changed_hours_are_found_with_their_session_and_their_line(held: Database) -> None:
    changed = ATTENDANCE.update().where(ATTENDANCE.c.trainee == "st-bruno")
    tamper(held, lambda records: records.execute(changed.values(ends=ON_TIME + timedelta(hours=9))))
    (found,) = verified(held).findings
    assert (found.flaw, found.session, found.trainee) == (Flaw.ALTERED, "S1", "st-bruno")
    assert found.sentence == (
        "séance S1 du 16/03/2027, Bruno Exemple, de 09:00 à 18:04\u00a0: cette présence ne dit plus ce qui a été"
        " scellé le 16/03/2027 09:05."
    )


def test_a_fact_that_was_removed_is_found(held: Database) -> None:
    def remove(records: Connection) -> None:
        fact = select(ATTENDANCE.c.id).where(ATTENDANCE.c.trainee == "st-carole")
        records.execute(SIGNED_BY.delete().where(SIGNED_BY.c.attendance.in_(fact)))
        records.execute(ATTENDANCE.delete().where(ATTENDANCE.c.trainee == "st-carole"))

    tamper(held, remove)
    assert flaws(held) == [Flaw.REMOVED]


def test_a_link_removed_in_the_middle_is_found(held: Database) -> None:
    tamper(held, lambda records: records.execute(REGISTER_LINK.delete().where(of_rank(2))))
    assert flaws(held) == [Flaw.LINK_MISSING, Flaw.ADDED]


def test_the_first_link_removed_is_found(held: Database) -> None:
    tamper(held, lambda records: records.execute(REGISTER_LINK.delete().where(of_rank(1))))
    assert flaws(held) == [Flaw.LINK_MISSING, Flaw.ADDED]


def test_the_last_link_removed_is_found_by_its_fact(held: Database) -> None:
    tamper(held, lambda records: records.execute(REGISTER_LINK.delete().where(of_rank(5))))
    assert flaws(held) == [Flaw.COUNTERSIGNATURE_ADDED]


def test_the_end_removed_with_its_facts_is_found_by_what_was_printed(held: Database) -> None:
    (head,) = verified(held).heads

    def cut(records: Connection) -> None:
        records.execute(REGISTER_LINK.delete().where(of_rank(5)))
        records.execute(COUNTERSIGNATURE.delete())

    tamper(held, cut)
    assert flaws(held) == []
    assert flaws(held, expects=short(head)) == [Flaw.PRINT_UNKNOWN]


def test_reordered_links_are_found(held: Database) -> None:
    def swap(records: Connection) -> None:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            records.execute(REGISTER_LINK.update().where(of_rank(before)).values(rank=after))

    tamper(held, swap)
    assert set(flaws(held)) == {Flaw.LINK_ALTERED, Flaw.LINK_MISSING}


def test_swapped_signatures_are_found(held: Database) -> None:
    def swap(records: Connection) -> None:
        first, second = records.execute(select(SIGNED_BY).limit(2)).mappings().all()
        for row, other in ((first, second), (second, first)):
            records.execute(
                SIGNED_BY.update()
                .where(SIGNED_BY.c.attendance == row["attendance"])
                .values(signature=other["signature"], digest=other["digest"])
            )

    tamper(held, swap)
    assert flaws(held) == [Flaw.ALTERED, Flaw.ALTERED]


def test_another_drawing_under_the_same_digest_is_found(held: Database) -> None:
    other = drawn(8).model_dump(mode="json")
    tamper(held, lambda records: records.execute(SIGNED_BY.update().values(signature=other)))
    assert flaws(held) == [Flaw.SIGNATURE_ALTERED] * 3


def test_a_drawing_that_is_taken_away_is_found(held: Database) -> None:
    tamper(held, lambda records: records.execute(SIGNED_BY.update().values(signature=None)))
    assert flaws(held) == [Flaw.SIGNATURE_MISSING] * 3


def test_a_fact_added_by_another_way_is_found(held: Database) -> None:
    with held.writing() as records:
        (fact, *_others) = records.attendance.of_session("S1")
        records.attendance.append(fact.model_copy(update={"id": UUID(int=7), "corrects": fact.id}))
    assert flaws(held) == [Flaw.ADDED]
    with held.reading() as records:
        assert [found.flaw for found in doubts_about_trainee(records, "st-anne")] == [Flaw.ADDED]
        assert doubts_about_trainee(records, "st-bruno") == ()


def test_every_link_removed_is_found(held: Database) -> None:
    tamper(held, lambda records: records.execute(REGISTER_LINK.delete()))
    assert flaws(held) == [*[Flaw.ADDED] * 4, Flaw.COUNTERSIGNATURE_ADDED]


def test_an_erased_drawing_leaves_the_chain_whole(held: Database) -> None:
    erase(
        held,
        "st-anne",
        reason=ErasureReason.ASKED,
        by="region",
        retention=Retention(),
        now=ON_TIME + timedelta(days=9),
        rng=Random(6),
    )
    assert verified(held).findings == ()


def test_what_the_purge_deletes_is_told_apart_from_what_was_removed(held: Database) -> None:
    list(purge(held, Retention(), now=ON_TIME + timedelta(days=366 * 7), rng=Random(7)))
    said = verified(held)
    assert (said.findings, said.purged, said.links) == ((), 4, 9)


def test_facts_older_than_the_register_are_linked_when_it_begins(held: Database) -> None:
    """A database of before the register: facts, and neither links nor signatures."""

    def forget(records: Connection) -> None:
        for table in (SIGNED_BY, COUNTERSIGNATURE, REGISTER_LINK):
            records.execute(table.delete())
        records.exec_driver_sql("DELETE FROM secret WHERE name = 'register-chain'")

    tamper(held, forget)
    assert (verified(held).before, verified(held).findings) == (4, ())
    with held.writing() as records:
        begin_chain(records, now=ON_TIME, rng=Random(8))
    assert (verified(held).links, verified(held).before, verified(held).findings) == (4, 0, ())


def test_a_register_whose_chain_was_torn_out_is_not_taken_for_an_older_one(held: Database) -> None:
    def tear_out(records: Connection) -> None:
        records.execute(REGISTER_LINK.delete())
        records.exec_driver_sql("DELETE FROM secret WHERE name = 'register-chain'")

    tamper(held, tear_out)
    with held.writing() as records:
        begin_chain(records, now=ON_TIME, rng=Random(8))
    assert flaws(held) == [*[Flaw.ADDED] * 3, Flaw.COUNTERSIGNATURE_ADDED]


def test_a_chain_goes_on_on_another_machine(held: Database) -> None:
    with held.writing() as records:
        chain = new_chain(records, Random(9))
    later = ON_TIME + timedelta(hours=3)
    tick_back(held, ANIMATOR, "S1", [], now=later, rng=Random(1))
    for minutes, leaves in ((190, "11:20"), (200, "11:30")):
        back = Correction("st-anne", CorrectionReason.MISTYPED, "9:00", leaves)
        correct(held, ANIMATOR, "S1", back, now=ON_TIME + timedelta(minutes=minutes), rng=Random(minutes))
    said = verified(held)
    assert (said.links, said.findings, len(said.heads)) == (7, (), 2)
    assert {(head.chain == chain, head.rank) for head in said.heads} == {(False, 5), (True, 7)}


def test_a_chain_whose_other_half_is_missing_is_found(held: Database) -> None:
    with held.writing() as records:
        chain = new_chain(records, Random(9))
    back = Correction("st-anne", CorrectionReason.MISTYPED, "9:00", "11:20")
    correct(held, ANIMATOR, "S1", back, now=ON_TIME + timedelta(hours=3), rng=Random(1))
    tamper(
        held, lambda records: records.execute(REGISTER_LINK.delete().where(REGISTER_LINK.c.chain != chain))
    )
    assert Flaw.LINK_MISSING in flaws(held)


def test_no_chain_goes_on_where_none_began(database: Database) -> None:
    with database.writing() as records:
        assert new_chain(records, Random(1)) is None


STEPS = st.lists(
    st.tuples(st.sampled_from(["sign", "tick", "left", "retract", "countersign"]), st.sampled_from(PEOPLE)),
    min_size=1,
    max_size=12,
)


def play(database: Database, steps: list[tuple[str, str]]) -> None:
    """Do what a half-day may do, in any order; what is refused changes nothing."""
    for rank, (step, one) in enumerate(steps):
        now, rng = ON_TIME + timedelta(minutes=rank), Random(rank)
        with suppress(CourseError):
            match step:
                case "sign":
                    signs(database, one, now=now, seed=rank)
                case "tick":
                    tick_back(database, ANIMATOR, "S1", [Tick(one, "9:10", "12:00")], now=now, rng=rng)
                case "left":
                    left = Correction(one, CorrectionReason.LEFT_EARLY, "9:00", f"11:{rank:02}")
                    correct(database, ANIMATOR, "S1", left, now=now, rng=rng)
                case "retract":
                    retracted = Correction(one, CorrectionReason.DID_NOT_SIGN)
                    correct(database, ANIMATOR, "S1", retracted, now=now, rng=rng)
                case "countersign":
                    countersign(database, ANIMATOR, "S1", drawn(rank), now=now, rng=rng)


def emptied(database: Database) -> None:
    def empty(records: Connection) -> None:
        records.execute(ATTENDANCE.update().values(corrects=None))
        for table in (SIGNED_BY, COUNTERSIGNATURE, REGISTER_LINK, ATTENDANCE):
            records.execute(table.delete())

    tamper(database, empty)


def other(value: object, name: str) -> object:
    """Return another value of the same kind."""
    if name == "signature":
        return drawn(77).model_dump(mode="json")
    match value:
        case bool():
            return not value
        case int():
            return value + 50
        case UUID():
            return UUID(int=value.int ^ 1)
        case str():
            return {"digest": "0" * 64, "sheet": "0" * 64, "previous": "1" * 64, "hash": "2" * 64}.get(name)
        case _:
            return value + timedelta(seconds=1) if hasattr(value, "year") else None  # type: ignore[operator] - an instant


WORDS = {
    "half_day": "soir",
    "entered_by": "autre",
    "account": "autre",
    "means": "papier",
    "kind": "purge",
    "trainee": "st-dora",
    "session": "S2",
}


@pytest.mark.parametrize("table", REGISTER, ids=lambda table: table.name)
def test_any_history_verifies_and_any_single_change_of_a_row_is_found(
    database: Database, table: Table
) -> None:
    expect(database, *PEOPLE, "st-dora")

    @given(steps=STEPS, data=st.data())
    @settings(max_examples=15, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(steps: list[tuple[str, str]], data: st.DataObject) -> None:
        emptied(database)
        play(database, steps)
        assert verified(database).findings == ()
        with database.reading() as records:
            rows = records.people._connection.execute(select(table)).mappings().all()
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        keys = {column.name for column in table.primary_key.columns}
        changeable = sorted(
            name
            for name, value in row.items()
            if (name not in keys or table is REGISTER_LINK) and value is not None
        )
        name = data.draw(st.sampled_from(changeable))
        if name == "corrects":
            new: object = None
        else:
            new = WORDS.get(name) or other(row[name], name)
        if new == row[name]:
            return
        only = [table.c[key] == row[key] for key in keys]
        tamper(database, lambda records: records.execute(table.update().where(*only).values({name: new})))
        assert verified(database).findings != (), (name, row[name], new)

    holds()
