"""`quiz sheet`: one PDF of a quiz to fill in by hand, for a level or for one trainee."""

import subprocess
from datetime import UTC, datetime
from random import Random

import pytest

from course_engine.content import load_course
from course_engine.exchange.registrations import read_registrations
from course_engine.store import open_database
from course_engine.training.registration import register, registrants

pytestmark = pytest.mark.pdf

FIRST, SECOND = "Quel champ cache les destinataires ?", "Un courriel peut contenir une pièce jointe."
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def course(course):
    """The course, whose second question is for one level only."""
    quiz = course / "quizzes" / "courriel.md"
    text = quiz.read_text(encoding="utf-8").replace("{#piece-jointe}", "{#piece-jointe niveau=pratique}")
    quiz.write_text(text, encoding="utf-8")
    return course


@pytest.fixture
def registered(course, answers, records):
    """Records in which Camille Exemple is registered, at the level `pratique`."""
    catalogue = load_course(course)
    forms = read_registrations(answers(**{"courriel-3-mois": "oui", "souhaits": ["ecrire"]}), catalogue)
    with open_database(records) as database:
        register(database, registrants(catalogue, forms), now=NOW, rng=Random(1))
    return records


def text_of(path):
    words = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_of_the_lowest_level_is_written_where_one_is(run, course, tmp_path):
    ran = run("quiz", "sheet", "courriel", "--course", course)
    assert (ran.code, ran.out, ran.err) == (0, "courriel.pdf\n", "")
    text = text_of(tmp_path / "here" / "courriel.pdf")
    assert FIRST in text
    assert SECOND not in text
    assert "Cci protège" not in text


def test_a_level_has_its_own_questions(run, course, tmp_path):
    out = tmp_path / "new" / "fiche.pdf"
    ran = run("quiz", "sheet", "courriel", "--level", "pratique", "--course", course, "--out", out)
    assert (ran.code, ran.out) == (0, f"{out}\n")
    assert SECOND in text_of(out)


def test_a_trainee_has_their_name_and_what_their_screen_asks(run, course, registered, tmp_path):
    words = ("--for", "tr-essai", "--course", course, "--database", registered)
    ran = run("quiz", "sheet", "courriel", *words)
    assert (ran.code, ran.err) == (0, "")
    text = text_of(tmp_path / "here" / "courriel.pdf")
    assert "\nExemple Camille\n" in text
    assert SECOND in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("courriels",), 3, "Il n’y a pas de quiz « courriels ». Il y a : courriel."),
        (
            ("courriel", "--level", "expert"),
            3,
            "Il n’y a pas de niveau « expert ». Il y a : decouverte, pratique.",
        ),
        (
            ("courriel", "--for", "tr-essai", "--database", "registre.db"),
            3,
            "Il n’y a pas de registre dans « registre.db » : vérifiez --database.",
        ),
        (
            ("courriel", "--for", "tr-essai", "--level", "pratique"),
            2,
            "Erreur : Donnez un niveau ou un stagiaire, pas les deux : un stagiaire a son propre niveau.",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_is_written(run, course, tmp_path, words, code, said):
    ran = run("quiz", "sheet", *words, "--course", course)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (code, "", said)
    assert list((tmp_path / "here").iterdir()) == []


def test_somebody_unknown_is_named(run, course, registered):
    ran = run("quiz", "sheet", "courriel", "--for", "tr-autre", "--course", course, "--database", registered)
    assert (ran.code, ran.err) == (3, "Aucun stagiaire n’a l’identifiant « tr-autre ».\n")
