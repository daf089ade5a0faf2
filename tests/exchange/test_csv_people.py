"""A list of people as an office keeps it: read with every mistake located, written to be read back as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.content import load_course
from course_engine.exchange.csv_people import people_columns, read_people, write_people
from course_engine.model.course import Catalogue
from course_engine.model.registration import AvailabilityAnswer, Registration

TEN_UNITS = Path(__file__).parents[1] / "courses" / "ten_units"


@pytest.fixture(scope="module")
def course() -> Catalogue:
    """The ten half-days, whose questionnaire has every type of question."""
    return load_course(TEN_UNITS)


def read(course: Catalogue, text: str) -> tuple[list[Registration], list[tuple[int, int, str]]]:
    """Return the good lines as registrations, and where and what is wrong with the others."""
    table = read_people(text.encode(), "liste.csv", course.questionnaire)
    forms = [row.value.registration(row.value.id or "st-new") for row in table.rows]
    return forms, [(problem.line, problem.column, problem.code) for problem in table.problems]


def test_the_columns_are_those_of_the_questionnaire(course: Catalogue) -> None:
    columns = people_columns(course.questionnaire)
    assert columns[:9] == (
        *("id", "nom", "prenom", "collectivite", "insee", "amenagement", "role"),
        *("demi-journees-nombre", "demi-journees-quand"),
    )
    assert columns[9:11] == ("ordinateur-souvent", "ranger-fichiers")


def test_a_line_may_say_little(course: Catalogue) -> None:
    forms, problems = read(course, "Nom;Prénom;Collectivité\nExemple;Camille;Saint-Exemple\n")
    assert problems == []
    assert forms == [
        Registration(id="st-new", last_name="Exemple", first_name="Camille", employer="Saint-Exemple")
    ]


def test_each_type_of_answer_is_read(course: Catalogue) -> None:
    forms, problems = read(
        course,
        "nom;prenom;collectivite;insee;role;demi-journees-nombre;demi-journees-quand;deja-en-ligne;imprimer\n"
        "Exemple;Camille;Saint-Exemple;1001;Élu;4;Soirée|samedi-matin;demarche, achat;OUI\n",
    )
    assert problems == []
    assert forms[0].commune == "01001"
    assert forms[0].answers == {
        "role": "elu",
        "demi-journees": AvailabilityAnswer(number=4, kinds=("soiree", "samedi-matin")),
        "deja-en-ligne": ("demarche", "achat"),
        "imprimer": "oui",
    }


def test_every_cell_that_is_not_understood_is_located(course: Catalogue) -> None:
    forms, problems = read(
        course,
        "nom;prenom;collectivite;insee;role;demi-journees-nombre;demi-journees-quand;deja-en-ligne;imprimer\n"
        ";Camille;Saint-Exemple;;;;;;\n"
        f"{'x' * 101};Camille;Saint-Exemple;;;;;;\n"
        "Exemple;Camille;Saint-Exemple;620;;;;;\n"
        "Exemple;Camille;Saint-Exemple;62X01;;;;;\n"
        "Exemple;Camille;Saint-Exemple;;maire;;;;\n"
        "Exemple;Camille;Saint-Exemple;;;101;;;\n"
        "Exemple;Camille;Saint-Exemple;;;;nuit;;\n"
        "Exemple;Camille;Saint-Exemple;;;;;achat,achat;\n"
        "Exemple;Camille;Saint-Exemple;;;;;;peut-être\n"
        "Exemple;Camille\n",
    )
    assert forms == []
    assert problems == [
        (2, 1, "CSV201"),
        (3, 1, "CSV202"),
        (4, 4, "CSV202"),
        (5, 4, "CSV202"),
        (6, 5, "CSV202"),
        (7, 6, "CSV202"),
        (8, 7, "CSV202"),
        (9, 8, "CSV202"),
        (10, 9, "CSV202"),
        (11, 2, "CSV104"),
    ]


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@SUM(A1)", "'=x"])
def test_a_name_that_a_spreadsheet_would_run_comes_back_as_it_was(course: Catalogue, name: str) -> None:
    form = Registration(id="st-a0001", last_name=name, first_name=name, employer=name, accommodation=name)
    content = write_people([form], course.questionnaire)
    assert f";'{name};".encode() in content
    (row,) = read_people(content, "liste.csv", course.questionnaire).accepted()
    assert row.value.registration("st-a0001") == form


words = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)


@given(data=st.data())
def test_what_is_written_is_read_back(course: Catalogue, data: st.DataObject) -> None:
    answers = st.fixed_dictionaries(
        {},
        optional={
            "role": st.sampled_from(["elu", "agent"]),
            "imprimer": st.sampled_from(["oui", "non"]),
            "ordinateur-souvent": st.sampled_from(["jamais", "parfois", "souvent"]),
            "deja-en-ligne": st.lists(
                st.sampled_from(["demarche", "achat", "favori"]), min_size=1, unique=True
            ),
            "demi-journees": st.builds(
                lambda number, kinds: {"nombre": number, "quand": kinds},
                st.integers(0, 100),
                st.lists(st.sampled_from(["en-journee", "soiree"]), unique=True),
            ),
        },
    )
    forms = [
        Registration(
            id=f"st-{number:05}",
            last_name=data.draw(words),
            first_name=data.draw(words),
            employer=data.draw(words),
            commune=data.draw(st.sampled_from([None, "01001", "2A004"])),
            answers=data.draw(answers),
        )
        for number in range(data.draw(st.integers(1, 3)))
    ]
    table = read_people(write_people(forms, course.questionnaire), "liste.csv", course.questionnaire)
    assert [row.value.registration(row.value.id) for row in table.accepted()] == forms
