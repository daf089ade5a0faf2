"""`codes issue`: to those who are named, or to those who have none yet; on the terminal or in a CSV file."""

from datetime import UTC, datetime
from random import Random

import pytest
from stand import registrant

from course_engine.exchange.csv_codes import CODE_COLUMNS
from course_engine.store import open_database
from course_engine.training.codes import compact, is_whole
from course_engine.training.registration import register


@pytest.fixture
def people(records):
    """Records of two people without a code."""
    with open_database(records) as database:
        both = [registrant("tr-aa"), registrant("tr-bb", last_name="=Essai")]
        register(database, both, now=datetime(2026, 3, 1, tzinfo=UTC), rng=Random(1))
    return records


def test_those_who_have_none_are_given_one_and_the_others_are_left_alone(run, people):
    ran = run("codes", "issue", "--database", people)
    assert (ran.code, ran.err) == (0, "Codes remis : 2. Aucun ne pourra être relu.\n")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [row[1:] for row in rows] == [["Camille Exemple", "tr-aa"], ["Camille =Essai", "tr-bb"]]
    assert all(is_whole(compact(row[0])) for row in rows)
    assert run("codes", "issue", "--database", people).err.startswith("Codes remis : 0.")


def test_whoever_is_named_is_given_another(run, people):
    codes = [run("codes", "issue", "tr-aa", "--database", people).out for _again in range(2)]
    assert codes[0] != codes[1]


def test_a_csv_file_opens_in_an_office_and_runs_no_formula(run, people, tmp_path):
    out = tmp_path / "codes.csv"
    run("codes", "issue", "--out", out, "--database", people)
    header, first, second = out.read_bytes().decode("utf-8-sig").splitlines()
    assert header == ";".join(CODE_COLUMNS)
    assert first.startswith("tr-aa;Exemple;Camille;Saint-Exemple;")
    assert second.startswith("tr-bb;'=Essai;Camille;")


def test_somebody_unknown_is_given_nothing(run, people):
    ran = run("codes", "issue", "tr-aa", "tr-nobody", "--database", people)
    assert (ran.code, ran.out) == (3, "")
    assert "tr-nobody" in ran.err
