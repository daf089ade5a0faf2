"""A unit: its front matter, its times, its pages, what each level sees of it."""

import pytest

UNIT = "modules/decouvrir/courriel.md"

ONE_CHANGE = {
    # front matter
    "no front matter": ("---\ntitre:", "titre:", [(1, "FM101"), (1, "FM101")]),
    "a colon and a sign in a title": ("Écrire un courriel\n", "Mots : bien # choisir\n", []),
    "an unknown key": ("resume:", "resumé-court:", [(3, "FM104")]),
    "a key twice": ("resume:", "Titre:", [(3, "FM105")]),
    "a missing key": ("duree: 3 h\n", "", [(1, "FM106")]),
    "an empty key": ("resume: Lire, écrire, envoyer.", "resume:", [(3, "FM107")]),
    "a list where a text is due": ("Lire, écrire, envoyer.", "\n- a\n- b", [(3, "FM108")]),
    "an empty list of levels": ("[decouverte, pratique]", "[]", [(7, "FM107")]),
    "a duration in words": ("duree: 3 h", "duree: trois heures", [(4, "FM111")]),
    "a duration in minutes": ("duree: 3 h", "duree: 180 min", []),
    "an unknown domain": ("domaine: communication", "domaine: comunication", [(5, "FM112")]),
    "an unknown objective": ("[messagerie]", "[messagerie, mesagerie]", [(6, "FM113")]),
    "an unknown level": ("[decouverte, pratique]", "[decouverte, pratique, expert]", [(7, "FM114")]),
    "a level twice": ("[decouverte, pratique]", "[decouverte, pratique, pratique]", [(7, "FM115")]),
    "a missing exercise file": ("[lettre.txt]", "[absente.txt]", [(8, "IM101")]),
    "an id that cannot be": ("titre: Écrire", "id: Courriel\ntitre: Écrire", None),
    # times
    "a time that is none": ("# Apport", "# Aport", [(11, "UN101")]),
    "a time without accents": ("# Évaluation", "# evaluation", []),
    "a time in capitals": ("# Échanges", "# ÉCHANGES", []),
    "a time twice": ("# Échanges", "# Apport", [(1, "UN102"), (41, "UN103")]),
    "a time without duration": ('# Apport {duree="60 min"}', "# Apport", [(11, "UN104")]),
    "a duration of another sort": ('# Apport {duree="60 min"}', "# Apport {duree=longue}", [(11, "UN105")]),
    "an hour": ('# Apport {duree="60 min"}', '# Apport {duree="1 h"}', []),
    "times that do not add up": ('# Apport {duree="60 min"}', '# Apport {duree="1 h 30"}', [(4, "UN106")]),
    "text before the first time": ("# Apport", "Bonjour.\n\n# Apport", [(11, "UN107")]),
    "a time behind a tab": (
        "# Apport",
        "\t# Apport",
        [(1, "UN102"), (11, "MD104"), (11, "UN107"), (13, "UN107")],
    ),
    "a title in a list": ("Que ferez-vous demain ?", "- ## Demain", [(43, "UN108")]),
    # pages
    "an unknown level on a page": ("{#lire}", '{#lire niveau="pratique expert"}', [(13, "UN109")]),
    "a page id that cannot be": ("{#lire}", "{#Lire}", [(13, "UN110")]),
    "two pages of one id": ("Que ferez-vous demain ?", "## Demain {#lire}\nTexte.", [(43, "UN111")]),
    "a time empty for a level": ("{#lire}", "{#lire niveau=pratique}", [(11, "UN112")]),
    "a heading that skips": ("Que ferez-vous demain ?", "#### Demain\n\nTexte.", [(43, "UN113")]),
    "a heading for one level only": (
        "Que ferez-vous demain ?",
        "Texte.\n\n::: niveau decouverte\n### Demain\n:::\n\n#### Après\n\nTexte.",
        [(49, "UN113")],
    ),
    "a heading in an animator's note": (
        "Que ferez-vous demain ?",
        "Texte.\n\n::: animateur\n### Demain\n:::\n\n#### Après\n\nTexte.",
        [(49, "UN113")],
    ),
    "a page that nobody sees": ("Que ferez-vous demain ?", "Texte.\n\n## Rien", [(45, "UN114")]),
    "a level without quiz": (
        "::: quiz courriel\n:::",
        "Texte.\n\n::: niveau pratique\n::: quiz courriel :::\n:::",
        [(36, "UN115")],
    ),
    # containers, as each level sees them
    "text after a solution": (
        ":::\n:::\n\n# Évaluation",
        ":::\nSuite.\n:::\n\n# Évaluation",
        [(31, "CT116")],
    ),
    "a note for the animator after a solution": (
        ":::\n:::\n\n# Évaluation",
        ":::\n::: animateur\nSuite.\n:::\n:::\n\n# Évaluation",
        [],
    ),
    "a solution for each level": (
        "::: solution\nElle est dans le dossier.\n:::",
        "::: niveau decouverte\n::: solution\nA\n:::\n:::\n::: niveau pratique\n::: solution\nB\n:::\n:::",
        [],
    ),
    "a note that a level may not read": (
        "Que ferez-vous demain ?",
        "Demain[^n] ?\n\n::: niveau pratique\n[^n]: Oui.\n:::",
        [(43, "MD120")],
    ),
    # sound and video
    "a video without captions nor transcription": (
        "Que ferez-vous demain ?",
        "![Un film](images/film.mp4)",
        [(43, "IM111"), (43, "IM113")],
    ),
    "a sound and its transcription": (
        "Que ferez-vous demain ?",
        "![Un son](images/son.mp3)\n\n::: transcription\nBonjour.\n:::",
        [],
    ),
    "a video in a line": ("Que ferez-vous demain ?", "Voir ![Un film](images/film.mp4).", [(43, "IM112")]),
    "a transcription of nothing": (
        "Que ferez-vous demain ?",
        "Texte.\n\n::: transcription\nBonjour.\n:::",
        [(45, "CT115")],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ONE_CHANGE.values(), ids=ONE_CHANGE.keys())
def test_one_change_gives_exactly_these_problems(course, old, new, expected):
    course.write("modules/decouvrir/images/film.mp4", "film").write("modules/decouvrir/images/son.mp3", "son")
    course.change(UNIT, old, new)
    found = [(line, code) for file, line, code in course.problems() if file == UNIT]
    if expected is None:
        assert (2, "FM110") in found
    elif expected and expected[0][1] == "FM101":
        assert (1, "FM101") in found
    else:
        assert found == expected


def test_a_page_and_a_time_know_their_lines(course):
    unit = course.unit()
    assert [phase.line for phase in unit.phases] == [11, 26, 36, 41]
    assert [page.line for page in unit.pages] == [13, 28, 38, 43]


def test_text_before_the_first_page_is_a_page_titled_as_its_time(course):
    assert [page.title for page in course.unit().pages][1:] == [
        ("Expérimentation",),
        ("Évaluation",),
        ("Échanges",),
    ]


def test_a_title_in_front_matter_loses_its_quotes(course):
    course.change(UNIT, "titre: Écrire un courriel", 'titre: "Écrire : un courriel"')
    assert course.unit().title == "Écrire : un courriel"


def test_a_list_of_sources_keeps_commas_and_quotes(course):
    course.change(UNIT, "fichiers:", "sources:\n- CNIL, « Les mots de passe », 2027\n- Une autre\nfichiers:")
    assert course.unit().sources == ("CNIL, « Les mots de passe », 2027", "Une autre")


def test_an_id_in_front_matter_wins_over_the_file_s_name(course):
    course.change(UNIT, "titre: Écrire", "id: courrier\ntitre: Écrire")
    course.change("modules/programme.yml", "[courriel]", "[courrier]")
    assert set(course.catalogue().units) == {"courrier"}


def test_levels_are_kept_lowest_first(course):
    course.change(UNIT, "[decouverte, pratique]", "[pratique, decouverte]")
    assert course.unit().levels == ("decouverte", "pratique")


def test_a_container_error_sets_the_whole_file_aside(course):
    course.change(UNIT, "Laissez-les chercher.\n:::", "Laissez-les chercher.")
    assert course.problems() == [(UNIT, 22, "CT101")]
    assert course.compile().catalogue is None


def test_the_problems_of_one_file_are_all_reported_at_once(course):
    course.change(UNIT, "duree: 3 h", "duree: 2 h").change(UNIT, "images/ecran.svg", "images/absent.svg")
    course.change(UNIT, "::: solution", "::: solutoin")
    assert course.problems() == [(UNIT, 4, "UN106"), (UNIT, 16, "IM101"), (UNIT, 31, "CT103")]
