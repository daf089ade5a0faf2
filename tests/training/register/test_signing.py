"""Signing: once, for the hours really spent, in the session that is held now."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from attended import DOOR, ON_TIME, drawn, expect, signs
from territory import ANIMATOR

from course_engine.errors import DecisionRefused, InvalidResponse
from course_engine.model.register import SigningMeans
from course_engine.store import Database
from course_engine.training.register.digests import signature_digest
from course_engine.training.register.keeping import Correction, CorrectionReason, correct
from course_engine.training.register.signing import read_signature, signing_now

BEGINS, ENDS = datetime(2027, 3, 16, 8, tzinfo=UTC), datetime(2027, 3, 16, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _session(database: Database) -> None:
    expect(database)


def test_who_signs_in_time_was_there_from_the_beginning(database: Database) -> None:
    signing = signs(database, "st-anne")
    assert (signing.hours.begins, signing.hours.ends, signing.is_new) == (BEGINS, ENDS, True)
    with database.reading() as records:
        (fact,) = records.attendance.of_session("S1")
        (how,) = records.register.signed("S1").values()
    assert (fact.trainee, fact.entered_by, fact.entered_at) == ("st-anne", "animatrice", ON_TIME)
    assert (how.means, how.signature, how.digest) == (SigningMeans.DRAWN, drawn(), signature_digest(drawn()))


def test_who_signs_late_has_the_hours_really_spent(database: Database) -> None:
    late = ON_TIME.replace(minute=47, second=31)
    assert signs(database, "st-anne", now=late).hours.begins == late.replace(second=0)


def test_signing_again_changes_nothing(database: Database) -> None:
    first = signs(database, "st-anne")
    again = signs(database, "st-anne", now=ON_TIME + timedelta(hours=1), seed=5)
    assert (again.fact, again.is_new) == (first.fact, False)
    with database.reading() as records:
        assert len(records.attendance.of_session("S1")) == 1


def test_who_was_said_not_to_have_signed_may_sign(database: Database) -> None:
    first = signs(database, "st-anne").fact
    retracted = Correction("st-anne", CorrectionReason.DID_NOT_SIGN)
    correct(database, ANIMATOR, "S1", retracted, now=ON_TIME + timedelta(minutes=1), rng=Random(1))
    again = signs(database, "st-anne", now=ON_TIME + timedelta(minutes=2)).fact
    with database.reading() as records:
        facts = records.attendance.of_session("S1")
    assert [fact.signed for fact in facts] == [True, False, True]
    assert first is not None
    assert again is not None
    assert [fact.corrects for fact in facts] == [None, first.id, facts[1].id]


@pytest.mark.parametrize(
    ("trainee", "now", "sentence"),
    [
        ("st-anne", DOOR - timedelta(minutes=16), "la feuille de votre séance ouvre à 8\u00a0h\u00a030."),
        ("st-anne", ENDS, "La séance est finie depuis 12\u00a0h"),
        ("st-anne", ENDS + timedelta(hours=2), "La séance est finie depuis 12\u00a0h"),
        ("st-anne", ON_TIME - timedelta(days=1), "Vous n’avez pas de place dans une séance en ce moment."),
        ("st-nobody", ON_TIME, "Vous n’avez pas de place dans une séance en ce moment."),
    ],
)
def test_what_cannot_be_signed_is_said(
    database: Database, trainee: str, now: datetime, sentence: str
) -> None:
    with pytest.raises(DecisionRefused) as refused:
        signs(database, trainee, now=now)
    assert sentence in str(refused.value)
    with database.reading() as records:
        assert records.attendance.of_session("S1") == ()


def test_who_signed_is_told_so_once_the_session_is_over(database: Database) -> None:
    fact = signs(database, "st-anne").fact
    assert signing_now(database, "st-anne", now=ENDS + timedelta(hours=3)).fact == fact


def test_a_page_s_strokes_are_a_signature() -> None:
    strokes = [[[0, 10], [500, 1000]], [[3, 4]]]
    assert read_signature(json.dumps(strokes)).strokes == (((0, 10), (500, 1000)), ((3, 4),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[[]]",
        "{}",
        "[[[0, 1001]]]",
        "[[[-1, 3]]]",
        "[[[0.5, 3]]]",
        '[[["a", 3]]]',
        "[[[1, 2, 3]]]",
        "[" * 5000,
        json.dumps([[[x % 1000, 3] for x in range(601)]]),
    ],
)
def test_what_no_page_draws_is_refused(text: str) -> None:
    with pytest.raises(InvalidResponse, match="Rien n’est dessiné"):
        read_signature(text)


def test_a_touch_by_mistake_is_no_signature() -> None:
    with pytest.raises(InvalidResponse, match="trop petit"):
        read_signature("[[[500, 500], [520, 530]]]")
