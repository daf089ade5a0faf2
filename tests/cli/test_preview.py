"""`preview`: which folder, which port; the rest is in tests/preview."""

from socket import create_server

import pytest

from course_engine.cli.preview import _holding_modules
from course_engine.errors import NotFound


def test_a_busy_port_is_one_sentence(run, course):
    with create_server(("127.0.0.1", 0)) as busy:
        ran = run("preview", course, "--port", busy.getsockname()[1])
    assert (ran.code, ran.out, ran.err.count("\n")) == (8, "", 1)


def test_a_folder_without_a_course_is_one_sentence(run, tmp_path):
    ran = run("preview", tmp_path)
    assert ran.code == 3
    assert ran.err == f"Pas de cours dans {tmp_path} : il devrait contenir un dossier « modules ».\n"


def test_the_folder_of_modules_will_do(course):
    assert _holding_modules(course / "modules") == course.resolve()
    with pytest.raises(NotFound):
        _holding_modules(course / "modules" / "sensibilisation")
