"""The course read by those who may read it whole: as trainees see it, nothing answered, no key."""

import pytest
import sample_catalogue as sample
from fastapi import FastAPI
from stand import account, let_in
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database


@pytest.fixture
def designer(app: FastAPI, database: Database) -> Visitor:
    """A designer, signed in."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("conceptrice", AccountRole.DESIGNER)))
    return visitor


def test_a_designer_begins_with_every_unit_at_every_level(designer: Visitor) -> None:
    assert designer.get("/").headers["location"] == "/concepteur"
    page = designer.get("/concepteur").text
    units = sample.sample_catalogue().units.values()
    for unit in units:
        for level in unit.levels:
            assert f'href="/concepteur/unites/{unit.id}/{level}"' in page


def test_the_menu_is_that_of_the_role_and_says_where_one_is(designer: Visitor) -> None:
    page = designer.get("/concepteur").text
    assert '<li><a href="/concepteur" aria-current="page">Accueil</a></li>' in page
    assert '<strong>Dominique Exemple</strong> <span class="muted">– concepteur</span>' in page
    assert '<form method="post" action="/deconnexion">' in page
    assert "Mon parcours" not in page


def test_a_page_is_read_as_at_its_level_with_its_files_and_its_quiz_to_read(designer: Visitor) -> None:
    page = designer.get("/concepteur/unites/messagerie/pratique/adresse").text
    picture = "/concepteur/fichiers/modules/sensibilisation/images/ecran.svg"
    assert f'src="{picture}"' in page
    assert designer.get(picture).headers["content-type"] == "image/svg+xml"
    quiz = designer.get("/concepteur/unites/messagerie/pratique/quiz").text
    assert '<fieldset class="to-read" disabled>' in quiz
    assert "Ce champ, tous le voient" not in quiz


@pytest.mark.parametrize(
    "path",
    [
        "unites/inconnue/pratique",
        "unites/messagerie/inconnu",
        "unites/messagerie/pratique/inconnue",
        "fichiers/modules/programme.yml",
        "fichiers/..%2Frecords.db",
    ],
)
def test_what_the_course_has_not_is_not_there(designer: Visitor, path: str) -> None:
    assert designer.get(f"/concepteur/{path}").status_code == 404
