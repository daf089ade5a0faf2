"""A course compiled by another process is the one that this process would have compiled."""

import subprocess

import pytest

from course_engine.cli.compiled_apart import compiled_apart
from course_engine.content import compile_course, load_course
from course_engine.errors import ContentRefused
from course_engine.settings import shipped


def test_the_shipped_course_is_the_same():
    with compiled_apart(shipped()) as compiled:
        assert compiled() == load_course(shipped())


def test_a_course_with_errors_is_refused_with_every_problem(course):
    for unit in (course / "modules").glob("*/*.md"):
        unit.write_text("# Sans en-tête\n", encoding="utf-8")
    with pytest.raises(ContentRefused) as refused, compiled_apart(course) as compiled:
        compiled()
    assert refused.value.diagnostics == compile_course(course).diagnostics
    assert len(refused.value.diagnostics) > 1


def test_what_lies_in_the_current_folder_is_not_run(course, tmp_path, monkeypatch):
    (tmp_path / "pickle.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with compiled_apart(course) as compiled:
        assert compiled().programme.title


def test_a_process_that_fails_is_not_taken_for_a_course(course, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # where no Python starts
    with pytest.raises(subprocess.CalledProcessError), compiled_apart(course) as compiled:
        compiled()


def test_leaving_early_leaves_no_process_behind(course, monkeypatch):
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *words, **named: started.append(popen(*words, **named)) or started[0]
    )
    with pytest.raises(KeyboardInterrupt), compiled_apart(course):
        raise KeyboardInterrupt
    assert started[0].returncode is not None
