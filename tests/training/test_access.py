"""Access: a code lets its trainee in, until a new one replaces it, until the session is over."""

from datetime import timedelta
from random import Random

import pytest
from stand import NOW, account, admit, everything_in, fill, registrant, territory

from course_engine.errors import NotFound
from course_engine.model.accounts import AccountRole
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database
from course_engine.training.access import enter, issue_codes, reissue_code, without_code
from course_engine.training.browser_session import Bearer, leave, who
from course_engine.training.codes import ALPHABET, check_character
from course_engine.training.registration import register

TONIGHT = NOW + timedelta(hours=8)


def let_in(database: Database, code: str) -> str:
    return enter(database, code, client="10.0.0.7", now=NOW, ends_at=TONIGHT, rng=Random(5)).token


def test_a_code_lets_its_trainee_in_however_it_is_typed(database: Database) -> None:
    code = fill(database)
    token = let_in(database, f" {code.lower().replace('-', ' ')}\n")
    assert who(database, token, now=NOW) == Bearer(trainee="tr4f2a")


def test_a_session_is_over_at_its_hour(database: Database) -> None:
    token = let_in(database, fill(database))
    assert who(database, token, now=TONIGHT - timedelta(seconds=1)) == Bearer(trainee="tr4f2a")
    assert who(database, token, now=TONIGHT) is None


def test_leaving_ends_the_session(database: Database) -> None:
    token = let_in(database, fill(database))
    leave(database, token)
    leave(database, token)
    assert who(database, token, now=NOW) is None


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_a_new_code_replaces_the_old_one_even_when_the_clock_stands_still(
    database: Database, seed: int
) -> None:
    old = fill(database)
    new = issue_codes(database, ["tr4f2a"], by="test", now=NOW, rng=Random(seed))["tr4f2a"]
    assert who(database, let_in(database, new), now=NOW) == Bearer(trainee="tr4f2a")
    with pytest.raises(NotFound, match="n’est pas reconnu"):
        let_in(database, old)


def test_a_repeated_rng_gives_the_same_codes_and_records_nothing(database: Database) -> None:
    first = fill(database)
    again = issue_codes(database, ["tr4f2a"], by="test", now=NOW, rng=Random(2))
    assert again == {"tr4f2a": first}
    assert who(database, let_in(database, first), now=NOW) == Bearer(trainee="tr4f2a")


def test_a_new_code_closes_what_the_old_one_opened_and_leaves_a_trace(database: Database) -> None:
    token = let_in(database, fill(database))
    issue_codes(database, ["tr4f2a"], by="animatrice", now=NOW, rng=Random(7))
    assert who(database, token, now=NOW) is None
    with database.reading() as records:
        entries = records.trail.entries(trainee="tr4f2a")
    assert {(entry.account, entry.action) for entry in entries} == {
        ("test", "code-remis"),
        ("animatrice", "code-remis"),
    }


def test_a_code_is_issued_again_where_one_acts_and_nowhere_else(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        records.places.save_territory(territory("saint-exemple"))
        records.admissions.append(admit("tr4f2a", "saint-exemple"))
    here = account("ici", AccountRole.ANIMATOR, territories=("saint-exemple",))
    issued = reissue_code(database, "tr4f2a", account=here, now=NOW, rng=Random(7))
    assert issued.trainee.full_name == "Camille Exemple"
    assert who(database, let_in(database, issued.code), now=NOW) == Bearer(trainee="tr4f2a")
    elsewhere = account("ailleurs", AccountRole.ANIMATOR, territories=("ailleurs",))
    with pytest.raises(NotFound, match="tr4f2a"):
        reissue_code(database, "tr4f2a", account=elsewhere, now=NOW, rng=Random(8))


def test_those_who_wait_for_a_code_are_admitted_and_have_none(database: Database) -> None:
    fill(database)
    names = ("tr-admitted", "tr-imported", "tr-withdrawn")
    register(database, [registrant(one) for one in names], now=NOW, rng=Random(11))
    with database.writing() as records:
        records.places.save_territory(territory("saint-exemple"))
        records.admissions.append(admit("tr-admitted", "saint-exemple"))
        withdrawn = admit("tr-withdrawn", "saint-exemple")
        records.admissions.append(withdrawn.model_copy(update={"status": AdmissionStatus.WITHDRAWN}))
    assert [person.id for person in without_code(database)] == ["tr-admitted", "tr-imported"]


def test_neither_codes_nor_tokens_are_in_the_database(database: Database) -> None:
    code = fill(database)
    token = let_in(database, code)
    content = everything_in(database)
    assert "tr4f2a" in content
    assert code.replace("-", "") not in content
    assert token not in content
    assert token.encode().hex() not in content


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Un code compte 12 caractères, et vous en avez tapé 0."),
        ("ABCD", "Un code compte 12 caractères, et vous en avez tapé 4."),
        ("ABCD-EFGH-JKM0", "un caractère est mal recopié"),
        ("2222-2222-2223", "un caractère est mal recopié"),
        ("2222-2222-2222", "demandez-en un nouveau à l’animateur"),
    ],
)
def test_a_code_that_lets_nobody_in_is_refused_with_what_to_look_at(
    database: Database, code: str, sentence: str
) -> None:
    fill(database)
    with pytest.raises(NotFound, match=sentence):
        let_in(database, code)


def test_a_database_without_codes_lets_nobody_in(database: Database) -> None:
    body = ALPHABET[:11]
    with pytest.raises(NotFound, match="n’est pas reconnu"):
        let_in(database, body + check_character(body))


def test_nobody_unknown_is_given_a_code(database: Database) -> None:
    with pytest.raises(NotFound, match="st-nobody"):
        issue_codes(database, ["st-nobody"], by="test", now=NOW, rng=Random(1))
