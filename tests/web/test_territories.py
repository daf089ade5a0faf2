"""Territories: who works in each, and the office's files imported with their mistakes located."""

import httpx
import pytest
from fastapi import FastAPI
from stand import account, let_in, territory
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database

HEADER = "territoire;nom;type;siren;insee;commune\n"
GOOD = HEADER + "exemple;Pays d’Exemple (fictif);pays;;62041;Arras\n"
BAD = GOOD + "ailleurs;Pays d’Ailleurs (fictif);royaume;;62042;Artois\n"


@pytest.fixture
def region(app: FastAPI, database: Database) -> Visitor:
    """Somebody of the Region's team, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("region", AccountRole.REGION)))
    return visitor


def send(visitor: Visitor, content: str, kind: str = "territoires", **more: str) -> httpx.Response:
    files = {"file": ("t.csv", content.encode(), "text/csv")}
    return visitor.request("POST", "/territoires", data={"kind": kind, **more}, files=files)


def test_each_territory_says_who_works_in_it(region: Visitor, database: Database) -> None:
    with database.writing() as records:
        records.places.save_territory(territory())
        records.accounts.add_account(
            account("rene", AccountRole.REFERENT, name="René Exemple", territories=("saint-exemple",))
        )
    page = region.get("/territoires").text
    assert '<td data-label="Référents">René Exemple</td>' in page
    assert '<td data-label="Animateurs"><span class="state attention">aucun</span></td>' in page


def test_a_good_file_is_imported(region: Visitor) -> None:
    reply = send(region, GOOD)
    assert reply.status_code == 200
    assert "Ajoutés\u00a0: 1\u00a0; changés\u00a0: 0" in reply.text
    assert "Pays d’Exemple (fictif)" in region.get("/territoires").text


def test_a_bad_line_stops_the_file_and_is_shown_at_its_place(region: Visitor) -> None:
    reply = send(region, BAD)
    assert reply.status_code == 422
    assert '<th scope="row">ligne 3</th>' in reply.text
    assert "Rien n’a été importé" in reply.text
    assert "Pays d’Exemple" not in region.get("/territoires").text
    assert '<input type="checkbox" name="keep_good" value="oui">' in reply.text


def test_the_good_lines_alone_are_imported_when_asked(region: Visitor) -> None:
    reply = send(region, BAD, keep_good="oui")
    assert reply.status_code == 200
    assert "lignes écartées\u00a0: 1" in reply.text
    assert '<th scope="row">ligne 3</th>' in reply.text
    assert "Pays d’Exemple (fictif)" in region.get("/territoires").text


def test_nothing_chosen_is_asked_again(region: Visitor) -> None:
    assert send(region, GOOD, kind="").status_code == 422
    assert send(region, "", kind="sejours").status_code == 422


def test_a_file_may_be_longer_than_a_form_but_not_without_end(region: Visitor) -> None:
    assert send(region, GOOD + ";;;;;\n" * 20_000).status_code != 413
    assert send(region, "x" * 1_100_000).status_code == 413
