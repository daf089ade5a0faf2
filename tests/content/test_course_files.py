"""The programme, the questionnaire, the glossary, and what must agree between files."""

import pytest

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"
QUESTIONNAIRE = "modules/questionnaire.yml"
GLOSSARY = "modules/glossaire.md"
OTHER_UNIT = "modules/decouvrir/autre.md"

IN_ONE_FILE = {
    "broken YAML": (PROGRAMME, "id: essai", "id: [essai", [(2, "PR101")]),
    "a list at the root": (QUESTIONNAIRE, "titre: Votre inscription\nsections:\n", "", [(1, "PR102")]),
    "a key that is no word": (PROGRAMME, "id: essai", "id: essai\n[a]: b", [(2, "PR104")]),
    "a key twice": (PROGRAMME, "id: essai", "id: essai\nid: essai", [(2, "PR105")]),
    "a missing key": (PROGRAMME, "id: essai\n", "", [(1, "PR106")]),
    "an unknown key": (PROGRAMME, "id: essai", "id: essai\ntitle: a", [(2, "PR107")]),
    "a key without accents or case": (PROGRAMME, "series:", "Séries:", []),
    "an id that cannot be": (PROGRAMME, "id: essai", "id: Essai", [(1, "PR108")]),
    "points in words": (PROGRAMME, "pratique: 2", "pratique: deux", [(5, "PR109")]),
    "points below one": (QUESTIONNAIRE, "points: 2", "points: 0", [(8, "PR110")]),
    "no option": (
        QUESTIONNAIRE,
        "\n          - { id: rien, texte: Rien de tout cela }",
        "",
        [(12, "PR111")],
    ),
    "a text where a list is due": (PROGRAMME, "unites: [courriel]", "unites: courriel", [(9, "PR113")]),
    "a list where a text is due": (PROGRAMME, "id: essai", "id: [essai]", [(1, "PR112")]),
    "a text where keys are due": (
        PROGRAMME,
        "{ titre: Communiquer, seuils: { pratique: 2 } }",
        "a",
        [(5, "PR114")],
    ),
    "an unknown type": (QUESTIONNAIRE, "type: oui-non", "type: oui-nom", [(7, "PR115")]),
    "a type with capitals": (QUESTIONNAIRE, "type: oui-non", "type: Oui-Non", []),
    "no type": (QUESTIONNAIRE, "        type: oui-non\n", "", [(5, "PR116")]),
    "words that YAML takes for others": (PROGRAMME, "Un programme d’essai", "non", []),
    "a level twice": (
        PROGRAMME,
        "[decouverte, pratique]",
        "[decouverte, pratique, pratique]",
        [(3, "PR120")],
    ),
    "a threshold of no level": (
        PROGRAMME,
        "pratique: 2",
        "pratique: 2, expert: 3",
        [(5, "PR121"), (5, "QN106")],
    ),
    "a threshold for the lowest level": (
        PROGRAMME,
        "pratique: 2",
        "decouverte: 1, pratique: 2",
        [(5, "PR121")],
    ),
    "a missing threshold": (PROGRAMME, "seuils: { pratique: 2 }", "seuils: {}", [(5, "PR122")]),
    "thresholds that do not rise": (
        PROGRAMME,
        "pratique: 2",
        "pratique: 0",
        [(5, "PR123")],
    ),
    "a unit twice": (PROGRAMME, "[courriel]", "[courriel, courriel]", [(9, "PR125")]),
    "a closing unit that is none": (
        PROGRAMME,
        "series:",
        "cloture: { unite: bilan, a-partir-de: 2 }\nseries:",
        [(8, "PR126")],
    ),
    "a unit without a file": (PROGRAMME, "[courriel]", "[courriel, web]", [(9, "PR127")]),
    "an objective that no unit covers": (
        PROGRAMME,
        "series:",
        "  web: Chercher\nseries:",
        [(8, "PR129"), (8, "QN107")],
    ),
    "a threshold out of reach": (PROGRAMME, "pratique: 2", "pratique: 3", [(5, "QN106")]),
    "a question id twice": (QUESTIONNAIRE, "id: souhaits", "id: courriel-3-mois", [(9, "QN101")]),
    "an option id twice": (QUESTIONNAIRE, "id: rien", "id: ecrire", [(14, "QN103")]),
    "an unknown domain": (QUESTIONNAIRE, "domaine: communication", "domaine: courrier", [(8, "QN104")]),
    "an unknown objective": (QUESTIONNAIRE, "messagerie: 2", "courrier: 2", [(13, "QN105")]),
    "a term without definition": (GLOSSARY, "Message écrit envoyé par internet.", "", [(1, "GL102")]),
    "a title that is no term": (
        GLOSSARY,
        "## Courriel",
        "## Courriel\n\nTexte.\n\n### Autre",
        [(5, "GL101")],
    ),
    "a glossary with a title": (GLOSSARY, "## Courriel", "# Glossaire\n\n## Courriel", []),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), IN_ONE_FILE.values(), ids=IN_ONE_FILE.keys())
def test_one_change_gives_exactly_these_problems(course, file, old, new, expected):
    course.change(file, old, new)
    found = [(line, code) for name, line, code in course.problems() if name in {file, PROGRAMME}]
    if file == QUESTIONNAIRE and expected and expected[0][1].startswith("QN"):
        # What an answer no longer says, no threshold or wish finds either.
        found = [(line, code) for line, code in found if code not in {"QN106", "QN107"}]
    assert found == expected


def other(course, **head: str) -> None:
    """Add a second unit, after the first, with more front matter."""
    text = (course.folder / UNIT).read_text(encoding="utf-8")
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    course.write(OTHER_UNIT, text.replace("fichiers:", f"{lines}fichiers:"))
    course.change(PROGRAMME, "[courriel]", "[courriel, autre]")


def test_a_prerequisite_comes_before(course):
    other(course, prerequis="courriel")
    assert course.problems() == []


def test_an_unknown_prerequisite_is_an_error(course):
    other(course, prerequis="curriel")
    assert course.problems() == [(OTHER_UNIT, 8, "XR102")]


def test_a_prerequisite_that_comes_after_is_an_error(course):
    other(course)
    course.change(UNIT, "fichiers:", "prerequis: [autre]\nfichiers:")
    assert course.problems() == [(UNIT, 8, "XR104")]


def test_a_cycle_is_an_error_on_each_of_its_units(course):
    other(course, prerequis="courriel")
    course.change(UNIT, "fichiers:", "prerequis: [autre]\nfichiers:")
    assert course.problems() == [(OTHER_UNIT, 8, "XR103"), (UNIT, 8, "XR103")]


def test_a_unit_may_not_be_its_own_prerequisite(course):
    course.change(UNIT, "fichiers:", "prerequis: [courriel]\nfichiers:")
    assert course.problems() == [(UNIT, 8, "XR103")]


def test_a_closing_unit_is_no_prerequisite(course):
    other(course, prerequis="courriel")
    course.change(PROGRAMME, "series:", "cloture: { unite: courriel, a-partir-de: 2 }\nseries:")
    assert course.problems() == [(OTHER_UNIT, 8, "XR105")]


def test_a_unit_that_the_programme_does_not_name_is_an_error(course):
    other(course)
    course.change(PROGRAMME, "[courriel, autre]", "[courriel]")
    assert course.problems() == [(OTHER_UNIT, 1, "XR101")]


def test_two_units_of_one_id_are_an_error_in_the_second_file(course):
    other(course, id="courriel")
    course.change(PROGRAMME, "[courriel, autre]", "[courriel]")
    assert (UNIT, 1, "XR110") in course.problems()


def test_two_quizzes_of_one_id_are_an_error_in_the_second_file(course):
    course.write("quizzes/double.md", "---\nid: courriel\ntitre: Double\n---\n\n## A ? {#autre}\n\n= a\n")
    assert course.problems() == [("quizzes/double.md", 1, "XR111")]


def test_two_questions_of_one_id_are_an_error_that_names_the_first(course):
    course.question("## Encore ? {#champ-cci}\n\n= oui")
    (found,) = course.compile().diagnostics
    assert (found.file, found.line, found.code) == (QUIZ, 21, "QZ150")
    assert "quizzes/courriel.md" in found.message
    assert "8" in found.message


def test_a_unit_in_the_folder_of_another_series_is_an_error(course):
    course.write("modules/ailleurs/autre.md", (course.folder / UNIT).read_text(encoding="utf-8"))
    course.write("modules/ailleurs/images/ecran.svg", "<svg/>").write(
        "modules/ailleurs/fichiers/lettre.txt", "x"
    )
    course.change(PROGRAMME, "[courriel]", "[courriel, autre]")
    assert course.problems() == [(PROGRAMME, 9, "PR128")]


def test_a_quiz_that_does_not_exist_is_an_error_where_it_is_placed(course):
    course.change(UNIT, "::: quiz courriel", "::: quiz courrier")
    assert course.problems() == [(UNIT, 38, "XR106"), (QUIZ, 1, "XR107")]


def test_where_there_is_no_quiz_at_all_none_is_proposed(course):
    (course.folder / QUIZ).unlink()
    (found,) = course.compile().diagnostics
    assert (found.line, found.code, found.hint) == (38, "XR113", "écrivez quizzes/courriel.md")


def test_a_number_written_with_its_unit_is_one_problem_said_once(course):
    course.question("## Combien au plus ? {#poids unite=Mo}\n= 10 Mo")
    assert course.problems() == [(QUIZ, 22, "QZ144")]
    course.change(QUIZ, "= 10 Mo", "= 10 Mo\n= dix")
    assert course.problems() == [(QUIZ, 22, "QZ144")]


def test_words_that_are_said_to_be_words_may_name_the_unit_of_their_page(course):
    course.question("## Lequel ? {#lequel type=texte unite=inconnue}\n= 10 Mo")
    assert course.problems() == [(QUIZ, 21, "XR108")]


def test_a_page_to_read_again_must_exist_in_the_unit_that_shows_the_quiz(course):
    course.change(QUIZ, "page=lire", "page=lires")
    assert course.problems() == [(QUIZ, 8, "XR109")]


def test_a_question_may_name_the_unit_of_its_page(course):
    course.change(QUIZ, "page=lire", "unite=courriel page=lire")
    assert course.catalogue().quizzes["courriel"].questions[0].unit == "courriel"
    course.change(QUIZ, "unite=courriel", "unite=courrier")
    assert course.problems() == [(QUIZ, 8, "XR108")]


def test_a_level_that_a_quiz_asks_nothing_is_an_error(course):
    course.change(QUIZ, "{#champ-cci", "{#champ-cci niveau=pratique")
    course.change(QUIZ, "{#piece-jointe}", "{#piece-jointe niveau=pratique}")
    assert course.problems() == [(UNIT, 36, "UN116")]


def test_a_text_at_the_wrong_place_in_modules_is_an_error(course):
    course.write("modules/perdu.md", "x").write("modules/decouvrir/fichiers/exercice.md", "x")
    assert course.problems() == [("modules/perdu.md", 1, "FI111")]


def test_a_drawing_that_holds_a_program_is_an_error_in_the_drawing(course):
    course.write("modules/decouvrir/images/ecran.svg", "<svg><script>1</script></svg>")
    assert course.problems() == [("modules/decouvrir/images/ecran.svg", 1, "IM105")]


def test_a_heavy_picture_is_a_warning(course):
    course.write("modules/decouvrir/images/ecran.svg", b"<svg/>" + b" " * 512_001)
    assert course.problems() == [("modules/decouvrir/images/ecran.svg", 1, "IM106")]
