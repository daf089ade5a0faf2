"""The shipped communes and groupings: whole, checked, and true to their source."""

import json
import os
from pathlib import Path

import pytest

from course_engine.training.geography import communes, groupings, is_known

SOURCE = Path(os.environ.get("COURSE_ENGINE_CORPORA", "../shared/corpora")) / "geo"


def test_every_commune_of_both_departements_is_there() -> None:
    assert sum(code.startswith(("59", "62")) for code in communes()) == 1534
    assert [code for code in communes() if not code.startswith(("59", "62"))] == ["80810"]


def test_each_grouping_has_an_identifier_of_its_own() -> None:
    assert len({territory.id for territory in groupings().values()}) == len(groupings()) == 36
    assert groupings()["200033579"].id == "cu-d-arras"
    assert groupings()["200072460"].id == "ca-de-bethune-bruay-artois-lys-romane"


def test_each_commune_is_in_one_grouping() -> None:
    members = [commune.code for territory in groupings().values() for commune in territory.communes]
    assert sorted(members) == sorted(communes())


@pytest.mark.parametrize(("code", "known"), [("62041", True), ("62999", False), ("75056", True)])
def test_only_codes_of_the_two_departements_can_be_unknown(code: str, known: bool) -> None:
    assert is_known(code) is known


@pytest.mark.skipif(not SOURCE.is_dir(), reason="the source is not part of the project")
def test_names_and_members_are_those_of_the_source() -> None:
    named = {row["code"]: row["nom"] for row in json.loads((SOURCE / "communes-59-62.json").read_text())}
    assert {code: name for code, name in communes().items() if code in named} == named
    source = {row["code"]: row for row in json.loads((SOURCE / "epci-59-62.json").read_text())}
    assert {siren: territory.name for siren, territory in groupings().items()} == {
        siren: row["nom"] for siren, row in source.items()
    }
    for siren, territory in groupings().items():
        assert [commune.code for commune in territory.communes] == sorted(
            member["code"] for member in source[siren]["membres"]
        )
