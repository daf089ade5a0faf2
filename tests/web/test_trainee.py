"""The trainee's visit without JavaScript: the path, the pages, the quiz."""

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import sample_catalogue as sample
from msgspec.structs import replace
from stand import Clock, application, site, token_of
from visitor import Visitor

from course_engine.exchange.csv_sheets import SHEET_COLUMNS, read_sheet
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.library import Library
from course_engine.training.record import import_sheets

CCI = "/reponses/messagerie/champ-cci"
QUIZ = "/unites/messagerie/quiz"
JSON = {"accept": "application/json"}


def recorded(database: Database) -> list[tuple[str, float]]:
    with database.reading() as records:
        return [(answer.question, answer.score.fraction) for answer in records.answers.of_trainee("tr4f2a")]


def test_the_home_says_who_when_and_what_to_do(trainee: Visitor) -> None:
    page = trainee.get("/parcours").text
    assert '<h1 class="title">Bonjour Camille Exemple</h1>' in page
    assert (
        "Aujourd’hui, 9\u00a0h\u00a0: Communiquer par messagerie, salle des fêtes de Saint-Exemple." in page
    )
    assert 'class="button main" href="/unites/messagerie/adresse">Commencer</a>' in page
    assert "Vous avez souhaité" in page
    assert len(re.findall("<h1", page)) == 1


def test_the_button_goes_on_where_the_trainee_was(trainee: Visitor) -> None:
    trainee.post(CCI, {"id": "", "answer": "b"})
    assert f'class="button main" href="{QUIZ}">Continuer</a>' in trainee.get("/parcours").text


def test_when_all_is_followed_the_home_says_so(
    trainee: Visitor, database: Database, code: str, clock: Clock
) -> None:
    lines = "\n".join(f"S{number};tr4f2a;Exemple;Camille;9h;12h;oui" for number in (1, 2))
    sheet = read_sheet(f"{';'.join(SHEET_COLUMNS)}\n{lines}".encode(), "sheet.csv")
    import_sheets(database, [sheet], entered_by="A", now=clock.now, rng=Random(1))
    clock.now = datetime(2027, 3, 20, 12, 0, tzinfo=UTC)
    trainee.enter(code)
    page = trainee.get("/parcours").text
    assert "Vous avez suivi toutes les demi-journées de votre parcours." in page
    assert 'class="button main" href="/unites/messagerie/adresse">Relire</a>' in page


def test_a_unit_shows_its_pages_at_the_trainees_level(trainee: Visitor) -> None:
    page = trainee.get("/unites/messagerie").text
    assert "Demi-journée 1 sur 2" in page
    assert re.findall(r'<li><a href="/unites/messagerie/([a-z-]+)">', page) == [
        "adresse",
        "piege",
        "courrier",
        "quiz",
        "echanges",
    ]


def test_a_page_links_its_neighbours_its_terms_and_its_figures(trainee: Visitor) -> None:
    page = trainee.get("/unites/messagerie/adresse").text
    assert 'href="/unites/messagerie/piege"' in page
    assert 'href="/glossaire#terme-adresse"' in page
    assert 'src="/fichiers/modules/sensibilisation/images/ecran.svg"' in page
    assert 'id="terme-adresse"' in trainee.get("/glossaire").text


def test_a_quiz_is_a_plain_form_graded_by_the_server(trainee: Visitor, database: Database) -> None:
    page = trainee.get(QUIZ).text
    assert f'action="{CCI}#' in page
    reply = trainee.post(CCI, {"id": "", "answer": "a"})
    assert (reply.status_code, reply.headers["location"]) == (303, QUIZ)
    assert recorded(database) == [("champ-cci", 0.0)]
    after = trainee.get(QUIZ).text
    assert "Ce champ, tous le voient." in after
    assert "Cci protège les adresses de chacun." in after
    assert 'href="/unites/messagerie/adresse">Relire la page' in after


def test_no_response_holds_a_key_before_the_answer_nor_ever_what_is_not_the_trainees(
    trainee: Visitor,
) -> None:
    """Every page of the site is read, then every question answered wrong; canaries are looked for."""
    keys = ("Ce champ, tous le voient", "Cci protège les adresses", "arrobase", "10,5", "9,5", "9.5")
    pages = [page.id for page in sample.sample_catalogue().units["messagerie"].pages]
    addresses = [
        "/",
        "/parcours",
        "/unites/messagerie",
        "/unites/web",
        "/unites/secret",
        "/accessibilite",
        *(f"/unites/messagerie/{page}" for page in pages),
    ]
    seen = "\n".join(trainee.get(address).text for address in addresses)
    seen += trainee.post("/reponses/messagerie/poids", {"id": "", "answer": "dix"}).text
    seen += trainee.post("/reponses/messagerie/experts", {"id": "", "answer": "x"}).text
    assert [word for word in keys if word in seen] == []
    for question, wrong in (("champ-cci", "a"), ("arobase", "x"), ("poids", "1")):
        seen += trainee.post(f"/reponses/messagerie/{question}", {"id": "", "answer": wrong}, **JSON).text
    seen += "\n".join(trainee.get(address).text for address in addresses)
    mine = {"CANARI-MOT-ABSENT"}  # the glossary is everybody's
    assert [canary for canary in sample.CANARIES if canary not in mine and canary in seen] == []


def test_a_quiz_that_draws_is_drawn_when_its_page_is_first_opened(database: Database, tmp_path: Path) -> None:
    catalogue = sample.sample_catalogue()
    quiz = replace(catalogue.quizzes["messagerie"], draw=1)
    drawing = replace(catalogue, quizzes={**catalogue.quizzes, "messagerie": quiz})
    own = replace(site(database, tmp_path / "course", Clock()), library=Library(drawing))
    visitor = Visitor(application(own))
    visitor.hold(token_of(database, SessionHolder(trainee="tr4f2a")))
    first = visitor.get(QUIZ).text
    visitor.get(QUIZ)
    with database.reading() as records:
        drawn = records.draws.of(["tr4f2a"])["tr4f2a"]
    assert {name: len(questions) for name, questions in drawn.items()} == {"messagerie": 1}
    assert f"/reponses/messagerie/{drawn['messagerie'][0]}" in first
