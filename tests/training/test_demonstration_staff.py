"""The demonstration's accounts: one of each role, whose passwords hold for one run."""

from datetime import timedelta
from random import SystemRandom

import pytest
from stand import NOW
from territory import TERRITORY

from course_engine.errors import InvalidForm
from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.training.accounts import close_account, every_account
from course_engine.training.demonstration_staff import DemoAccount, let_staff_in
from course_engine.training.passwords import Passwords, fault_of
from course_engine.training.sign_in import Credentials, sign_in


def let_in(database: Database) -> dict[AccountRole, DemoAccount]:
    return dict(let_staff_in(database, territory=TERRITORY, by="demo", now=NOW, rng=SystemRandom()))


def enter(database: Database, one: DemoAccount) -> bool:
    """Sign in; return whether a password has to be chosen first."""
    typed = Credentials(one.account.id, one.password, "127.0.0.1")
    ends_at = NOW + timedelta(hours=8)
    sign_in(database, typed, passwords=Passwords(), now=NOW, ends_at=ends_at, rng=SystemRandom())
    with database.reading() as records:
        password = records.accounts.password(one.account.id)
    assert password is not None
    return password.temporary


def test_each_role_has_an_account_that_signs_in_and_keeps_its_password(places: Database) -> None:
    staff = let_in(places)
    assert set(staff) == set(AccountRole)
    assert [enter(places, one) for one in staff.values()] == [False] * 4
    assert not any(fault_of(one.password, one.account) for one in staff.values())
    assert len({one.password for one in staff.values()}) == 4


def test_run_again_only_the_passwords_are_new(places: Database) -> None:
    before, known = let_in(places), every_account(places)
    after = let_in(places)
    assert every_account(places) == known
    assert not enter(places, after[AccountRole.REGION])
    with pytest.raises(InvalidForm):
        enter(places, before[AccountRole.REGION])


def test_an_account_that_was_closed_meanwhile_is_opened_again(places: Database) -> None:
    close = let_in(places)[AccountRole.REFERENT].account
    close_account(places, close.id, by="region", now=NOW, rng=SystemRandom())
    assert not enter(places, let_in(places)[AccountRole.REFERENT])
