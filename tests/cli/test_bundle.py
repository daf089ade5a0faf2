"""`bundle`: the bags, from a file of answers or from the records."""

from zipfile import ZipFile


def test_a_bag_needs_only_a_course_and_answers(run, course, answers, tmp_path):
    out = tmp_path / "bags"
    words = ("bundle", "--answers", answers(souhaits=["ecrire"]), "--course", course, "--out", out)
    ran = run(*words, "--workers", "1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Sacoches faites : 1 ; à jour : 0. Elles sont dans {out}\n"
    assert ZipFile(out / "tr-essai.zip").namelist()[0] == "index.html"
    assert (out / "tr-essai" / "index.html").is_file()
    assert "faites : 0 ; à jour : 1." in run(*words).out


def test_somebody_unknown_is_named(run, course, answers):
    ran = run("bundle", "tr-autre", "--answers", answers(), "--course", course)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "Aucun stagiaire n’a pour identifiant : tr-autre.\n"


def test_records_that_are_not_there_are_not_started(run, tmp_path):
    ran = run("bundle", "--database", "registre.db")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "Il n’y a pas de registre dans « registre.db » : vérifiez --database.\n"
    assert list((tmp_path / "here").iterdir()) == []


def test_a_folder_that_is_not_ours_is_left_alone(run, course, answers, tmp_path):
    mine = tmp_path / "out"
    mine.mkdir()
    (mine / "mine.txt").write_text("mine")
    ran = run("bundle", "--answers", answers(), "--course", course, "--out", mine)
    assert (ran.code, ran.out) == (7, "")
    assert (
        ran.err == f"« {mine} » contient déjà autre chose que des sacoches : choisissez un autre dossier.\n"
    )
    assert [path.name for path in mine.iterdir()] == ["mine.txt"]


def test_no_fewer_than_one_process(run):
    ran = run("bundle", "--workers", "0")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "Erreur : Valeur refusée pour '--workers' : « 0 » n’est pas un nombre entier de 1 à 64."
    )
