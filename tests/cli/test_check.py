"""`check`: the mistakes of a hurried author, each on its line with its way out."""

import json
from pathlib import Path

import pytest

UNIT = "modules/decouvrir/courriel.md"
PROGRAMME = "modules/programme.yml"


def change(course: Path, path: str, old: str, new: str) -> None:
    text = (course / path).read_text(encoding="utf-8")
    assert old in text
    (course / path).write_text(text.replace(old, new), encoding="utf-8")


def errors(run, course: Path) -> str:
    """Check a course that must be refused; return its errors, without the warnings that follow from them."""
    ran = run("check", "--course", course)
    assert ran.code == 1
    return "\n".join(line for line in ran.out.splitlines() if " avertissement " not in line)


def test_a_course_without_problem_says_so_and_exits_with_0(run, course):
    ran = run("check", "--course", course)
    assert (ran.code, ran.out, ran.err) == (0, "", "Aucun problème.\n")


def test_an_empty_folder_is_not_a_course(run, tmp_path):
    assert errors(run, tmp_path / "here") == (
        "modules:1:1 erreur FI101 « ce dossier ne contient pas de cours : il n’y a pas de dossier modules/ »"
        " → indiquez le dossier qui contient modules/ et quizzes/"
    )


def test_a_folder_that_does_not_exist_is_named(run):
    ran = run("check", "--course", "coursse")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err.splitlines()[-1]
        == "Erreur : Valeur refusée pour '--course' : Dossier « coursse » n’existe pas."
    )


def test_a_file_that_cannot_be_read(run, course):
    (course / UNIT).unlink()
    (course / UNIT).mkdir()
    assert errors(run, course) == (
        f"{UNIT}:1:1 erreur FI102 « le fichier ne peut pas être lu »"
        " → vérifiez ses droits d’accès, et que c’est bien un fichier"
    )


def test_a_binary_file_named_as_text(run, course):
    (course / UNIT).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert errors(run, course) == (
        f"{UNIT}:1:1 erreur FI104 « ce n’est pas un fichier de texte »"
        " → enregistrez-le en texte brut (.md), pas en document de traitement de texte"
    )


def test_a_file_that_is_too_long_is_not_even_parsed(run, course):
    with (course / UNIT).open("a") as stream:
        stream.write("- x\n" * 100_000)
    assert errors(run, course) == (
        f"{UNIT}:1:1 erreur FI103 « le fichier dépasse 256 Kio »"
        " → coupez-le en plusieurs fichiers ; les images restent à côté du texte"
    )


def test_a_cycle_of_prerequisites_is_said_at_each_of_its_units(run, course):
    other = "modules/decouvrir/deux.md"
    (course / other).write_bytes((course / UNIT).read_bytes())
    change(course, UNIT, "domaine:", "prerequis: [deux]\ndomaine:")
    change(course, other, "domaine:", "prerequis: [courriel]\ndomaine:")
    change(course, PROGRAMME, "[courriel]", "[courriel, deux]")
    assert errors(run, course) == (
        f"{UNIT}:5:13 erreur XR103 « les prérequis tournent en rond : courriel → deux → courriel »"
        " → retirez l’un d’eux\n"
        f"{other}:5:13 erreur XR103 « les prérequis tournent en rond : deux → courriel → deux »"
        " → retirez l’un d’eux"
    )


def test_a_unit_of_the_programme_without_a_file(run, course):
    change(course, PROGRAMME, "[courriel]", "[courriel, fantome]")
    assert errors(run, course) == (
        f"{PROGRAMME}:9:59 erreur PR127 « l’unité « fantome » n’a pas de fichier »"
        " → écrivez modules/decouvrir/fantome.md, ou retirez-la du programme"
    )


def test_two_files_of_one_id(run, course):
    text = (course / UNIT).read_text(encoding="utf-8")
    (course / "modules/decouvrir/autre.md").write_text(
        text.replace("---\n", "---\nid: courriel\n", 1), encoding="utf-8"
    )
    assert errors(run, course) == (
        f"{UNIT}:1:1 erreur XR110"
        " « l’unité modules/decouvrir/autre.md a déjà l’identifiant « courriel » »"
        " → renommez l’un des deux fichiers, ou changez son id:"
    )


def test_a_missing_picture(run, course):
    (course / "modules/decouvrir/images/ecran.svg").unlink()
    assert errors(run, course) == (
        f"{UNIT}:16:18 erreur IM101 « le fichier « images/ecran.svg » n’existe pas »"
        " → mettez-le en modules/decouvrir/images/ecran.svg, ou corrigez son nom"
    )


def test_problems_as_json_are_for_programs(run, course):
    (course / "modules/decouvrir/images/ecran.svg").unlink()
    ran = run("check", "--course", course, "--format", "json")
    [problem] = json.loads(ran.out)["problems"]
    assert (ran.code, ran.err) == (1, "")
    assert {name: problem[name] for name in ("file", "line", "code", "severity")} == {
        "file": UNIT,
        "line": 16,
        "code": "IM101",
        "severity": "error",
    }


@pytest.mark.parametrize("verb", ["build", "bundle", "demo", "serve"])
def test_no_verb_goes_on_with_a_course_that_has_errors(run, course, answers, verb, tmp_path):
    (course / "modules/decouvrir/images/ecran.svg").unlink()
    ran = run(verb, "--course", course, *(["--no-serve"] if verb == "demo" else []))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{UNIT}:16:18 erreur IM101 ")
    assert list((tmp_path / "here").iterdir()) == []
