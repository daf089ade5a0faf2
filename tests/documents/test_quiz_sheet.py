"""A quiz on paper: every type can be answered with a pen, nothing of a key is printed, and it is accessible."""

import io
import subprocess

import pikepdf
import pytest
from quiz_samples import CANARY, ENVELOPE, QUESTIONS, QUIZ, SCREEN

from course_engine.documents.quiz_sheet import QuizSheet, render_quiz_sheet
from course_engine.errors import Unprintable
from course_engine.model.quiz import ShortText

pytestmark = pytest.mark.pdf


def a_sheet(name: str = "", **changes: object) -> QuizSheet:
    facts = {
        "programme": "Les Démonstr@teurs",
        "organiser": "La Région (exemple)",
        "version": "1a2b3c4d",
        "title": QUIZ.title,
        "unit": "Communiquer par messagerie",
        "level": "decouverte",
        "name": name,
        "introduction": QUIZ.introduction,
        "questions": QUESTIONS,
    }
    return QuizSheet(**facts | changes)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "enveloppe.svg").write_text(ENVELOPE, encoding="utf-8")
    (folder / "ecran.svg").write_text(SCREEN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def blank(course, templates):
    """The sample quiz, for whoever has no sheet of their own."""
    return render_quiz_sheet([a_sheet()], lambda path: course / path, templates)


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def fields_of(pdf: bytes) -> dict[str, str]:
    """Return what a screen reader says of each field, by the field's name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fields = [(str(field.T), str(field.TU)) for field in document.Root.AcroForm.Fields]
    assert len(dict(fields)) == len(fields)
    return dict(fields)


def test_the_sheet_opens_with_whose_and_which_quiz_it_is(blank):
    assert text_of(blank).startswith(
        "Les Démonstr@teurs La Région (exemple) La messagerie & vous Communiquer par messagerie, niveau decouverte "
        "Nom et prénom Code personnel Date Onze questions, sans chronomètre."
    )


def test_choices_and_items_have_letters_in_the_order_of_their_texts(blank):
    text = text_of(blank)
    assert "Rôle : A brouillon B copie cachée & discrète C copie visible D destinataire principal" in text
    assert (
        "A Écrire, puis joindre le compte rendu du conseil municipal B Ouvrir la messagerie C Relire D Envoyer"
        in text
    )


def test_every_question_can_be_answered_with_a_pen(blank):
    fields = fields_of(blank)
    assert fields["1-1-B"] == "Question 1, réponse B"
    assert fields["1-6-3"] == "Question 6, ligne 3"
    assert fields["1-7-4"] == "Question 7, place 4"
    assert [name for name in fields if name.startswith("1-8-")] == [
        "1-8-2",
        "1-8-3",
        "1-8-1A",
        "1-8-1B",
        "1-8-1C",
    ]
    assert fields["1-9-1"] == "Question 9, en bas de la barre"
    assert fields["1-9-0"] == "Question 9, Ailleurs sur l’image"
    assert {name.split("-")[1] for name in fields} >= {str(number) for number in range(1, 12)}


def test_nothing_of_a_key_is_printed_and_what_is_not_scored_is_said(blank):
    text = text_of(blank)
    assert CANARY not in text
    assert text.count("(non noté)") == 2
    assert "(2 points)" in text


def test_each_person_has_a_sheet_from_a_page_of_their_own_with_their_name(course, templates):
    sheets = [
        a_sheet("Exemple Anne", questions=QUESTIONS[2:3]),
        a_sheet("Exemple Bruno", questions=QUESTIONS[2:3]),
    ]
    pdf = render_quiz_sheet(sheets, lambda path: course / path, templates)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 2
    assert "Nom Exemple Anne" in text_of(pdf)
    assert "Nom Exemple Bruno" in text_of(pdf)


def test_it_conforms_to_pdf_a_3a_and_to_pdf_ua_1(blank, verapdf):
    assert verapdf({"quiz": blank}) == {"quiz": {"ua1": "pass", "3a": "pass"}}


def test_the_same_sheet_gives_the_same_bytes(blank, course, templates):
    assert render_quiz_sheet([a_sheet()], lambda path: course / path, templates) == blank


def test_a_sign_that_the_typeface_lacks_is_named(course, templates):
    question = ShortText(id="signe", title=("Que veut dire 김 ?",))
    with pytest.raises(Unprintable, match="U\\+AE40"):
        render_quiz_sheet([a_sheet(questions=(question,))], lambda path: course / path, templates)
