"""What territories need: two readings that are never added up, ranked, and honest for small groups."""

from random import Random

import pytest
from debriefs import answer, answered, debriefed, library, note
from operation import NAMES, come
from stand import NOW, account

from course_engine.model.accounts import Account, AccountRole
from course_engine.model.admission import AdmissionStatus
from course_engine.model.debrief import DebriefAuthor
from course_engine.store import Database
from course_engine.training.debrief.needs import WHOLE, Needs, Reading, TerritoryNeeds, needs
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.figures.shares import PublishedShare, Share, Unsaid
from course_engine.training.figures.suppression import Hidden
from course_engine.training.retention import Retention

REGION = account("region", AccountRole.REGION)
COURSE = library()


def counted(database: Database, reader: Account = REGION) -> Needs:
    return needs(database, COURSE, reader, now=NOW)


def of(database: Database, territory: str, reader: Account = REGION) -> TerritoryNeeds:
    return next(one for one in counted(database, reader).territories if one.territory == territory)


def shares(shown: TerritoryNeeds, reading: Reading = Reading.SAID) -> dict[str, PublishedShare]:
    return {need.objective: need.shares[reading] for need in shown.needs}


def test_what_is_hard_or_wanted_counts_once_whoever_says_it(database: Database) -> None:
    come(database, "alpha", 6, 6, 0, 0)
    with database.writing() as records:
        for rank in range(6):
            records.debriefs.append(note(f"tr{rank:05}", hard=("securite",), wanted=("projet",)))
            concluded = note(f"tr{rank:05}", DebriefAuthor.ANIMATOR, hard=("projet",), wanted=("securite",))
            records.debriefs.append(concluded)
    assert shares(of(database, "alpha")) == {
        "messagerie": Share(0, 6),
        "securite": Share(6, 6),
        "dematerialisation": Share(0, 6),
        "projet": Share(6, 6),
    }


def test_only_the_latest_note_of_each_counts(database: Database) -> None:
    come(database, "alpha", 5, 5, 0, 0)
    with database.writing() as records:
        for rank in range(5):
            records.debriefs.append(note(f"tr{rank:05}", hard=("projet",), now=NOW))
            records.debriefs.append(note(f"tr{rank:05}", now=NOW.replace(hour=9)))
    assert shares(of(database, "alpha"))["projet"] == Share(0, 5)


def test_answers_are_counted_among_those_who_answered_by_their_latest_one(database: Database) -> None:
    answered(database, "alpha", "bilan-besoin", right=6, wrong=7)
    with database.writing() as records:
        records.answers.append(answer("tr00012", "bilan-besoin", right=True, after=5))
    shown = of(database, "alpha")
    assert shares(shown, Reading.SHOWN)["projet"] == Share(6, 13)
    assert shares(shown, Reading.SHOWN)["messagerie"] is Unsaid.SMALL_GROUP
    assert shares(shown)["projet"] is Unsaid.SMALL_GROUP
    assert shown.people is Hidden.FEW


def test_under_five_debriefs_nothing_of_a_territory_is_said_nor_counted_with_the_others(
    database: Database,
) -> None:
    debriefed(database, "alpha", 4, projet=4)
    debriefed(database, "beta", 12, projet=6)
    assert set(shares(of(database, "alpha")).values()) == {Unsaid.SMALL_GROUP}
    assert of(database, "alpha").people is Hidden.FEW
    assert shares(of(database, WHOLE))["projet"] == Share(6, 12)
    assert of(database, WHOLE).people == 12


def test_the_total_does_not_tell_what_is_hidden_of_one_territory(database: Database) -> None:
    debriefed(database, "alpha", 12, projet=2)
    debriefed(database, "beta", 12, projet=6)
    assert shares(of(database, "alpha"))["projet"] is Unsaid.FEW
    assert shares(of(database, "beta"))["projet"] == Share(6, 12)
    assert shares(of(database, WHOLE))["projet"] is Unsaid.TOTAL


def test_needs_are_ranked_by_what_is_shown_of_them_only(database: Database) -> None:
    debriefed(database, "alpha", 20, projet=14, securite=6, messagerie=3)
    ranked = [need.objective for need in of(database, "alpha").ranked(Reading.SAID)]
    assert ranked == ["projet", "securite", "messagerie", "dematerialisation"]


def test_needs_whose_intervals_overlap_that_of_the_first_are_not_told_apart(database: Database) -> None:
    debriefed(database, "alpha", 20, projet=14, securite=10)
    together = of(database, "alpha").not_told_apart(Reading.SAID)
    assert [need.objective for need in together] == ["projet", "securite"]


def test_a_need_points_to_the_units_and_pages_that_work_on_it(database: Database) -> None:
    debriefed(database, "alpha", 5)
    need = of(database, "alpha").needs[2]
    assert need.title == "Comprendre le chemin d’un acte sans papier"
    assert need.units == ("Dématérialiser les actes\u00a0: un service plus proche",)
    assert ("dematerialisation", "pourquoi") in {(page.unit, page.page) for page in need.pages}


def test_each_account_sees_its_territories_and_only_who_sees_all_sees_the_total(database: Database) -> None:
    debriefed(database, "beta", 6)
    debriefed(database, "alpha", 6)
    referent = account("referent", AccountRole.REFERENT, territories=("beta",))
    assert [one.name for one in counted(database, referent).territories] == [NAMES["beta"]]
    assert [one.name for one in counted(database).territories] == [
        "Tous les territoires",
        NAMES["alpha"],
        NAMES["beta"],
    ]
    assert counted(database).at == NOW


def test_every_reader_is_shown_the_same_of_a_territory(database: Database) -> None:
    debriefed(database, "alpha", 12, projet=2)
    debriefed(database, "beta", 12, projet=3)
    referent = account("referent", AccountRole.REFERENT, territories=("alpha",))
    assert of(database, "alpha", referent) == of(database, "alpha")


@pytest.mark.parametrize(
    ("territory", "status"), [("", AdmissionStatus.RECEIVED), ("alpha", AdmissionStatus.DUPLICATE)]
)
def test_nobody_counts_without_a_territory_nor_as_anothers_twin(
    database: Database, territory: str, status: AdmissionStatus
) -> None:
    debriefed(database, "alpha", 5)
    come(database, territory, 3, 0, 0, 0, status=status)
    with database.writing() as records:
        for rank in range(5, 8):
            records.debriefs.append(note(f"tr{rank:05}", hard=("projet",)))
    assert of(database, "alpha").people == 5


def test_who_is_erased_no_longer_counts(database: Database) -> None:
    debriefed(database, "alpha", 6)
    erase(
        database,
        "tr00000",
        reason=ErasureReason.ASKED,
        by="region",
        retention=Retention(),
        now=NOW,
        rng=Random(1),
    )
    assert of(database, "alpha").people == 5
