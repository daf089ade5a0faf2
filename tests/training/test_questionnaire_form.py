"""The questionnaire as a form: its steps, what it accepts, what it says of the rest, where."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import PERSON, TERRITORY

from course_engine.content import load_course
from course_engine.errors import InvalidForm, InvalidResponse
from course_engine.model.questionnaire import Availability
from course_engine.model.registration import AvailabilityAnswer, Registration
from course_engine.planning.answers import answers_validator
from course_engine.training.questionnaire_form import Fields, QuestionnaireForm, answer_field, number_field

QUESTIONNAIRE = load_course(Path(__file__).parents[1] / "courses" / "ten_units").questionnaire
FORM = QuestionnaireForm(QUESTIONNAIRE)
EMPTY = "Remplissez ce champ."


def registration(fields: Fields, trainee: str = "st-234567") -> Registration:
    return FORM.registration(fields, trainee, TERRITORY.communes)


def test_the_first_step_is_who_one_is_and_each_section_is_one_more() -> None:
    assert FORM.steps == 1 + len(QUESTIONNAIRE.sections)
    assert FORM.fields(0) == ("nom", "prenom", "collectivite", "amenagement")
    assert FORM.fields(1) == ("reponse.role", "reponse.demi-journees.nombre", "reponse.demi-journees")


def test_what_is_typed_becomes_a_registration() -> None:
    found = registration(
        {
            **PERSON,
            "amenagement": ("Une place près de la porte",),
            "reponse.role": ("agent",),
            "reponse.demi-journees.nombre": ("4",),
            "reponse.demi-journees": ("soiree", "samedi-matin"),
            "reponse.courriel-souvent": ("jamais",),
            "reponse.piece-jointe": ("",),
        }
    )
    assert found.model_dump(exclude={"answers"}) == {
        "id": "st-234567",
        "last_name": "Exemple",
        "first_name": "Camille",
        "employer": "Saint-Exemple",
        "commune": "62001",
        "accommodation": "Une place près de la porte",
    }
    kinds = (Availability.EVENING, Availability.SATURDAY_MORNING)
    assert answers_validator(QUESTIONNAIRE).validate_python(found.answers) == {
        "role": "agent",
        "demi-journees": AvailabilityAnswer(number=4, kinds=kinds),
        "courriel-souvent": "jamais",
    }


@pytest.mark.parametrize(
    ("typed", "employer", "commune"),
    [
        ("ECHANTILLON-SUR-MER", "Échantillon-sur-Mer", "62002"),
        ("Échantillon", "Échantillon", None),
        ("Communauté de communes d’Exemple", "Communauté de communes d’Exemple", None),
        ("doublet", "doublet", None),
    ],
)
def test_a_commune_is_found_by_its_exact_name_and_never_guessed(
    typed: str, employer: str, commune: str | None
) -> None:
    found = registration({**PERSON, "collectivite": (typed,)})
    assert (found.employer, found.commune) == (employer, commune)


def test_everything_to_correct_is_said_at_once_in_the_order_of_the_form() -> None:
    with pytest.raises(InvalidForm) as refused:
        registration(
            {
                "nom": ("E" * 101,),
                "amenagement": ("a" * 201,),
                "reponse.role": ("maire",),
                "reponse.demi-journees.nombre": ("quatre",),
                "reponse.demi-journees": ("la nuit",),
                "reponse.piece-jointe": ("peut-être",),
            }
        )
    choose, too_long = "Choisissez parmi les réponses proposées.", "C’est trop long : {} caractères au plus."
    assert list(refused.value.problems.items()) == [
        ("nom", too_long.format(100)),
        ("prenom", EMPTY),
        ("collectivite", EMPTY),
        ("amenagement", too_long.format(200)),
        ("reponse.role", choose),
        ("reponse.demi-journees.nombre", "Écrivez un nombre entier, en chiffres."),
        ("reponse.demi-journees", choose),
        ("reponse.piece-jointe", choose),
    ]


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("-1", "Écrivez un nombre entier, 0 ou plus."),
        ("101", "Écrivez un nombre entier, 100 ou moins."),
        ("4,5", "Écrivez un nombre entier, en chiffres."),
        ("9" * 5000, "Écrivez un nombre entier, en chiffres."),
    ],
)
def test_a_number_of_half_days_that_cannot_be(number: str, problem: str) -> None:
    fields = {**PERSON, "reponse.demi-journees.nombre": (number,)}
    assert FORM.problems(fields) == {"reponse.demi-journees.nombre": problem}


def test_an_answer_ticked_twice_is_said() -> None:
    several = next(item for item in QUESTIONNAIRE.items if item.type == "choix-multiple")
    fields = {**PERSON, answer_field(several.id): (several.options[0].id,) * 2}
    assert FORM.problems(fields) == {answer_field(several.id): "Cochez chaque réponse une seule fois."}


def test_the_problems_of_one_step_are_its_own() -> None:
    fields: Fields = {"reponse.role": ("maire",)}
    assert list(FORM.problems(fields, (1,))) == ["reponse.role"]
    assert list(FORM.problems(fields, (0,))) == ["nom", "prenom", "collectivite"]
    assert FORM.problems(fields, (2,)) == {}


def test_a_field_that_was_not_sent_was_left_empty() -> None:
    assert FORM.typed({"reponse.role": ("elu",)}, (1,)) == {
        "reponse.role": ("elu",),
        "reponse.demi-journees.nombre": (),
        "reponse.demi-journees": (),
    }


@pytest.mark.parametrize(
    "sent",
    [
        {"inconnu": ("a",)},
        {"nom": ("Exemple",)},
        {"reponse.role": ("elu", "agent")},
        {"reponse.demi-journees.nombre": ("1", "1")},
    ],
)
def test_what_no_page_of_ours_would_send_is_refused(sent: Fields) -> None:
    with pytest.raises(InvalidResponse) as refused:
        FORM.typed(sent, (1,))
    assert (
        str(refused.value) == "Le questionnaire a changé depuis l’affichage de cette page. Rouvrez la page."
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Camille\u00a0 Anne\t\n", "Camille Anne"),
        ("Cam\x00ille\u202e", "Camille"),
        ("Noe\u0308l", "Noël"),
        ("\x07", ""),
        ("<b>O’Exemple & Cie</b>", "<b>O’Exemple & Cie</b>"),
    ],
)
def test_control_characters_are_left_out_and_spaces_are_single(typed: str, kept: str) -> None:
    assert FORM.typed({**PERSON, "prenom": (typed,)}, (0,))["prenom"] == (kept,)


NAMES = [name for step in range(FORM.steps) for name in FORM.fields(step)]


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=300), max_size=3).map(tuple)))
def test_whatever_was_typed_is_a_registration_or_has_its_problems_said(fields: Fields) -> None:
    problems = FORM.problems(fields)
    assert set(problems) <= set(NAMES)
    if not problems:
        assert registration(fields).answers is not None


def test_the_fields_of_a_number_and_of_the_kinds_of_half_days_are_two() -> None:
    assert (number_field("temps"), answer_field("temps")) == ("reponse.temps.nombre", "reponse.temps")
