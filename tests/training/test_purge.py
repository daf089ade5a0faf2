"""The purge deletes what is over its time, kind by kind; it may be stopped, and run again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from stand import NOW
from whole_file import DRAFT, FIRST_NAME, LAST_NAME, LINK, NEIGHBOUR, PERSON

from course_engine.errors import StoreError
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.store.tables import METADATA
from course_engine.training.privacy import RecordKind
from course_engine.training.purge import CHORES, PurgeLine, purge, rehearse_purge
from course_engine.training.retention import Retention

LAST_SESSION = datetime(2027, 3, 20, 23, 59, 59, 999999, UTC)
RETENTION = Retention()
DAY = timedelta(days=1)
SEEDS = count(31)


@pytest.fixture
def location(full_location: str) -> str:
    """Every table holds something."""
    return full_location


def purge_at(database: Database, now: datetime, *, batch: int = 200) -> dict[RecordKind, int]:
    return done(purge(database, RETENTION, now=now, rng=Random(next(SEEDS)), batch=batch))


def done(lines: Iterable[PurgeLine]) -> dict[RecordKind, int]:
    return {line.kind: line.done for line in lines if line.done}


def kept(database: Database) -> set[str]:
    """Return the tables that hold something."""
    with database.reading() as records:
        connection = records.erasure._connection
        return {name for name, table in METADATA.tables.items() if connection.execute(table.select()).first()}


def test_nothing_is_touched_before_its_time(database: Database) -> None:
    before = kept(database)
    assert purge_at(database, NOW) == {}
    assert kept(database) == before
    with database.reading() as records:
        assert {entry.action for entry in records.trail.entries()} == {TrailAction.CODE_ISSUED}


def test_after_days_go_sessions_attempts_and_drafts(database: Database) -> None:
    assert purge_at(database, NOW + 8 * DAY) == {RecordKind.ENTRY: 1, RecordKind.ATTEMPTS: 1}
    assert purge_at(database, NOW + 31 * DAY) == {RecordKind.DRAFTS: 1}
    with database.reading() as records:
        assert records.invitations.draft(DRAFT) is None


def test_a_year_after_the_last_session_only_the_name_and_the_register_stay(database: Database) -> None:
    day_before = LAST_SESSION.replace(year=2028)
    purge_at(database, day_before)
    with database.reading() as records:
        assert records.people.path(PERSON) is not None
    found = purge_at(database, day_before + DAY)
    assert found == {RecordKind.REGISTRATION: 1, RecordKind.QUIZZES: 1, RecordKind.DEBRIEF: 1}
    with database.reading() as records:
        form, _ = records.people.registration(PERSON) or (None, None)
        assert form is not None
        assert (form.last_name, form.first_name) == (LAST_NAME, FIRST_NAME)
        assert (form.accommodation, form.answers) == ("", {})
        assert (records.people.path(PERSON), records.access.latest_code_of(PERSON)) == (None, None)
        assert records.admissions.overrides(PERSON) == ()
        assert [decision.reason for decision in records.schedule.decisions(trainee=PERSON)] == ["", ""]
        assert len(records.attendance.of_trainee(PERSON)) == 2
        assert records.attestations.latest_of(PERSON) is not None


def test_who_never_came_is_forgotten_whole_a_year_after_registering(database: Database) -> None:
    assert purge_at(database, NOW.replace(year=2028) + timedelta(hours=1))[RecordKind.REGISTRATION] == 1
    with database.reading() as records:
        assert set(records.people.trainees()) == {PERSON}
        assert records.admissions.history(NEIGHBOUR) == ()


def test_registering_anew_starts_the_time_anew(database: Database) -> None:
    a_year_later = NOW.replace(year=2028)
    with database.writing() as records:
        form, role = records.people.registration(NEIGHBOUR) or pytest.fail("registered")
        records.people.append_registration(
            form, role, fact_id=LINK, recorded_at=a_year_later - timedelta(hours=1)
        )
    assert RecordKind.REGISTRATION not in purge_at(database, a_year_later + timedelta(hours=1))


def test_a_session_to_come_starts_the_time_anew(database: Database) -> None:
    with database.reading() as records:
        seen = records.overdue.last_seen()
    assert seen[PERSON] == LAST_SESSION
    assert seen[NEIGHBOUR] == NOW


def test_six_years_after_the_last_session_nothing_names_anybody(database: Database) -> None:
    with database.writing() as records:
        for login in ("region", "referente"):
            records.accounts.close_account(login, closed_at=NOW)
    found = purge_at(database, LAST_SESSION.replace(year=2033) + DAY)
    assert found[RecordKind.ATTENDANCE] == 2
    assert found[RecordKind.SCHEDULE] == 2
    assert found[RecordKind.ACCOUNTS] == 2
    places = {"territory", "commune", "deployment", "training_session"}
    assert kept(database) == {*places, "secret", "trail"}
    with database.reading() as records:
        entries = records.trail.entries()
        assert {entry.action for entry in entries} == {TrailAction.PURGED}
        assert {(entry.account, entry.trainee) for entry in entries} == {("purge", None)}
        assert {session.animator for session in records.schedule.sessions().values()} == {""}


def test_links_go_a_year_after_they_stop_and_who_came_by_them_stays(database: Database) -> None:
    purge_at(database, NOW + 31 * DAY)
    with database.writing() as records:
        records.invitations.revoke_link(LINK, revoked_at=NOW)
    found = purge_at(database, NOW.replace(year=2028) + timedelta(minutes=1))
    assert found[RecordKind.LINKS] == 1
    with database.reading() as records:
        (admission,) = records.admissions.history(PERSON)
        assert admission.link is None


def test_run_again_it_finds_nothing(database: Database) -> None:
    late = LAST_SESSION.replace(year=2029)
    assert purge_at(database, late) != {}
    entries = _entries(database)
    assert purge_at(database, late) == {}
    assert _entries(database) == entries


def test_a_rehearsal_says_what_would_be_done_and_does_nothing(database: Database) -> None:
    late = LAST_SESSION.replace(year=2028) + DAY
    before = _entries(database)
    rehearsed = rehearse_purge(database, RETENTION, now=late)
    assert [line.kind for line in rehearsed] == [chore.kind for chore in CHORES]
    assert {line.done for line in rehearsed} == {0}
    assert _entries(database) == before
    assert {line.kind: line.over for line in rehearsed if line.over} == purge_at(database, late)


def test_stopped_half_way_what_is_done_is_done_and_the_next_run_goes_on(database: Database) -> None:
    late, connection_lost = LAST_SESSION.replace(year=2033) + DAY, StoreError("…")

    def interrupted() -> None:
        for line in purge(database, RETENTION, now=late, rng=Random(next(SEEDS)), batch=1):
            if line.kind is RecordKind.LINKS:
                raise connection_lost

    with pytest.raises(StoreError):
        interrupted()
    with database.reading() as records:
        assert records.invitations.link(LINK) is None
        assert len(records.people.trainees()) == 2
    assert purge_at(database, late, batch=1)[RecordKind.ATTENDANCE] == 2


def test_each_batch_is_a_transaction_with_its_entry(database: Database) -> None:
    purge_at(database, LAST_SESSION.replace(year=2033) + DAY, batch=1)
    assert _entries(database).count("1 personnes du registre, dossiers effacés en entier") == 2


def _entries(database: Database) -> list[str]:
    with database.reading() as records:
        return [entry.detail for entry in records.trail.entries()]
