"""Keeping the sheet: ticked back from paper, corrected with a trace, countersigned as it stands."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from attended import ON_TIME, drawn, expect, signs
from territory import ANIMATOR, ELSEWHERE_ANIMATOR

from course_engine.errors import DecisionRefused, InvalidForm, NotFound
from course_engine.model.register import SigningMeans
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.training.register.keeping import (
    Correction,
    CorrectionReason,
    Tick,
    correct,
    countersign,
    tick_back,
)
from course_engine.training.register.sheet import AttendanceSheet, attendance_sheet

LATER = ON_TIME + timedelta(hours=3)
LEFT = Correction("st-anne", CorrectionReason.LEFT_EARLY, "9:00", "11h10")
RETRACTED = Correction("st-anne", CorrectionReason.DID_NOT_SIGN)


@pytest.fixture(autouse=True)
def _session(database: Database) -> None:
    expect(database)


def the_sheet(database: Database) -> AttendanceSheet:
    return attendance_sheet(database, ANIMATOR, "S1")


def corrected(database: Database, correction: Correction, *, now: datetime = LATER) -> bool:
    return correct(database, ANIMATOR, "S1", correction, now=now, rng=Random(f"{now}"))


def countersigned(database: Database, *, now: datetime = LATER) -> bool:
    return countersign(database, ANIMATOR, "S1", drawn(9), now=now, rng=Random(f"{now}"))


def test_a_sheet_that_nobody_signed_has_a_line_for_each_place(database: Database) -> None:
    sheet = the_sheet(database)
    assert [line.trainee.first_name for line in sheet.lines] == ["Anne", "Bruno", "Carole"]
    assert [line.is_present for line in sheet.lines] == [False] * 3
    assert (sheet.countersignature, sheet.head, sheet.findings) == (None, "", ())


def test_a_printed_sheet_is_ticked_back_at_once(database: Database) -> None:
    ticks = [Tick("st-anne", "9:00", "12:00"), Tick("st-bruno", "9 h 40", "12h")]
    assert tick_back(database, ANIMATOR, "S1", ticks, now=LATER, rng=Random(1)) == 2
    anne, bruno, carole = the_sheet(database).lines
    assert [line.is_present for line in (anne, bruno, carole)] == [True, True, False]
    assert bruno.fact is not None
    assert bruno.fact.begins == datetime(2027, 3, 16, 8, 40, tzinfo=UTC)
    assert (bruno.fact.minutes, bruno.fact.entered_by) == (140, "animatrice")
    assert bruno.signed is not None
    assert (bruno.signed.means, bruno.signed.digest) == (SigningMeans.PAPER, None)
    assert [line.is_partial(the_sheet(database).session) for line in (anne, bruno, carole)] == [
        False,
        True,
        False,
    ]


def test_the_sheet_of_a_session_to_come_cannot_be_ticked_back(database: Database) -> None:
    eve = LATER - timedelta(days=1)
    with pytest.raises(DecisionRefused) as refused:
        tick_back(database, ANIMATOR, "S1", [Tick("st-anne", "9:00", "12:00")], now=eve, rng=Random(1))
    assert str(refused.value) == (
        "Cette séance est à venir, le mardi 16\u00a0mars 2027 à 9\u00a0h\u00a0: personne n’a encore pu la signer."
    )
    assert the_sheet(database).present == 0


def test_who_signed_meanwhile_stays_as_they_are(database: Database) -> None:
    fact = signs(database, "st-anne").fact
    ticks = [Tick("st-anne", "9:40", "12:00"), Tick("st-bruno", "9:00", "12:00")]
    assert tick_back(database, ANIMATOR, "S1", ticks, now=LATER, rng=Random(1)) == 1
    assert the_sheet(database).lines[0].fact == fact


def test_every_wrong_hour_is_said_and_nothing_is_recorded(database: Database) -> None:
    ticks = [
        Tick("st-anne", "neuf heures", "12:00"),
        Tick("st-bruno", "11:00", "10:00"),
        Tick("st-carole", "8:29", "12:31"),
    ]
    with pytest.raises(InvalidForm) as refused:
        tick_back(database, ANIMATOR, "S1", ticks, now=LATER, rng=Random(1))
    assert refused.value.problems == {
        "arrivee-st-anne": "Écrivez une heure, par exemple 9:40.",
        "depart-st-bruno": "Le départ doit venir après l’arrivée.",
        "arrivee-st-carole": "8\u00a0h\u00a029 est trop loin de la séance, de 9\u00a0h à 12\u00a0h.",
        "depart-st-carole": "12\u00a0h\u00a031 est trop loin de la séance, de 9\u00a0h à 12\u00a0h.",
    }
    assert the_sheet(database).present == 0


def test_somebody_without_a_place_is_given_one_first(database: Database) -> None:
    ticks = [Tick("st-anne", "9:00", "12:00"), Tick("st-zoe", "9:00", "12:00")]
    with pytest.raises(DecisionRefused, match="Donnez-lui-en une d’abord, ou enregistrez les autres"):
        tick_back(database, ANIMATOR, "S1", ticks, now=LATER, rng=Random(1))
    assert the_sheet(database).present == 0


def test_a_correction_keeps_the_signature_the_history_and_says_why(database: Database) -> None:
    first = signs(database, "st-anne").fact
    assert corrected(database, LEFT) is True
    line = the_sheet(database).lines[0]
    assert line.fact is not None
    assert (line.fact.minutes, line.is_present) == (130, True)
    assert line.signed is not None
    assert line.signed.signature == drawn()
    assert [fact.minutes for fact in line.history] == [180, 130]
    assert line.fact.corrects == (first.id if first else None)
    with database.reading() as records:
        (entry, *_older) = records.trail.entries(trainee="st-anne", limit=5)
    assert (entry.action, entry.account) == (TrailAction.CORRECTED, "animatrice")
    assert entry.detail == "présence à la séance S1\u00a0: départ à une autre heure"


def test_the_same_hours_again_correct_nothing(database: Database) -> None:
    signs(database, "st-anne")
    same = Correction("st-anne", CorrectionReason.MISTYPED, "9:00", "12:00")
    assert corrected(database, same) is False


def test_who_did_not_sign_after_all_has_no_hours(database: Database) -> None:
    signs(database, "st-anne")
    corrected(database, RETRACTED)
    line = the_sheet(database).lines[0]
    assert (line.is_present, line.signed) == (False, None)
    assert line.fact is not None
    assert line.fact.minutes == 0


@pytest.mark.parametrize("correction", [LEFT, RETRACTED])
def test_nothing_is_corrected_where_nobody_signed(database: Database, correction: Correction) -> None:
    with pytest.raises(DecisionRefused, match="cochez d’abord sa ligne"):
        corrected(database, correction)


def test_the_animateur_countersigns_what_the_sheet_says(database: Database) -> None:
    signs(database, "st-anne")
    assert countersigned(database) is True
    sheet = the_sheet(database)
    assert sheet.countersignature is not None
    assert (sheet.countersignature.account, sheet.is_countersigned) == ("animatrice", True)
    assert countersigned(database, now=LATER + timedelta(minutes=1)) is False


def test_a_correction_asks_for_another_countersignature(database: Database) -> None:
    signs(database, "st-anne")
    countersigned(database)
    corrected(database, LEFT, now=LATER + timedelta(minutes=1))
    assert the_sheet(database).is_countersigned is False
    assert countersigned(database, now=LATER + timedelta(minutes=2)) is True
    assert the_sheet(database).is_countersigned is True


def test_an_empty_sheet_is_not_countersigned(database: Database) -> None:
    with pytest.raises(DecisionRefused, match="rien à contresigner"):
        countersigned(database)


def test_a_session_of_elsewhere_is_as_if_it_were_not(database: Database) -> None:
    stranger, now, rng = ELSEWHERE_ANIMATOR, LATER, Random(1)
    with pytest.raises(NotFound):
        attendance_sheet(database, stranger, "S1")
    with pytest.raises(NotFound):
        tick_back(database, stranger, "S1", [], now=now, rng=rng)
    with pytest.raises(NotFound):
        correct(database, stranger, "S1", LEFT, now=now, rng=rng)
    with pytest.raises(NotFound):
        countersign(database, stranger, "S1", drawn(), now=now, rng=rng)
