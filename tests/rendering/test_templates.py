"""What a template compiles to is kept beside it, and only taken for the same text."""

import sys

import pytest

from course_engine.rendering.templates import templates_in


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.html").write_text("<p>{{ said }}</p>", encoding="utf-8")
    return tmp_path


def rendered(folder) -> str:
    return templates_in([folder]).get_template("page.html").render(said="a < b")


def kept(folder) -> list[str]:
    return [path.suffix for path in (folder / "__pycache__").glob("page.*")]


def test_it_is_kept_where_python_keeps_modules_and_taken_again(folder, monkeypatch):
    assert rendered(folder) == "<p>a &lt; b</p>"
    assert kept(folder) == [".pyc"]
    monkeypatch.setattr("jinja2.environment.Environment.compile", None)
    assert rendered(folder) == "<p>a &lt; b</p>"


def test_a_template_that_changed_is_compiled_again(folder):
    rendered(folder)
    (folder / "page.html").write_text("<b>{{ said }}</b>", encoding="utf-8")
    assert rendered(folder) == "<b>a &lt; b</b>"


def test_what_is_damaged_is_made_again(folder):
    rendered(folder)
    [file] = (folder / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert rendered(folder) == "<p>a &lt; b</p>"


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder) == "<p>a &lt; b</p>"
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_to_changes_nothing(folder):
    (folder / "__pycache__").write_text("no folder", encoding="utf-8")
    assert rendered(folder) == "<p>a &lt; b</p>"
