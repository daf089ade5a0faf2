"""`questionnaire`: one PDF to print, for a territory or for any."""

import re
import subprocess

import pytest

from course_engine.content import load_course

pytestmark = pytest.mark.pdf


def text_of(path):
    words = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_is_written_where_one_is(run, course, tmp_path):
    ran = run("questionnaire", "--course", course)
    assert (ran.code, ran.out, ran.err) == (0, "questionnaire.pdf\n", "")
    text = text_of(tmp_path / "here" / "questionnaire.pdf")
    assert "Territoire :\nÀ remettre à votre référent : avant le\n" in text
    version = load_course(course).digest[:8]
    assert re.search(rf"– questionnaire, version {version} page 1 sur \d\n", text)


def test_the_territory_and_the_way_back_are_printed(run, course, tmp_path):
    out = tmp_path / "new" / "q.pdf"
    return_to = "la mairie de Saint-Exemple (fictive)"
    ran = run(
        "questionnaire",
        *("--territory", "Pays de l’Exemple", "--return-to", return_to, "--course", course, "--out", out),
    )
    assert (ran.code, ran.out, ran.err) == (0, f"{out}\n", "")
    text = text_of(out)
    assert f"Territoire : Pays de l’Exemple\nÀ remettre à votre référent : {return_to}\n" in text


def test_the_organiser_of_the_settings_stands_on_the_sheet(run, course, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ENGINE_ORGANISER", "Région fictive")
    run("questionnaire", "--course", course)
    assert "\nRégion fictive\n" in text_of(tmp_path / "here" / "questionnaire.pdf")


def test_the_notice_on_personal_data_stands_on_the_shipped_sheet_and_it_holds_on_two_pages(run, tmp_path):
    run("questionnaire")
    text = text_of(tmp_path / "here" / "questionnaire.pdf")
    assert "\nResponsable\nLa Région (exemple).\n" in text
    assert "page 2 sur 2\n" in text


def test_a_name_that_the_typeface_cannot_print_is_refused_and_nothing_is_written(run, course, tmp_path):
    ran = run("questionnaire", "--territory", "Exemple 김", "--course", course)
    assert (ran.code, ran.out) == (9, "")
    assert ran.err == (
        "« Exemple 김 » ne peut pas être imprimé : la police des documents n’a pas de signe pour 김 (U+AE40).\n"
    )
    assert not (tmp_path / "here" / "questionnaire.pdf").exists()


def test_a_folder_cannot_be_the_file_to_write(run, course, tmp_path):
    ran = run("questionnaire", "--course", course, "--out", tmp_path / "here")
    assert (ran.code, ran.out) == (7, "")
    assert ran.err == f"« {tmp_path / 'here'} » est un dossier : indiquez un fichier.\n"
