"""From a folder to a catalogue."""

import os
from pathlib import Path

import pytest

from course_engine import content
from course_engine.content import compile_course, load_course
from course_engine.errors import ContentRefused, Severity
from course_engine.model.course import PhaseKind
from course_engine.model.variant import quizzes_in, variant

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"


def test_the_package_offers_six_names():
    names = ["Compilation", "Compiler", "WrittenQuestion", "compile_course", "load_course", "unretained"]
    assert content.__all__ == sorted(content.__all__) == names


def test_a_unit_that_nobody_is_led_to_is_a_warning_on_its_file(course):
    catalogue = load_course(course.folder)
    assert content.unretained(catalogue, []) == ()
    assert [
        (found.file, found.code, found.severity) for found in content.unretained(catalogue, ["courriel"])
    ] == [(UNIT, "XR112", Severity.WARNING)]


def test_the_smallest_course_compiles_without_a_word(course):
    unit = course.unit()
    assert (unit.title, unit.minutes, unit.levels) == ("Écrire un courriel", 180, ("decouverte", "pratique"))
    assert [phase.kind for phase in unit.phases] == list(PhaseKind)
    assert [page.id for page in unit.pages] == ["lire", "experimentation", "evaluation", "echanges"]
    assert unit.files == ("modules/decouvrir/fichiers/lettre.txt",)


def test_what_is_private_is_in_no_variant(course):
    unit = course.unit()
    assert "règles de tri" not in repr(variant(unit, "decouverte"))
    assert "règles de tri" in repr(variant(unit, "pratique"))
    assert "Laissez-les" not in repr(variant(unit, "pratique"))


def test_a_quiz_is_a_hole_in_its_page_and_its_key_is_apart(course):
    catalogue = course.catalogue()
    (page,) = catalogue.units["courriel"].phases[2].pages
    assert list(quizzes_in(page.content)) == ["courriel"]
    assert "Tous le voient" not in repr(catalogue.quizzes)
    assert catalogue.keys["champ-cci"].right == "b"
    assert catalogue.keys["champ-cci"].feedback == {"a": ("<p>Tous le voient.</p>\n",)}


def test_the_digest_changes_with_any_source_and_with_nothing_else(course):
    before = course.catalogue()
    assert course.catalogue().digest == before.digest
    assert sorted(before.sources) == [
        "modules/decouvrir/courriel.md",
        "modules/decouvrir/fichiers/lettre.txt",
        "modules/decouvrir/images/ecran.svg",
        "modules/glossaire.md",
        "modules/programme.yml",
        "modules/questionnaire.yml",
        "quizzes/courriel.md",
    ]
    course.write("modules/decouvrir/fichiers/lettre.txt", "Autre lettre")
    assert course.catalogue().digest != before.digest


def test_load_course_raises_with_every_problem(course):
    course.change(UNIT, "duree: 3 h", "duree: 2 h").change(QUIZ, "= vrai", "= ")
    with pytest.raises(ContentRefused) as refused:
        load_course(course.folder)
    assert [(found.code, found.line) for found in refused.value.diagnostics] == [("UN106", 4), ("QZ109", 19)]


def test_a_diagnostic_reads_as_the_format_promises(course):
    course.change(QUIZ, "- [x] Cci", "- [ ] Cci")
    (found,) = course.compile().diagnostics
    assert str(found) == (
        "quizzes/courriel.md:8:1 erreur QZ104 «\u00a0la question n’a aucune bonne réponse\u00a0»"
        " → cochez au moins une case\u00a0: - [x]"
    )


def test_an_empty_folder_is_one_clear_problem(tmp_path):
    assert [(found.code, found.line) for found in compile_course(tmp_path).diagnostics] == [("FI101", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titre: été".encode("utf-16"), ("FI105", 1)),
        (b"---\ntitre: \xe9t\xe9\n", ("FI106", 2)),
        (b"PK\x03\x04\x00\x00\x08", ("FI104", 1)),
        (b" \n", ("FI107", 1)),
        (b"a" * (256 * 1024 + 1), ("FI103", 1)),
    ],
    ids=["utf-16", "latin-1", "binary", "empty", "over-long"],
)
def test_a_file_that_is_no_text_is_one_problem_of_its_own(course, text, expected):
    course.write("quizzes/autre.md", text)
    assert course.problems() == [("quizzes/autre.md", expected[1], expected[0])]


def test_a_folder_named_like_a_file_is_unreadable(course):
    (course.folder / "quizzes/autre.md").mkdir()
    assert course.problems() == [("quizzes/autre.md", 1, "FI102")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_unreadable(course):
    course.write("quizzes/autre.md", "x")
    (course.folder / "quizzes/autre.md").chmod(0)
    assert course.problems() == [("quizzes/autre.md", 1, "FI102")]


def test_a_link_out_of_the_course_is_not_followed(course, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (course.folder / "quizzes/autre.md").symlink_to(secret)
    assert course.problems() == [("quizzes/autre.md", 1, "FI108")]


def test_a_link_that_goes_round_in_a_circle_is_not_followed(course):
    (course.folder / "quizzes/autre.md").symlink_to("autre.md")
    assert course.problems() == [("quizzes/autre.md", 1, "FI108")]


def test_a_missing_programme_does_not_hide_the_rest(course):
    (course.folder / "modules/programme.yml").unlink()
    course.change(QUIZ, "= vrai", "= ")
    assert course.problems() == [("modules/programme.yml", 1, "FI110"), (QUIZ, 19, "QZ109")]


def test_bom_crlf_and_word_s_typography_are_accepted(course):
    text = Path(course.folder / UNIT).read_text(encoding="utf-8")
    text = text.replace("titre: Écrire un courriel", "Titre : «\u00a0Écrire un courriel\u00a0»")
    text = text.replace("## Lire", "##\u00a0Lire").replace('"60 min"', "“60\u00a0min”", 1)
    text = text.replace("# Évaluation", "# evaluation")
    course.write(UNIT, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    quiz = Path(course.folder / QUIZ).read_text(encoding="utf-8")
    quiz = (
        quiz.replace("- [ ]", "-\u00a0[\u00a0]").replace("= vrai", "=\u00a0Vrai").replace("- [x]", "-\t[X]")
    )
    course.write(QUIZ, quiz)
    assert course.unit().title == "Écrire un courriel"
