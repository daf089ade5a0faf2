"""Places: the shape of what names them."""

import pytest
from pydantic import ValidationError

from course_engine.model.places import Territory, siren_key_holds


@pytest.mark.parametrize("siren", ["200033579", "245900428", "732829320"])
def test_the_key_of_a_siren_holds(siren: str) -> None:
    assert siren_key_holds(siren)


@pytest.mark.parametrize("rank", range(9))
def test_any_wrong_digit_is_told(rank: int) -> None:
    siren = "200033579"
    wrong = siren[:rank] + str((int(siren[rank]) + 1) % 10) + siren[rank + 1 :]
    assert not siren_key_holds(wrong)


def test_a_territory_refuses_a_siren_whose_key_does_not_hold() -> None:
    with pytest.raises(ValidationError):
        Territory(id="cu", name="CU", kind="communaute-urbaine", siren="200033578")
