"""Scope: référents and animateurs act in their own territories, as if nobody lived elsewhere."""

from random import Random

import pytest
from stand import NOW, account, admit, registrant, territory

from course_engine.errors import NotFound
from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.training.registration import register
from course_engine.training.scope import check_in_scope, is_in_scope, territories_of

HERE = ("saint-exemple",)


@pytest.fixture
def people(database: Database) -> Database:
    """One person of each of two territories, and one of none."""
    register(
        database, [registrant(one) for one in ("tr-here", "tr-there", "tr-nowhere")], now=NOW, rng=Random(1)
    )
    with database.writing() as records:
        for name in ("saint-exemple", "ailleurs"):
            records.places.save_territory(territory(name))
        records.admissions.append(admit("tr-here", "saint-exemple"))
        records.admissions.append(admit("tr-there", "ailleurs"))
        records.admissions.append(admit("tr-nowhere", None))
    return database


@pytest.mark.parametrize("role", [AccountRole.ANIMATOR, AccountRole.REFERENT])
def test_who_works_in_territories_meets_their_people_only(people: Database, role: AccountRole) -> None:
    who = account("dominique", role, territories=HERE)
    assert territories_of(who) == {"saint-exemple"}
    with people.reading() as records:
        check_in_scope(records, who, "tr-here")
        for other in ("tr-there", "tr-nowhere", "tr-nobody"):
            with pytest.raises(NotFound, match=other):
                check_in_scope(records, who, other)


@pytest.mark.parametrize("role", [AccountRole.REGION, AccountRole.DESIGNER])
def test_the_others_have_no_bounds_but_their_rights(people: Database, role: AccountRole) -> None:
    who = account("dominique", role)
    assert territories_of(who) is None
    assert is_in_scope(who, None)
    with people.reading() as records:
        check_in_scope(records, who, "tr-nowhere")
        with pytest.raises(NotFound, match="tr-nobody"):
            check_in_scope(records, who, "tr-nobody")


def test_without_a_territory_one_meets_nobody(people: Database) -> None:
    who = account("dominique", AccountRole.ANIMATOR)
    with people.reading() as records, pytest.raises(NotFound):
        check_in_scope(records, who, "tr-here")
