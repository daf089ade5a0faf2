"""What travels: every table has its word, and two rows of one identity have one outcome."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.store.exchange import FACTS, references
from course_engine.store.tables import METADATA
from course_engine.store.travel import GONE_WITH_THE_NAME, JOINS, TRAVEL, Apart, Travel, joined
from course_engine.training.inventory import TABLES


def test_every_table_says_whether_it_travels() -> None:
    assert TRAVEL.keys() == METADATA.tables.keys()


def test_no_fact_names_what_stays_behind() -> None:
    named = {(name, target) for name in FACTS for _column, target in references(name)}
    assert [(name, target) for name, target in sorted(named) if TRAVEL[target] is Travel.LOCAL] == []


@pytest.mark.parametrize(
    "name", ["access_code", "password", "secret", "web_session", "wrong_attempt", "registration_draft"]
)
def test_what_opens_doors_and_what_is_not_sent_stays(name: str) -> None:
    assert TRAVEL[name] is Travel.LOCAL


def test_joins_are_of_columns_that_exist_and_do_not_identify() -> None:
    for name, joins in JOINS.items():
        keys = {column.name for column in METADATA.tables[name].primary_key.columns}
        assert joins.keys() <= set(METADATA.tables[name].columns.keys()) - keys


def test_what_goes_with_a_name_names_people() -> None:
    assert all(TABLES[name].people for name in GONE_WITH_THE_NAME)


rows = st.fixed_dictionaries(
    {
        "id": st.just(1),
        "reason": st.sampled_from(["", "dit"]),
        "link": st.sampled_from([None, 7]),
        "same_as": st.sampled_from([None, "tr0001"]),
    }
)


@given(rows, rows, rows)
def test_the_emptier_row_stands_whichever_came_first(one: Any, other: Any, third: Any) -> None:
    assert joined("admission", one, other) == joined("admission", other, one)
    assert joined("admission", one, one) == one
    left = joined("admission", joined("admission", one, other), third)
    assert left == joined("admission", one, joined("admission", other, third))


@pytest.mark.parametrize("changed", [{"reason": "autre"}, {"status": "refusee"}])
def test_another_content_is_another_fact(changed: dict[str, str]) -> None:
    row = {"id": 1, "reason": "dit", "status": "acceptee"}
    with pytest.raises(Apart):
        joined("admission", row, row | changed)


def test_a_reduced_form_that_says_something_else_is_another_fact() -> None:
    whole = {"content": {"last_name": "Exemple", "answers": {"a": 1}, "accommodation": ""}}
    assert joined("registration", whole, {"content": {"last_name": "Exemple"}}) == {
        "content": {"last_name": "Exemple"}
    }
    with pytest.raises(Apart):
        joined("registration", whole, {"content": {"last_name": "Autre"}})
