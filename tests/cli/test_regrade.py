"""`course-engine regrade`: before and after of each answer; nothing changes until an account confirms."""

from random import Random

import pytest
from stand import NOW, account, registrant

from course_engine.content import load_course
from course_engine.model.accounts import AccountRole
from course_engine.model.response import Score, TrueFalseResponse
from course_engine.model.training import Answer
from course_engine.store import open_database
from course_engine.training.identity import uuid7
from course_engine.training.registration import register

CHANGE = "Camille Exemple (tr4f2a), piece-jointe : 1/1 → 0/1\n"


@pytest.fixture
def corrected(run, course, records):
    """Records of one answer to a question that was corrected since, and published again."""
    run("publish", "--course", course)
    catalogue = load_course(course)
    with open_database(records) as database:
        register(database, [registrant()], now=NOW, rng=Random(1))
        with database.writing() as kept:
            kept.accounts.add_account(account("region", AccountRole.REGION))
            kept.answers.append(
                Answer(
                    id=uuid7(NOW, Random(1)),
                    trainee="tr4f2a",
                    quiz="courriel",
                    question="piece-jointe",
                    catalogue=catalogue.digest,
                    response=TrueFalseResponse(value=True),
                    score=Score(fraction=1, points=1),
                    answered_at=NOW,
                    version=catalogue.versions["piece-jointe"],
                )
            )
    file = course / "quizzes/courriel.md"
    file.write_text(file.read_text(encoding="utf-8").replace("= vrai", "= faux"), encoding="utf-8")
    run("publish", "--course", course)
    return ("regrade", "--course", course, "--database", records)


def test_before_and_after_are_shown_then_confirmed(run, corrected):
    shown = run(*corrected)
    assert (shown.code, shown.out) == (0, CHANGE)
    assert shown.err == (
        "Résultats qui changeraient : 1.\nRien n’est changé : confirmez avec --by et un compte.\n"
    )
    applied = run(*corrected, "--by", "region")
    assert (applied.code, applied.out, applied.err) == (0, CHANGE, "Résultats changés : 1.\n")
    again = run(*corrected)
    assert (again.out, again.err) == ("", "Résultats qui changeraient : 0.\n")


def test_an_account_that_is_none_changes_nothing(run, corrected):
    refused = run(*corrected, "--by", "personne")
    assert refused.code == 3
    assert refused.err == "Il n’y a pas de compte « personne ».\n"
    assert run(*corrected).out == CHANGE


def test_records_that_are_not_there_are_not_started(run, course, tmp_path):
    assert run("regrade", "--course", course, "--database", tmp_path / "aucun.db").code == 3
    assert not (tmp_path / "aucun.db").exists()
