"""`quiz`: what a designer owns comes in, what they wrote goes out, and each loss is said."""

import json
from base64 import b64encode

import pytest

GIFT = """$CATEGORY: $course$/top/Sécurité

::Mot de passe:: Lequel est le plus sûr ? {
 ~azerty # Trop court.
 =une phrase longue
}

::Sigle:: Quel sigle ? {=RGPD =%50%GDPR}
"""
PNG = b"\x89PNG\r\n\x1a\nrest"
XML = f"""<quiz><question type="truefalse"><name><text>Plan</text></name>
<questiontext format="html"><text><![CDATA[<p>Vrai ?</p><p><img src="@@PLUGINFILE@@/Mon plan.png" alt="Un plan"></p>]]></text>
<file name="Mon plan.png" encoding="base64">{b64encode(PNG).decode()}</file></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>"""

PART = (
    "  ligne 8, « Sigle » : « GDPR » valait 50 % ; cette réponse n’est pas acceptée ici :"
    " un texte est juste ou ne l’est pas"
)


@pytest.fixture
def gift(tmp_path):
    return write(tmp_path / "Mots de passe.gift", GIFT)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_becomes_a_quiz_that_check_accepts_and_each_loss_is_said(run, course, gift):
    ran = run("quiz", "import", gift, "--course", course)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Mots de passe.gift → quizzes/mots-de-passe.md : questions reprises : 2 ; mises de côté : 0.",
        "  la catégorie « $course$/top/Sécurité » n’a pas de place : un quiz est une seule liste",
        PART,
    ]
    text = (course / "quizzes" / "mots-de-passe.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitre: Sécurité\n---\n\n## Lequel est le plus sûr ? {#mot-de-passe-")
    assert " erreur " not in run("check", "--course", course).out


def test_pictures_are_written_beside_under_safe_names(run, course, tmp_path):
    ran = run("quiz", "import", write(tmp_path / "plan.xml", XML), "--course", course)
    assert ran.code == 0
    assert (course / "quizzes/images/plan-mon-plan.png").read_bytes() == PNG
    assert "  image : quizzes/images/plan-mon-plan.png" in ran.out
    assert " erreur " not in run("check", "--course", course).out


def test_a_quiz_that_is_there_is_replaced_only_when_told_and_keeps_its_ids(run, course, gift):
    run("quiz", "import", gift, "--course", course)
    before = (course / "quizzes/mots-de-passe.md").read_bytes()
    ran = run("quiz", "import", gift, "--course", course)
    assert ran.code == 7
    assert ran.err == (
        "« quizzes/mots-de-passe.md » existe déjà : donnez un autre nom avec --id, ou --replace pour le remplacer.\n"
    )
    assert run("quiz", "import", gift, "--course", course, "--replace").code == 0
    assert (course / "quizzes/mots-de-passe.md").read_bytes() == before


def test_the_same_file_under_another_name_bears_other_ids(run, course, gift):
    run("quiz", "import", gift, "--course", course)
    assert run("quiz", "import", gift, "--course", course, "--id", "autre").code == 0
    assert "QZ110" not in run("check", "--course", course).out
    assert " erreur " not in run("check", "--course", course).out


def test_the_report_as_json(run, course, gift):
    (account,) = json.loads(run("quiz", "import", gift, "--course", course, "--format", "json").out)
    assert account["target"] == "quizzes/mots-de-passe.md"
    assert [(entry["line"], entry["name"], entry["refusal"]) for entry in account["entries"]] == [
        (3, "Mot de passe", ""),
        (8, "Sigle", ""),
    ]
    assert len(account["entries"][1]["losses"]) == 1


def test_a_hostile_file_is_refused_in_one_sentence_and_the_others_are_taken(run, course, gift, tmp_path):
    bomb = write(
        tmp_path / "bombe.xml", '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
    )
    before = tree(course)
    ran = run("quiz", "import", bomb, gift, "--course", course)
    assert ran.code == 1
    assert ran.err == (
        "« bombe.xml » n’est pas repris : il déclare un type de document (DOCTYPE), dont aucun quiz n’a besoin ;"
        " retirez cette ligne.\n"
    )
    assert tree(course) == sorted([*before, "quizzes/mots-de-passe.md"])


@pytest.mark.parametrize("words", [("--id", "Pas un nom"), ("--id", "x")])
def test_a_name_that_cannot_be_an_identifier_is_refused(run, course, gift, words):
    ran = run("quiz", "import", gift, "--course", course, *words)
    assert (ran.code, ran.err) == (
        1,
        "--id prend un nom pour un seul fichier : a-z 0-9 -, de 2 à 40 caractères.\n",
    )


@pytest.mark.parametrize(
    ("to", "file", "sign"), [("gift", "courriel.gift", "::"), ("moodle-xml", "courriel.xml", "<quiz>")]
)
def test_a_quiz_goes_out_and_comes_back(run, course, tmp_path, to, file, sign):
    ran = run("quiz", "export", "courriel", "--to", to, "--course", course, "--out", tmp_path / "sortie")
    assert ran.code == 0
    assert sign in (tmp_path / "sortie" / file).read_text(encoding="utf-8")
    assert run("quiz", "import", tmp_path / "sortie" / file, "--course", course, "--id", "retour").code == 0
    assert " erreur " not in run("check", "--course", course).out


def test_a_quiz_that_does_not_exist_is_refused_with_the_nearest(run, course, tmp_path):
    ran = run("quiz", "export", "courriels", "--to", "gift", "--course", course, "--out", tmp_path / "sortie")
    assert (ran.code, ran.err) == (3, "Il n’y a pas de quiz « courriels ». Le plus proche : courriel.\n")
    assert not (tmp_path / "sortie").exists()


def test_a_file_is_converted_without_losing_what_both_formats_of_moodle_say(run, gift, tmp_path):
    ran = run("quiz", "convert", gift, "--to", "moodle-xml", "--out", tmp_path / "q.xml")
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == []
    assert 'fraction="50"' in (tmp_path / "q.xml").read_text(encoding="utf-8")


def test_a_quiz_of_ours_is_converted_wherever_it_is(run, course, tmp_path):
    ran = run(
        "quiz", "convert", course / "quizzes" / "courriel.md", "--to", "gift", "--out", tmp_path / "q.gift"
    )
    assert ran.code == 0
    assert (tmp_path / "q.gift").read_text(encoding="utf-8").startswith("$CATEGORY: ")


def test_a_quiz_with_errors_is_not_converted(run, course, tmp_path):
    quiz = course / "quizzes" / "courriel.md"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("[x]", "[ ]"), encoding="utf-8")
    ran = run("quiz", "convert", quiz, "--to", "gift", "--out", tmp_path / "q.gift")
    assert ran.code == 1
    assert "QZ104" in ran.err
    assert not (tmp_path / "q.gift").exists()
