"""The needs on the screen and as a file: ranked, drawn, honest for small groups."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from debriefs import answered, debriefed, library
from fastapi import FastAPI
from msgspec.structs import replace
from operation import NAMES
from stand import Clock, account, application, let_in, site
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database

TITLE = re.compile(r'<th scope="row">([^<]+)</th>')


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Records without anybody."""
    with open_database(shutil.copy(empty_file, tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=library()))


def reader(app: FastAPI, database: Database, role: AccountRole, *territories: str) -> Visitor:
    """Return somebody signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account(role.value, role, territories=territories)))
    return visitor


def test_needs_are_ranked_drawn_and_told_in_a_table(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 21, projet=14, securite=6, messagerie=3)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert TITLE.findall(page) == [
        "Faire les premiers pas d’un projet numérique",
        "Reconnaître un message piégé et protéger ses comptes",
        "Envoyer, recevoir et classer des courriels",
        "Comprendre le chemin d’un acte sans papier",
    ]
    assert "67\u00a0% (entre 45\u00a0% et 83\u00a0%), 14 sur 21 personnes" in page
    assert ">de 1 à 4 personnes<" in page
    assert '<svg class="needs-chart"' in page
    assert "bilans faits\u00a0: 21" in page
    assert "Chiffres du samedi 13\u00a0mars 2027, 9\u00a0h\u00a015" in page


def test_they_may_be_ranked_by_what_answers_show(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 21, messagerie=14)
    answered(database, "alpha", "bilan-besoin", right=5, wrong=9)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha&lecture=reponses").text
    assert TITLE.findall(page)[0] == "Faire les premiers pas d’un projet numérique"
    assert "64\u00a0% (entre 39\u00a0% et 84\u00a0%)" in page


def test_what_cannot_be_told_apart_is_said(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 20, projet=12, securite=10)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert "Parmi les chiffres montrés, on ne peut pas départager" in page
    assert "vient nettement en tête" not in page


def test_what_clearly_comes_first_is_said_too(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 40, projet=35)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert "vient nettement en tête" in page


def test_what_nearly_everybody_needs_is_said_first_without_its_figure(
    app: FastAPI, database: Database
) -> None:
    debriefed(database, "alpha", 20, projet=15, securite=18)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert TITLE.findall(page)[0] == "Reconnaître un message piégé et protéger ses comptes"
    assert "presque toutes\u00a0: sauf 1 à 4" in page


def test_one_figure_alone_is_compared_with_nothing(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 20, projet=12, securite=3, messagerie=2, dematerialisation=1)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert "départager «" not in page
    assert "vient nettement en tête" not in page


def test_under_five_people_no_figure_is_shown(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 4, projet=4)
    page = reader(app, database, AccountRole.REGION).get("/besoins?territoire=alpha").text
    assert "moins de 5 bilans" in page
    assert "Moins de cinq personnes ont fait leur bilan" in page
    assert "<svg" not in page
    assert "<table" not in page


def test_each_account_chooses_among_its_territories_only(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 6)
    debriefed(database, "beta", 6)
    referent = reader(app, database, AccountRole.REFERENT, "beta")
    page = referent.get("/besoins?territoire=alpha").text
    assert "Pays de Bêta (fictif)" in page
    assert "Alpha" not in page
    assert "Tous les territoires" not in page
    assert "Alpha" not in referent.get("/besoins/tableau").text


def test_pages_open_for_who_may_read_the_course(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 6)
    address = "/concepteur/unites/dematerialisation/decouverte/pourquoi"
    assert f'href="{address}"' in reader(app, database, AccountRole.ANIMATOR, "alpha").get("/besoins").text
    assert address not in reader(app, database, AccountRole.REFERENT, "alpha").get("/besoins").text


def test_who_has_no_territory_is_told_whom_to_ask(app: FastAPI, database: Database) -> None:
    page = reader(app, database, AccountRole.REFERENT).get("/besoins").text
    assert "Demandez-le à l’équipe de la Région" in page


def test_the_file_holds_every_territory_and_reading_of_the_reader(app: FastAPI, database: Database) -> None:
    debriefed(database, "alpha", 21, projet=14)
    debriefed(database, "beta", 4, projet=2)
    reply = reader(app, database, AccountRole.REGION).get("/besoins/tableau")
    assert reply.headers["content-disposition"] == 'attachment; filename="besoins.csv"'
    rows = [line.split(";") for line in reply.content.decode("utf-8-sig").splitlines()]
    assert len(rows) == 1 + 3 * 2 * 4
    assert rows[1][:8] == [
        "Tous les territoires",
        "ce que disent les personnes",
        "Faire les premiers pas d’un projet numérique",
        "14",
        "21",
        "66,7",
        "45,4",
        "82,8",
    ]
    beta = [row for row in rows if row[0] == NAMES["beta"]]
    assert {tuple(row[3:9]) for row in beta} == {("", "", "", "", "", "groupe de moins de 5 personnes")}


@pytest.mark.parametrize("query", ["lecture=autre", f"territoire={'a' * 41}"])
def test_a_reading_that_is_none_is_refused_in_a_sentence(
    app: FastAPI, database: Database, query: str
) -> None:
    reply = reader(app, database, AccountRole.REGION).get(f"/besoins?{query}")
    assert reply.status_code == 422
    assert "Revenez à la page précédente" in reply.text


@pytest.mark.parametrize(
    ("role", "home"), [(AccountRole.REGION, "/region"), (AccountRole.REFERENT, "/referent")]
)
def test_homes_lead_there(app: FastAPI, database: Database, role: AccountRole, home: str) -> None:
    assert reader(app, database, role).get(home).text.count('href="/besoins"') == 2
