"""Conflicts of meaning: found from the facts, shown with their sides, settled by a person only."""

import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
import sample_catalogue as sample
from exchanged import NOW, export, merge, plan, prepare, signed
from stand import account, admit, place, territory

from course_engine.errors import DecisionRefused, NotCertifiable
from course_engine.model.accounts import AccountRole
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database, open_database
from course_engine.training.certification import Issuer, certifiable, certify
from course_engine.training.conflicts.clashes import clashes
from course_engine.training.conflicts.listing import Conflict, ConflictKind, conflicts_of, every_conflict
from course_engine.training.conflicts.settling import settle_plan, settle_sign_ins
from course_engine.training.presence import presences

PERSON = "tr0001"
REGION = account("region", AccountRole.REGION)
HOUR = timedelta(hours=1)


def attend(database: Database, *facts) -> None:
    with database.writing() as records:
        for fact in facts:
            records.attendance.append(fact)


def kinds(database: Database) -> list[ConflictKind]:
    return [conflict.kind for conflict in every_conflict(database, now=NOW)]


@pytest.fixture(autouse=True)
def _prepared(database: Database) -> None:
    prepare(database)


@pytest.fixture
def other(tmp_path: Path, empty_file: Path):
    """Another stand, whose records began as these."""
    with open_database(shutil.copy(empty_file, tmp_path / "other.db")) as opened:
        prepare(opened)
        yield opened


def test_two_sign_ins_in_two_places_at_one_hour_are_shown_side_by_side(database: Database) -> None:
    attend(database, signed("S1", PERSON), signed("S2", PERSON, entered_at=NOW + 9 * HOUR))
    (conflict,) = every_conflict(database, now=NOW)
    assert conflict.kind is ConflictKind.SIGN_INS
    assert "tr0001" in conflict.sentence
    assert [side.session for side in conflict.sides] == ["S1", "S2"]


def test_hours_that_only_touch_and_hours_in_one_place_are_no_conflict(database: Database) -> None:
    began = signed("S1", PERSON)
    attend(database, began, signed("S2", PERSON, begins=began.ends, ends=began.ends + HOUR))
    assert kinds(database) == []
    plan(database, "S2", place="salle de S1")
    attend(database, signed("S2", PERSON, begins=began.begins + HOUR, ends=began.ends + HOUR))
    with database.reading() as records:
        facts, sessions = records.attendance.of_trainee(PERSON), records.schedule.sessions()
    crossed = [(one.session, two.session) for one, two in clashes(facts, sessions)]
    assert crossed == [("S2", "S2")]


def test_the_sign_in_that_is_not_kept_is_corrected_and_stays_in_the_history(database: Database) -> None:
    kept, wrong = signed("S1", PERSON), signed("S2", PERSON)
    attend(database, kept, wrong)
    (conflict,) = every_conflict(database, now=NOW)
    settle_sign_ins(database, REGION, conflict.key, str(kept.id), now=NOW + 9 * HOUR, rng=Random(1))
    assert kinds(database) == []
    with database.reading() as records:
        facts, sessions = records.attendance.of_trainee(PERSON), records.schedule.sessions()
        assert [presence.session.id for presence in presences(facts, sessions)] == ["S1"]
        assert {fact.corrects for fact in facts} == {None, wrong.id}
        assert [entry.trainee for entry in records.trail.entries()] == [PERSON]
    with pytest.raises(DecisionRefused):
        settle_sign_ins(database, REGION, conflict.key, str(kept.id), now=NOW + 9 * HOUR, rng=Random(2))


def test_one_session_that_says_two_things_of_one_person_takes_one_of_them(database: Database) -> None:
    whole, half = signed("S1", PERSON), signed("S1", PERSON, begins=NOW + HOUR)
    attend(database, whole, half)
    (conflict,) = every_conflict(database, now=NOW)
    settle_sign_ins(database, REGION, conflict.key, str(half.id), now=NOW + 9 * HOUR, rng=Random(1))
    assert kinds(database) == []
    with database.reading() as records:
        (presence,) = presences(records.attendance.of_trainee(PERSON), records.schedule.sessions())
    assert presence.begins == NOW + HOUR


def test_no_attestation_is_given_while_sign_ins_contradict_each_other(database: Database) -> None:
    attend(database, signed("S1", PERSON), signed("S2", PERSON))
    assert certifiable(database) == (PERSON,)
    issuer = Issuer("Région Exemple", "Saint-Exemple", "Dominique Exemple")
    with pytest.raises(NotCertifiable, match=r"S1.*S2.*Conflits"):
        certify(
            database,
            sample.sample_catalogue(),
            PERSON,
            issue=lambda _attestation: pytest.fail("issued"),
            issuer=issuer,
            now=NOW,
            rng=Random(1),
        )


def test_more_people_than_seats_is_a_conflict_with_everybody_who_has_a_place(database: Database) -> None:
    plan(database, "S1", capacity=1)
    with database.writing() as records:
        for trainee in ("tr0001", "tr0002"):
            records.schedule.decide(place("S1", trainee))
    (conflict,) = every_conflict(database, now=NOW)
    assert (conflict.kind, conflict.key, len(conflict.sides)) == (ConflictKind.CAPACITY, "S1", 2)


def test_decisions_taken_apart_are_shown_until_somebody_decides_again(
    database: Database, other: Database
) -> None:
    statuses = {database: AdmissionStatus.ACCEPTED, other: AdmissionStatus.REFUSED}
    for on, status in statuses.items():
        with on.writing() as records:
            records.places.save_territory(territory("saint-exemple"))
            made = admit(PERSON, "saint-exemple", now=NOW + HOUR * (on is other))
            records.admissions.append(made.model_copy(update={"status": status, "decided_by": status.value}))
    (report,) = merge(database, export(other, "Stand B"))
    assert len(report.receipt.apart) == 1
    (conflict,) = every_conflict(database, now=NOW)
    assert conflict.kind is ConflictKind.DECISIONS
    assert [dict(side.lines)["Décidé par"] for side in conflict.sides] == ["acceptee", "refusee"]
    named = {dict(side.lines)["Territoire"] for side in conflict.sides}
    assert named == {"Communauté de communes de Saint-Exemple (fictive)"}
    with database.writing() as records:
        records.admissions.append(admit(PERSON, None, now=NOW + 5 * HOUR))
    assert kinds(database) == []


def test_a_decision_that_knew_of_the_other_is_no_conflict(database: Database, other: Database) -> None:
    with database.writing() as records:
        records.admissions.append(admit(PERSON, None))
    merge(other, export(database, "Stand A"), stand="Stand B")
    with other.writing() as records:
        made = admit(PERSON, None, now=NOW + HOUR)
        records.admissions.append(made.model_copy(update={"status": AdmissionStatus.REFUSED}))
    (report,) = merge(database, export(other, "Stand B"), stand="Stand A")
    assert report.receipt.apart == ()


def test_plans_that_differ_are_kept_and_shown_and_ours_stands_until_a_person_chooses(
    database: Database, other: Database
) -> None:
    plan(other, "S1", place="Mairie")
    (report,) = merge(database, export(other, "Stand B"))
    assert (report.changed, [key for _plan, key in report.differing]) == ((), ["S1"])
    (conflict,) = every_conflict(database, now=NOW)
    _ours, theirs = conflict.sides
    assert ("Lieu", "Mairie") in theirs.lines
    with database.reading() as records:
        assert records.schedule.sessions()["S1"].place == "Salle de S1"
    settle_plan(database, REGION, conflict.key, theirs.choice, now=NOW + HOUR)
    assert kinds(database) == []
    with database.reading() as records:
        assert records.schedule.sessions()["S1"].place == "Mairie"
    merge(database, export(other, "Stand B"), now=NOW + 2 * HOUR)
    assert kinds(database) == []
    plan(other, "S1", place="École")
    merge(database, export(other, "Stand B", now=NOW + 3 * HOUR), now=NOW + 3 * HOUR)
    assert kinds(database) == [ConflictKind.PLAN]
    with database.reading() as records:
        assert records.schedule.sessions()["S1"].place == "Mairie"


def test_the_plan_kept_here_sets_the_others_aside(database: Database, other: Database) -> None:
    plan(other, "S1", place="Mairie")
    merge(database, export(other, "Stand B"))
    (conflict,) = every_conflict(database, now=NOW)
    settle_plan(database, REGION, conflict.key, conflict.sides[0].choice, now=NOW + HOUR)
    assert kinds(database) == []
    with pytest.raises(DecisionRefused):
        settle_plan(database, REGION, conflict.key, conflict.sides[0].choice, now=NOW + HOUR)


def test_who_never_changed_a_plan_follows_whoever_does(
    tmp_path: Path, empty_file: Path, other: Database
) -> None:
    with open_database(shutil.copy(empty_file, tmp_path / "region.db")) as region:
        merge(region, export(other, "Stand B"))
        plan(other, "S1", place="Mairie")
        (report,) = merge(region, export(other, "Stand B", now=NOW + HOUR), now=NOW + HOUR)
        assert [key for _plan, key in report.changed] == ["S1"]
        assert kinds(region) == []
        with region.reading() as records:
            assert records.schedule.sessions()["S1"].place == "Mairie"


def test_an_animateur_sees_the_conflicts_of_their_territories_only(database: Database) -> None:
    attend(database, signed("S1", PERSON), signed("S2", PERSON))
    here, elsewhere = (
        account(one, AccountRole.ANIMATOR, territories=(one,)) for one in ("saint-exemple", "ailleurs")
    )
    with database.writing() as records:
        records.places.save_territory(territory("saint-exemple"))
        records.admissions.append(admit(PERSON, "saint-exemple"))
    seen: dict[str, tuple[Conflict, ...]] = {
        one.id: conflicts_of(database, one, now=NOW) for one in (here, elsewhere, REGION)
    }
    assert {who: len(found) for who, found in seen.items()} == {
        "saint-exemple": 1,
        "ailleurs": 0,
        "region": 1,
    }
    (conflict,) = seen["region"]
    with pytest.raises(DecisionRefused):
        settle_sign_ins(database, elsewhere, conflict.key, conflict.sides[0].choice, now=NOW, rng=Random(1))


def test_a_plan_changed_here_since_is_compared_as_it_stands_now(database: Database, other: Database) -> None:
    plan(other, "S1", place="Mairie")
    merge(database, export(other, "Stand B"))
    plan(database, "S1", place="École")
    (conflict,) = every_conflict(database, now=NOW + HOUR)
    ours, _theirs = conflict.sides
    assert ("Lieu", "École") in ours.lines
    settle_plan(database, REGION, conflict.key, ours.choice, now=NOW + HOUR)
    assert kinds(database) == []
    with database.reading() as records:
        assert records.schedule.sessions()["S1"].place == "École"


def test_what_was_set_aside_stays_aside_when_the_plan_is_changed_here(
    database: Database, other: Database
) -> None:
    plan(other, "S1", place="Mairie")
    merge(database, export(other, "Stand B"))
    (conflict,) = every_conflict(database, now=NOW)
    settle_plan(database, REGION, conflict.key, conflict.sides[0].choice, now=NOW + HOUR)
    plan(database, "S1", capacity=8)
    assert kinds(database) == []
    export(database, "Stand A", now=NOW + 2 * HOUR)
    assert kinds(database) == []


def test_a_plan_that_was_made_the_same_here_is_no_longer_a_conflict(
    database: Database, other: Database
) -> None:
    plan(other, "S1", place="Mairie")
    merge(database, export(other, "Stand B"))
    plan(database, "S1", place="Mairie")
    assert kinds(database) == []
