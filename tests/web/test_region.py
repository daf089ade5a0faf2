"""The Region's home: what to do next, the calendar, figures that tell of nobody, wishes drawn and counted."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from operation import NAMES, OBJECTIVES, catalogue, come
from stand import Clock, account, application, let_in, site, territory
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database
from course_engine.training.library import Library

ROW = re.compile(r'<tr(?: class="\w+")?><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r">([^<]+)</td>")


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Records in which nobody is registered yet."""
    with open_database(shutil.copy(empty_file, tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, over a course that asks for wishes."""
    base = site(database, tmp_path / "course", clock)
    return application(replace(base, library=Library(catalogue())))


@pytest.fixture
def region(app: FastAPI, database: Database) -> Visitor:
    """Somebody of the Region's team, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("region", AccountRole.REGION)))
    return visitor


def figures(page: str) -> dict[str, list[str]]:
    """Return the figures of each row, by its words."""
    return {re.sub("<[^>]+>", "", title): CELL.findall(cells) for title, cells in ROW.findall(page)}


def test_each_thing_to_do_next_leads_to_a_page(region: Visitor, database: Database) -> None:
    with database.writing() as records:
        records.places.save_territory(territory("alpha"))
    addresses = re.findall(r'href="(/(?:territoires|nouveau-compte)[^"]*)"', region.get("/region").text)
    assert {"/territoires#importer", "/nouveau-compte"} <= set(addresses)
    assert [region.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_figures_say_their_hour_and_hide_few_people(region: Visitor, database: Database) -> None:
    come(database, "alpha", 20, 15, 10, 6)
    come(database, "beta", 9, 8, 3, 0)
    page = region.get("/region").text
    assert "Chiffres du samedi 13\u00a0mars 2027, 9\u00a0h\u00a015." in page
    shown = figures(page)
    assert shown[NAMES["alpha"]] == ["20", "15", "masqué", "6"]
    assert shown[NAMES["beta"]] == ["9", "8", "moins de 5", "0"]
    assert "Camille" not in page


def test_wishes_are_drawn_and_counted_for_everybody_or_one_territory(
    region: Visitor, database: Database
) -> None:
    come(database, "alpha", 12, 12, 12, 12, answers={"souhaits": ["web"]})
    come(database, "beta", 6, 6, 6, 6, answers={"souhaits": ["web", "carte"]})
    page = region.get("/region").text
    assert "Toute l’opération\u00a0: combien de personnes souhaitent chaque objectif" in page
    assert (figures(page)[OBJECTIVES["web"]], figures(page)[OBJECTIVES["carte"]]) == (["18"], ["6"])
    assert '<rect width="33.3%" height="100%"/>' in page
    there = region.get("/region?territory=beta").text
    assert f"{NAMES['beta']}\u00a0: combien de personnes" in there
    assert figures(there)[OBJECTIVES["web"]] == ["6"]
    assert "Toute l’opération\u00a0: combien" in region.get("/region?territory=nulle-part").text


def test_without_anybody_it_says_what_to_do_first(region: Visitor, database: Database) -> None:
    page = region.get("/region").text
    assert "Importer les territoires" in page
    assert "Personne n’est encore inscrit." in page


def test_what_is_missing_is_what_to_do_next(region: Visitor, database: Database) -> None:
    come(database, "alpha", 6, 0, 0, 0)
    page = region.get("/region").text
    assert f"Aucun séjour n’est prévu dans\u00a0: {NAMES['alpha']}." in page
    assert f"Personne ne fait circuler le questionnaire dans\u00a0: {NAMES['alpha']}." in page
    assert "Un stand y séjourne" not in page


def test_the_menu_leads_to_what_the_region_may_do(region: Visitor) -> None:
    page = region.get("/region").text
    for address in ("/region", "/concepteur", "/territoires", "/dossiers", "/trace", "/comptes"):
        assert f'<a href="{address}"' in page
