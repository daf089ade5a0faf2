"""Merging: in any order and any number of times, the same files give the same record."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from exchanged import export, merge, record, standing_of
from stand import NOW
from whole_file import LAST_NAME, NEIGHBOUR, PERSON, fill_every_table

from course_engine.store import Database, open_database
from course_engine.store.tables import METADATA
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.exchange.answers import Pace
from course_engine.training.purge import purge
from course_engine.training.retention import Retention

DAY = timedelta(days=1)
YEARS_LATER = NOW + 365 * 7 * DAY

Open = Callable[[str], Database]


@pytest.fixture
def stand(tmp_path: Path, empty_file: Path) -> Iterator[Open]:
    """Other stands, each in a file of its own."""
    opened = {}

    def named(name: str) -> Database:
        if name not in opened:
            opened[name] = open_database(shutil.copy(empty_file, tmp_path / f"{name}.db"))
        return opened[name]

    yield named
    for database in opened.values():
        database.close()


def erase_person(database: Database, trainee: str = PERSON) -> None:
    reason = ErasureReason.ASKED
    erase(database, trainee, reason=reason, by="region", retention=Retention(), now=NOW, rng=Random(21))


def everything_in(database: Database) -> str:
    with database.reading() as records:
        connection = records.people._connection
        tables = METADATA.sorted_tables
        return str([[dict(row) for row in connection.execute(table.select()).mappings()] for table in tables])


def test_an_empty_record_takes_everything_once(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    sent, expected = export(stand("A"), "Stand A"), record(stand("A"))
    (report,) = merge(database, sent)
    found = record(database)
    del found["claims"], expected["claims"]
    assert found == expected
    assert standing_of(database) == standing_of(stand("A"))
    assert report.receipt.counts["attendance"] == 2
    (again,) = merge(database, sent)
    assert (again.receipt.counts, again.added, again.changed) == ({}, (), ())


def test_what_opens_doors_and_what_is_not_sent_stays_where_it_is(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    merge(database, export(stand("A"), "Stand A"))
    with database.reading() as records:
        connection = records.people._connection
        local = (
            "access_code",
            "password",
            "web_session",
            "wrong_attempt",
            "registration_draft",
            "placement_proposal",
        )
        assert {
            name: len(connection.execute(METADATA.tables[name].select()).all()) for name in local
        } == dict.fromkeys(local, 0)
    with stand("A").reading() as theirs, database.reading() as ours:
        table = METADATA.tables["registration_link"]
        (there,), (here,) = (one.people._connection.execute(table.select()).all() for one in (theirs, ours))
        assert (there.id, there.label) == (here.id, here.label)
        assert there.token_hash != here.token_hash


def test_a_person_erased_there_is_erased_here_whichever_comes_first(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    before = export(stand("A"), "Stand A")
    erase_person(stand("A"))
    after = export(stand("A"), "Stand A")
    for order in permutations([before, after]):
        target = stand(str(order[0] is before))
        merge(target, order[0])
        merge(target, order[1])
        assert LAST_NAME not in everything_in(target)
    assert record(stand("True")) == record(stand("False"))
    merge(database, before)
    assert LAST_NAME in everything_in(database)
    (report,) = merge(database, after)
    assert report.erased == 1
    assert LAST_NAME not in everything_in(database)
    assert record(database) == record(stand("True"))


def test_who_is_erased_in_any_file_of_a_run_does_not_stand_between_two(
    database: Database, stand: Open
) -> None:
    fill_every_table(stand("A"))
    before = export(stand("A"), "Stand A")
    erase_person(stand("A"))
    after = export(stand("A"), "Stand A")
    seen = []
    pace = Pace(pause=lambda: seen.append(LAST_NAME in everything_in(database)))
    first, second = merge(database, before, after, pace=pace)
    assert seen == [False]
    assert (first.erased, second.erased) == (1, 0)


def test_a_person_erased_here_does_not_come_back(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    sent = export(stand("A"), "Stand A")
    merge(database, sent)
    erase_person(database)
    expected = record(database)
    (report,) = merge(database, sent)
    assert report.withheld > 0
    assert report.receipt.counts == {}
    assert record(database) == expected
    with database.reading() as records:
        assert records.people.registration(NEIGHBOUR) is not None


def test_the_erased_stay_erased_where_the_trail_no_longer_says_so(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    sent = export(stand("A"), "Stand A")
    merge(database, sent)
    erase_person(database)
    short = Retention(trail_months=1)
    for _line in purge(database, short, now=NOW + 60 * DAY, rng=Random(3)):
        pass
    merge(database, sent, now=NOW + 60 * DAY)
    assert LAST_NAME not in everything_in(database)


def test_what_a_purge_deleted_does_not_come_back(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    sent = export(stand("A"), "Stand A")
    merge(database, sent)
    for _line in purge(database, Retention(), now=YEARS_LATER, rng=Random(3)):
        pass
    expected = record(database)
    (report,) = merge(database, sent, now=YEARS_LATER)
    assert report.over > 0
    found = record(database)
    assert LAST_NAME not in everything_in(database)
    assert {name for name in found if found[name] != expected[name]} <= {"claims", "plans", "register_link"}


def test_a_form_reduced_by_a_purge_is_reduced_everywhere(database: Database, stand: Open) -> None:
    fill_every_table(stand("A"))
    before = export(stand("A"), "Stand A")
    for _line in purge(stand("A"), Retention(), now=NOW + 500 * DAY, rng=Random(3)):
        pass
    after = export(stand("A"), "Stand A")
    merge(database, before)
    merge(database, after)
    merge(database, before)
    with database.reading() as records:
        form, _role = records.people.registration(PERSON) or pytest.fail("nobody")
        assert (form.last_name, form.accommodation, dict(form.answers)) == (LAST_NAME, "", {})
