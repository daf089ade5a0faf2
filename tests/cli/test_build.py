"""`build`: pages to read, made once, in a folder of its own."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from pages import serve_folder

from course_engine.cli import command
from course_engine.cli.build import APART
from course_engine.content import course_reading, unit

PAGES = [
    "courriel/decouverte.html",
    "courriel/pratique.html",
    "index.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of the shipped course, in their folder."""
    out = tmp_path_factory.mktemp("build") / "site"
    assert CliRunner().invoke(command, ["build", "--out", str(out)]).exit_code == 0
    return out


def test_every_unit_has_a_page_at_each_of_its_levels(run, course, tmp_path):
    out = tmp_path / "site"
    ran = run("build", "--course", course, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Fichiers faits : 21 ; à jour : 0. Ouvrez {out / 'index.html'}\n"
    assert sorted(page.relative_to(out).as_posix() for page in out.rglob("*.html")) == PAGES


def test_a_second_run_makes_nothing_and_a_change_makes_only_its_pages(run, course, tmp_path):
    out = tmp_path / "site"
    run("build", "--course", course, "--out", out)
    assert "faits : 0 ; à jour : 21." in run("build", "--course", course, "--out", out).out
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.*")}
    quiz = course / "quizzes" / "courriel.md"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("Quelques", "Trois"), encoding="utf-8")
    run("build", "--course", course, "--out", out)
    changed = {path.name for path, stamp in before.items() if path.stat().st_mtime_ns != stamp}
    assert changed == {"decouverte.html", "pratique.html", ".made"}


def test_contents_are_made_again_when_a_title_changes(run, course, tmp_path):
    out = tmp_path / "site"
    run("build", "--course", course, "--out", out)
    unit = course / "modules" / "decouvrir" / "courriel.md"
    unit.write_text(
        unit.read_text(encoding="utf-8").replace("titre: Écrire", "titre: Lire"), encoding="utf-8"
    )
    run("build", "--course", course, "--out", out)
    assert "Lire un courriel" in (out / "index.html").read_text(encoding="utf-8")


def test_only_what_changed_is_read_again_by_another_process(run, course, tmp_path, monkeypatch):
    read = []

    def noting(source, *rest, **named):
        read.append(source.path)
        return unit.read_unit(source, *rest, **named)

    out = tmp_path / "site"
    run("build", "--course", course, "--out", out)
    monkeypatch.setattr(course_reading, "read_unit", noting)
    run("build", "--course", course, "--out", out)
    assert read == []
    (out / "courriel" / "pratique.html").unlink()
    run("build", "--course", course, "--out", out)
    assert read == ["modules/decouvrir/courriel.md"]


def test_a_build_after_a_change_imports_nothing_that_validates(run, course, tmp_path):
    out = tmp_path / "site"
    run("build", "--course", course, "--out", out)
    unit = course / "modules" / "decouvrir" / "courriel.md"
    unit.write_text(unit.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")
    script = (
        "import sys; from course_engine.cli import command; "
        f"command(['build', '--course', {str(course)!r}, '--out', {str(out)!r}], standalone_mode=False); "
        "print({'pydantic', 'yaml', 'babel'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "set()"
    assert "faits\N{NO-BREAK SPACE}: 2\N{NO-BREAK SPACE};" in ran.stdout


@pytest.mark.parametrize("change", [b"", b"x", b"{}\n{}", None])
def test_a_memory_that_is_damaged_is_made_again(run, course, tmp_path, change):
    out = tmp_path / "site"
    run("build", "--course", course, "--out", out)
    memory = tmp_path / ".site.compiled"
    sound = memory.read_bytes()
    memory.write_bytes(sound[:-10] if change is None else change)
    ran = run("build", "--course", course, "--out", out)
    assert (ran.code, "faits : 0 ;" in ran.out) == (0, True)
    assert memory.read_bytes() == sound


def test_no_page_depends_on_the_part_of_the_engine_that_is_left_out_of_its_fingerprint():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    above = {name for layer in layers[: layers.index("rendering")] for name in layer.split(" | ")}
    assert (
        set(APART) - {"shipped"} <= above
    )  # what the wheel carries: the course and the themes are known apart


def test_a_folder_that_is_not_ours_is_left_alone(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    ran = run("build", "--out", tmp_path)
    assert (ran.code, ran.out) == (7, "")
    assert (
        ran.err
        == f"« {tmp_path} » contient déjà autre chose qu’un cours compilé : choisissez un autre dossier.\n"
    )
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_cannot_be_a_folder_on_the_way(run, course, tmp_path):
    (tmp_path / "file").write_text("x")
    ran = run("build", "--course", course, "--out", tmp_path / "file" / "site")
    assert ran.code == 7
    assert (
        ran.err
        == f"« {tmp_path / 'file' / 'site'} » ne peut pas être écrit : un fichier tient la place d’un dossier.\n"
    )


def test_a_theme_that_is_not_there(run, monkeypatch):
    monkeypatch.setenv("COURSE_ENGINE_THEME", "fete")
    ran = run("build")
    assert (ran.code, ran.err) == (
        3,
        "Pas de thème dans fete : il devrait contenir un dossier « templates ».\n",
    )


@pytest.mark.long
@pytest.mark.browser
def test_the_checkers_find_nothing_on_any_page(site, page, axe, vnu):
    pages = sorted(site.rglob("*.html"))
    # The checker takes a file for a stranger to its own folder; browsers do not.
    policy = "Resource violates Content Security Policy"
    assert [message for message in vnu(*pages) if policy not in message] == []
    with serve_folder(site) as address:
        for file in pages:
            page.goto(f"{address}/{file.relative_to(site).as_posix()}")
            assert axe(page) == [], file.name


@pytest.mark.browser
def test_every_page_is_dressed_when_opened_from_its_folder(site, tab):
    for file in (site / "index.html", site / "messagerie" / "pratique.html"):
        tab.open(file.as_uri())
        styled = "() => getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''"
        assert tab.evaluate(styled)


@pytest.mark.browser
def test_nothing_is_wider_than_the_narrowest_screen(site, page):
    page.set_viewport_size({"width": 320, "height": 640})
    with serve_folder(site) as address:
        for file in sorted(site.rglob("*.html")):
            page.goto(f"{address}/{file.relative_to(site).as_posix()}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, file.name
