"""The demonstration's accounts: one of each role, whose passwords hold for one run."""

from datetime import timedelta
from random import SystemRandom

import pytest
from stand import CHEAP, NOW
from territory import TERRITORY

from course_engine.errors import InvalidForm
from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.training.accounts import close_account, every_account
from course_engine.training.demonstration.staff import DemoAccount, let_staff_in
from course_engine.training.passwords import fault_of
from course_engine.training.sign_in import Credentials, sign_in


@pytest.fixture(autouse=True)
def territory(database: Database) -> None:
    """Where those work who work in some territories only."""
    with database.writing() as records:
        records.places.save_territory(TERRITORY)


def let_in(database: Database) -> dict[AccountRole, DemoAccount]:
    return dict(
        let_staff_in(
            database, territory=TERRITORY.id, by="demo", passwords=CHEAP, now=NOW, rng=SystemRandom()
        )
    )


def enter(database: Database, one: DemoAccount) -> bool:
    """Sign in; return whether a password has to be chosen first."""
    typed = Credentials(one.account.id, one.password, "127.0.0.1")
    ends_at = NOW + timedelta(hours=8)
    sign_in(database, typed, passwords=CHEAP, now=NOW, ends_at=ends_at, rng=SystemRandom())
    with database.reading() as records:
        password = records.accounts.password(one.account.id)
    assert password is not None
    return password.temporary


def test_each_role_has_an_account_that_signs_in_and_keeps_its_password(database: Database) -> None:
    staff = let_in(database)
    assert set(staff) == set(AccountRole)
    assert [enter(database, one) for one in staff.values()] == [False] * 4
    assert not any(fault_of(one.password, one.account) for one in staff.values())
    assert len({one.password for one in staff.values()}) == 4


def test_run_again_only_the_passwords_are_new(database: Database) -> None:
    before, known = let_in(database), every_account(database)
    after = let_in(database)
    assert every_account(database) == known
    assert not enter(database, after[AccountRole.REGION])
    with pytest.raises(InvalidForm):
        enter(database, before[AccountRole.REGION])


def test_an_account_that_was_closed_meanwhile_is_opened_again(database: Database) -> None:
    close = let_in(database)[AccountRole.REFERENT].account
    close_account(database, close.id, by="region", now=NOW, rng=SystemRandom())
    assert not enter(database, let_in(database)[AccountRole.REFERENT])
