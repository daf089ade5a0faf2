"""`plan`: a file of answers becomes paths, or says on which line it is wrong."""

import json


def test_answers_become_a_path_on_the_terminal(run, course, answers):
    ran = run("plan", answers(souhaits=["ecrire"]), "--course", course)
    assert (ran.code, ran.err) == (0, "")
    [step] = json.loads(ran.out)["paths"]["tr-essai"]["kept"]
    assert step["unit"] == "courriel"
    assert "vous avez répondu « Écrire un courriel »" in step["reason"]["sentence"]


def test_answers_become_a_path_in_a_file(run, course, answers, tmp_path):
    ran = run("plan", answers(souhaits=["ecrire"]), "--course", course, "--out", tmp_path / "new" / "p.json")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert list(json.loads((tmp_path / "new" / "p.json").read_text())["paths"]) == ["tr-essai"]


def test_an_unknown_field_is_refused_with_those_that_exist(run, course, answers):
    ran = run("plan", answers({"telephone": "06"}), "--course", course)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "answers.json:1:148 erreur REG201 « champ inconnu “telephone” »"
        " → au choix : id, nom, prenom, collectivite, reponses\n"
    )


def test_an_unknown_question_is_refused_with_the_nearest(run, course, answers):
    ran = run("plan", answers(souhait=["ecrire"]), "--course", course)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "answers.json:1:145 erreur REG301 « question inconnue “souhait” » → vouliez-vous dire « souhaits » ?\n"
    )


def test_availability_zero_is_accepted_and_the_path_says_so_in_one_sentence(run, course, answers):
    with (course / "modules/questionnaire.yml").open("a", encoding="utf-8") as stream:
        stream.write("      - id: disponibilites\n        texte: Quand ?\n        type: disponibilites\n")
    ran = run(
        "plan", answers(souhaits=["ecrire"], disponibilites={"nombre": 0, "quand": []}), "--course", course
    )
    path = json.loads(ran.out)["paths"]["tr-essai"]
    assert (ran.code, path["half_days"], path["kept"]) == (0, 0, [])
    assert path["notice"] == (
        "Votre parcours est vide ; pour trouver un moment, parlez-en à votre référent ou à l’animateur (à « Quand ? »,"
        " vous avez répondu « aucune demi-journée »)."
    )


def test_a_file_that_is_not_json(run, course, tmp_path):
    (tmp_path / "answers.json").write_bytes(b"\xff\xd8\xff\xe0")
    ran = run("plan", tmp_path / "answers.json", "--course", course)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "answers.json:1:1 erreur REG102 « l’octet 0xFF n’est pas du texte en UTF-8 »"
        " → il faut un fichier JSON, enregistré en UTF-8\n"
    )


def test_a_file_that_is_not_there(run):
    ran = run("plan", "reponses.json")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "Erreur : Valeur refusée pour 'RÉPONSES' : Fichier « reponses.json » n’existe pas."
    )


def test_a_folder_cannot_be_the_file_to_write(run, course, answers, tmp_path):
    ran = run("plan", answers(), "--course", course, "--out", tmp_path / "here")
    assert (ran.code, ran.out) == (7, "")
    assert ran.err == f"« {tmp_path / 'here'} » est un dossier : indiquez un fichier.\n"
