"""`course-engine publish`: what it writes, what it says, what it refuses."""

import json
import shutil

import pytest

from course_engine.cli.serving import trial_warning
from course_engine.content import load_course
from course_engine.settings import shipped
from course_engine.store import open_database

FILE = "modules/publication.json"
QUIZ = "quizzes/courriel.md"


def edit(course, old, new):
    file = course / QUIZ
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_course_is_published_then_nothing_changes(run, course):
    first = run("publish", "--course", course)
    assert (first.code, first.err) == (0, "")
    expected = "Questions publiées : {} ; nouvelles versions : 0 ; retirées : 0. Elles sont dans {}\n"
    assert first.out == expected.format(2, course / FILE)
    written = (course / FILE).read_bytes()
    assert run("publish", "--course", course).out == expected.format(0, course / FILE)
    assert (course / FILE).read_bytes() == written
    assert run("check", "--course", course).err == "Aucun problème.\n"


def test_a_correction_is_a_new_version(run, course):
    run("publish", "--course", course)
    edit(course, "= vrai", "= faux")
    again = run("publish", "--course", course)
    assert "nouvelles versions : 1" in again.out
    assert "course-engine regrade" in again.err
    versions = json.loads((course / FILE).read_text(encoding="utf-8"))["questions"]
    assert [(one["id"], one["version"]) for one in versions] == [
        ("champ-cci", 1),
        ("piece-jointe", 1),
        ("piece-jointe", 2),
    ]


def test_a_course_with_errors_is_refused_and_nothing_is_written(run, course):
    edit(course, "- [x] Cci", "- [ ] Cci")
    refused = run("publish", "--course", course)
    assert refused.code == 1
    assert "QZ104" in refused.err
    assert not (course / FILE).exists()


def test_the_records_keep_the_whole_course_under_its_digest(run, course, location):
    assert run("publish", "--course", course, "--database", location).code == 0
    assert run("publish", "--course", course, "--database", location).code == 0
    published = load_course(course)
    with open_database(location) as database, database.reading() as records:
        assert records.catalogues.find(published.digest) == published
        assert records.catalogues.find("0" * 64) is None


def test_what_was_published_is_in_no_page_and_no_bundle(run, course, answers, tmp_path):
    edit(course, "= vrai", "= vrai\n\n## Quel mot ? {#mot-rare}\n\n= zymotechnie")
    run("publish", "--course", course)
    bags = tmp_path / "bags"
    words = ("--answers", answers(souhaits=["ecrire"]), "--course", course, "--out", bags, "--workers", "1")
    assert run("bundle", *words).code == 0
    bag = [file for file in bags.rglob("*") if file.is_file()]
    assert not [file for file in bag if file.name == "publication.json"]
    assert not [file for file in bag if b'"champ-cci", "version"' in file.read_bytes()]
    assert "zymotechnie" in (course / FILE).read_text(encoding="utf-8")
    assert run("build", "--course", course, "--out", tmp_path / "site").code == 0
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert not [file for file in files if file.name == "publication.json"]
    assert not [file for file in files if b"zymotechnie" in file.read_bytes()]


def test_the_shipped_course_is_published_as_it_stands(run, tmp_path):
    assert trial_warning(load_course(shipped())) == ""
    for part in ("modules", "quizzes"):
        shutil.copytree(shipped() / part, tmp_path / part)
    assert run("publish", "--course", tmp_path).out.startswith(
        "Questions publiées : 0 ; nouvelles versions : 0 ; retirées : 0."
    )
    assert (tmp_path / FILE).read_bytes() == (shipped() / FILE).read_bytes()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("", ""),
        ("= faux", "Questions modifiées depuis la publication du cours : 1. Leurs réponses sont des essais"),
    ],
)
def test_serve_says_which_answers_are_a_trial(course, run, changed, said):
    assert "jamais été publié" in trial_warning(load_course(course))
    run("publish", "--course", course)
    if changed:
        edit(course, "= vrai", changed)
    warning = trial_warning(load_course(course)).replace("\N{NO-BREAK SPACE}", " ")
    assert warning.startswith(said)
    assert bool(warning) == bool(said)
