"""Erasure: the name goes, everywhere and whole or not at all; the register stands under an opaque id."""

import multiprocessing
import os
from random import Random

import pytest
import sample_catalogue as sample
from sqlalchemy import Engine, event
from stand import NOW, registrant
from whole_file import (
    ARRANGEMENT,
    DOCUMENT,
    FIRST_NAME,
    LAST_NAME,
    NEIGHBOUR,
    NUMBER,
    PERSON,
)

from course_engine.errors import ConflictingFact, NotCertifiable, NotFound
from course_engine.model.admission import AdmissionStatus
from course_engine.model.trail import TrailAction
from course_engine.store import Database, open_database
from course_engine.store.tables import METADATA
from course_engine.training.access import issue_codes
from course_engine.training.bag import bags_of
from course_engine.training.certification import Issuer, certifiable, certify, in_register
from course_engine.training.erasure import Erasure, ErasureReason, erase, erasure_ahead
from course_engine.training.journey import journey
from course_engine.training.library import Library
from course_engine.training.privacy import RecordKind
from course_engine.training.registration import register
from course_engine.training.retention import Retention

KILLED = 9
RETENTION = Retention()


@pytest.fixture
def location(full_location: str) -> str:
    """Every table holds something."""
    return full_location


def erase_person(database: Database) -> Erasure:
    return erase(
        database,
        PERSON,
        reason=ErasureReason.ASKED,
        by="region",
        retention=RETENTION,
        now=NOW,
        rng=Random(21),
    )


def rows(database: Database) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    with database.reading() as records:
        connection = records.erasure._connection
        return {
            name: sorted(repr(dict(row)) for row in connection.execute(table.select()).mappings())
            for name, table in METADATA.tables.items()
        }


def test_no_word_of_the_person_is_left_in_any_row(database: Database) -> None:
    before, _, after = str(rows(database)), erase_person(database), str(rows(database))
    for word in (LAST_NAME, LAST_NAME.upper(), FIRST_NAME, ARRANGEMENT):
        assert word in before
        assert word not in after


def test_nothing_of_the_neighbour_is_lost(database: Database) -> None:
    with database.reading() as records:
        before = records.people.registration(NEIGHBOUR), records.people.path(NEIGHBOUR)
    erase_person(database)
    with database.reading() as records:
        assert (records.people.registration(NEIGHBOUR), records.people.path(NEIGHBOUR)) == before
        (admission,) = records.admissions.history(NEIGHBOUR)
        assert (admission.status, admission.same_as) == (AdmissionStatus.DUPLICATE, None)


def test_attendance_places_and_decisions_stand_under_the_opaque_id(database: Database) -> None:
    with database.reading() as records:
        attended = records.attendance.of_trainee(PERSON)
    report = erase_person(database)
    with database.reading() as records:
        assert records.attendance.of_trainee(PERSON) == attended
        assert [one.id for one in records.schedule.sessions_of(PERSON)] == ["S1"]  # S2 is to come
        (admission,) = records.admissions.history(PERSON)
        assert (admission.status, admission.reason, admission.link) == (AdmissionStatus.ACCEPTED, "", None)
    staying = {stay.kind: stay.count for stay in report.staying}
    assert staying == {
        RecordKind.REGISTRATION: 1,
        RecordKind.PLACES: 3,
        RecordKind.ATTENDANCE: 2,
        RecordKind.ATTESTATION: 1,
    }
    assert {stay.until.date().isoformat() for stay in report.staying} == {"2033-03-13"}


def test_a_presented_attestation_can_still_be_checked_against_the_register(database: Database) -> None:
    erase_person(database)
    entry = in_register(database, DOCUMENT)
    with pytest.raises(NotFound, match="registre"):
        in_register(database, b"forged")
    with database.reading() as records:
        assert (entry.number, entry.trainee, entry.minutes) == (NUMBER, PERSON, 180)
        assert (entry.issued_at, entry.erased_at) == (NOW, NOW)
        assert (records.attestations.find(NUMBER), records.attestations.latest_of(PERSON)) == (None, None)
        assert NUMBER in records.attestations.numbers()


def test_the_trail_says_who_erased_whom_and_why(database: Database) -> None:
    erase_person(database)
    with database.reading() as records:
        entries = {entry.action: entry for entry in records.trail.entries(trainee=PERSON)}
    entry = entries.pop(TrailAction.ERASED)
    assert (entry.action, entry.account, entry.at) == (TrailAction.ERASED, "region", NOW)
    assert entry.detail == "À la demande de la personne."
    assert set(entries) == {TrailAction.CODE_ISSUED}


def test_what_was_removed_is_counted_by_kind(database: Database) -> None:
    assert {kind: count for kind, count in erase_person(database).removed.items() if count} == {
        RecordKind.REGISTRATION: 5,
        RecordKind.PATH: 2,
        RecordKind.PLACES: 4,
        RecordKind.ENTRY: 2,
        RecordKind.ATTENDANCE: 1,
        RecordKind.ROOM: 1,
        RecordKind.QUIZZES: 3,
        RecordKind.DEBRIEF: 1,
        RecordKind.DRAFTS: 1,
        RecordKind.ATTESTATION: 1,
    }


def test_thinking_of_it_changes_nothing_and_says_what_would_stay(database: Database) -> None:
    before = rows(database)
    ahead = erasure_ahead(database, PERSON, retention=RETENTION)
    assert rows(database) == before
    done = erase_person(database)
    assert (ahead.removed, ahead.name) == ({}, f"{FIRST_NAME} {LAST_NAME}")
    assert [stay.kind for stay in ahead.staying] == [stay.kind for stay in done.staying]
    # A place in a session to come was given up: the register's time begins earlier.
    assert all(stay.until >= done.staying[0].until for stay in ahead.staying)


def test_erasing_twice_or_nobody_is_refused(database: Database) -> None:
    erase_person(database)
    with pytest.raises(NotFound, match="déjà effacé"):
        erase_person(database)
    with pytest.raises(NotFound, match="«\u00a0personne\u00a0»"):
        erasure_ahead(database, "personne", retention=RETENTION)


def test_lists_show_an_erased_person_as_one_and_nothing_is_done_with_them(database: Database) -> None:
    erase_person(database)
    with database.reading() as records:
        shown = records.people.trainees()[PERSON]
        assert (shown.full_name, shown.erased) == (f"Personne effacée ({PERSON})", True)
        assert records.people.trainee(PERSON) is None
    assert certifiable(database) == ()
    library = Library(sample.sample_catalogue())
    assert [bag.trainee.id for bag in bags_of(database, library, now=NOW, rng=Random(9))] == [NEIGHBOUR]
    with pytest.raises(NotFound):
        journey(database, library, PERSON)
    with pytest.raises(NotFound):
        issue_codes(database, [PERSON], by="region", now=NOW, rng=Random(3))
    with pytest.raises(NotCertifiable):
        certify(
            database,
            library.catalogue,
            PERSON,
            issue=lambda _: pytest.fail("nothing is issued"),
            issuer=Issuer("La Région", "Lille", "La présidente"),
            now=NOW,
            rng=Random(4),
        )


def test_a_file_imported_again_does_not_bring_an_erased_person_back(database: Database) -> None:
    erase_person(database)
    with pytest.raises(ConflictingFact, match="donnez à cette personne un autre identifiant"):
        register(database, [registrant(PERSON, last_name=LAST_NAME)], now=NOW, rng=Random(5))


def test_facts_are_guarded_again_once_it_is_done(database: Database) -> None:
    erase_person(database)
    assert rows(database)["erasure_permit"] == []


def _erase_until_killed(location: str, statements: int) -> None:
    with open_database(location) as database:
        left = iter(range(statements))

        @event.listens_for(Engine, "before_cursor_execute")
        def count(*_: object) -> None:
            if next(left, None) is None:
                os._exit(KILLED)

        erase_person(database)
    os._exit(0)


def test_killed_anywhere_it_leaves_all_or_nothing(database: Database, location: str) -> None:
    before = rows(database)
    database.close()
    outcomes = []
    for statements in (*range(1, 60, 6), 10_000):
        process = multiprocessing.get_context("fork").Process(
            target=_erase_until_killed, args=(location, statements)
        )
        process.start()
        process.join()
        outcomes.append(process.exitcode)
        with open_database(location) as opened:
            assert (rows(opened) == before) is (process.exitcode == KILLED)
        if process.exitcode == 0:
            break
    assert outcomes.count(KILLED) >= 5
    assert outcomes[-1] == 0
