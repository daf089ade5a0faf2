"""Signing in: only a login with its password, at the same cost whatever is wrong; a password of one's own."""

from datetime import timedelta
from random import Random

import pytest
from argon2 import Parameters, Type
from stand import CHEAP, NOW, PASSWORD, account, let_in

from course_engine.errors import InvalidForm, TooManyAttempts
from course_engine.model.accounts import Account, AccountRole
from course_engine.store import Database
from course_engine.training.accounts import add_account, close_account, issue_password
from course_engine.training.attempts import CLIENT_MOST, LOGIN_MOST, LOGIN_WINDOW
from course_engine.training.browser_session import Bearer, BrowserSession, who
from course_engine.training.passwords import Passwords
from course_engine.training.sign_in import Credentials, PasswordChange, choose_password, sign_in

TONIGHT = NOW + timedelta(hours=8)
REGION = account("region", AccountRole.REGION)
OTHER = account("autre", AccountRole.REGION)
CHOSEN = "Vélo-rouge42"
DEARER = Passwords(
    Parameters(Type.ID, 19, salt_len=16, hash_len=32, time_cost=2, memory_cost=8, parallelism=1)
)
REFUSAL = "Cet identifiant et ce mot de passe ne vont pas ensemble."


def enter(
    database: Database,
    password: str = PASSWORD,
    login: str = "region",
    *,
    client: str = "10.0.0.7",
    passwords: Passwords = CHEAP,
    later: timedelta = timedelta(),
) -> BrowserSession:
    typed = Credentials(login, password, client)
    return sign_in(
        database, typed, passwords=passwords, now=NOW + later, ends_at=TONIGHT, rng=Random(f"{typed} {later}")
    )


def choose(
    database: Database, current: str, chosen: str, repeated: str, who: Account = REGION
) -> BrowserSession:
    typed = PasswordChange(who, current, chosen, repeated)
    rng = Random(f"{current} {chosen}")
    return choose_password(database, typed, passwords=CHEAP, now=NOW, ends_at=TONIGHT, rng=rng)


@pytest.fixture
def region(database: Database) -> Database:
    """Records with two accounts of the Region, whose password is `PASSWORD`."""
    let_in(database, REGION)
    let_in(database, OTHER)
    return database


def test_a_login_and_its_password_open_a_session_until_its_hour(region: Database) -> None:
    token = enter(region, login=" Region ").token
    assert who(region, token, now=NOW) == Bearer(account=REGION)
    assert who(region, token, now=TONIGHT) is None


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("region", PASSWORD.upper()),
        ("region", ""),
        ("inconnu", PASSWORD),
        ("", ""),
        ("pas un identifiant", "x"),
    ],
)
def test_whatever_is_wrong_the_refusal_is_the_same(region: Database, login: str, password: str) -> None:
    with pytest.raises(InvalidForm, match=REFUSAL):
        enter(region, password, login)


def test_a_closed_account_lets_nobody_in_and_closes_its_sessions(region: Database) -> None:
    token = enter(region).token
    close_account(region, "region", by="autre", now=NOW, rng=Random(1))
    assert who(region, token, now=NOW) is None
    with pytest.raises(InvalidForm, match=REFUSAL):
        enter(region)


def test_a_hash_of_other_parameters_is_made_anew_at_the_entry(region: Database) -> None:
    enter(region, passwords=DEARER)
    with region.reading() as records:
        kept = records.accounts.password("region")
    assert kept is not None
    assert not DEARER.is_outdated(kept.hash)
    assert DEARER.matches(kept.hash, PASSWORD)


def test_a_login_waits_after_its_fifth_wrong_password_wherever_they_come_from(region: Database) -> None:
    for attempt in range(LOGIN_MOST):
        with pytest.raises(InvalidForm, match=REFUSAL):
            enter(region, "faux", client=f"10.0.0.{attempt}")
    with pytest.raises(TooManyAttempts, match=r"Attendez 1\u00a0min"):
        enter(region, login="REGION")
    enter(region, login="autre")
    enter(region, later=LOGIN_WINDOW)


def test_a_client_waits_after_its_twentieth_wrong_password_whatever_the_login(region: Database) -> None:
    for attempt in range(CLIENT_MOST):
        with pytest.raises(InvalidForm, match=REFUSAL):
            enter(region, "faux", f"inconnu-{attempt}")
    with pytest.raises(TooManyAttempts) as refusal:
        enter(region)
    assert refusal.value.wait == timedelta(minutes=5)
    enter(region, client="10.0.0.8")


def test_an_issued_password_lets_in_however_it_is_typed_and_asks_to_be_replaced(region: Database) -> None:
    issued = issue_password(region, "region", by="autre", passwords=CHEAP, now=NOW, rng=Random(1))
    token = enter(region, issued.lower().replace("-", " ")).token
    assert who(region, token, now=NOW) == Bearer(account=REGION, must_choose_password=True)
    chosen = choose(region, "", CHOSEN, CHOSEN).token
    assert who(region, token, now=NOW) is None
    assert who(region, chosen, now=NOW) == Bearer(account=REGION)
    enter(region, CHOSEN)
    with pytest.raises(InvalidForm, match=REFUSAL):
        enter(region, issued)


def test_a_password_of_ones_own_is_asked_for_before_another_is_chosen(region: Database) -> None:
    with pytest.raises(InvalidForm) as refusal:
        choose(region, "faux", "court", "autre")
    assert list(refusal.value.problems) == ["current", "chosen", "repeated"]
    choose(region, PASSWORD, CHOSEN, CHOSEN)
    enter(region, CHOSEN)


def test_the_password_of_today_cannot_be_guessed_from_an_open_session(region: Database) -> None:
    for guess in range(LOGIN_MOST):
        with pytest.raises(InvalidForm) as refusal:
            choose(region, f"Pas celui-ci {guess}", CHOSEN, CHOSEN)
        assert list(refusal.value.problems) == ["current"]
    with pytest.raises(TooManyAttempts):
        choose(region, PASSWORD, CHOSEN, CHOSEN)


def test_the_password_that_one_has_cannot_be_chosen_again(database: Database) -> None:
    issued = add_account(database, REGION, by="test", passwords=CHEAP, now=NOW, rng=Random(1))
    with pytest.raises(InvalidForm) as refusal:
        choose(database, "", issued + "a1-", issued)
    assert list(refusal.value.problems) == ["repeated"]
    let_in(database, OTHER)
    with pytest.raises(InvalidForm) as refusal:
        choose(database, PASSWORD, PASSWORD, PASSWORD, OTHER)
    assert refusal.value.problems == {
        "chosen": "C’est celui que vous avez déjà\u00a0: choisissez-en un autre."
    }
