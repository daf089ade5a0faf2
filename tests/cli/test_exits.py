"""Errors of ours, of the system, and Ctrl-C: one sentence, one documented exit code."""

import errno
import os
import re
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest

from course_engine import errors
from course_engine.cli.exits import EXIT_CODES, INTERRUPTED, SYSTEM_SENTENCES, exit_code, system_sentence

PROGRAM = [sys.executable, "-m", "course_engine"]


def leaves(kind: type[errors.CourseError]) -> list[type[errors.CourseError]]:
    below = [leaf for child in kind.__subclasses__() for leaf in leaves(child)]
    return below or [kind]


def test_every_error_of_ours_has_a_code_that_is_neither_0_nor_click_s():
    codes = {exit_code(kind.__new__(kind)) for kind in leaves(errors.CourseError)}
    assert codes <= set(EXIT_CODES.values())
    assert not codes & {0, 2, INTERRUPTED}


@pytest.mark.parametrize("number", sorted(SYSTEM_SENTENCES))
def test_what_the_system_refuses_is_said_in_french(number):
    sentence = system_sentence(OSError(number, os.strerror(number), "x.txt"))
    assert "x.txt" in sentence or number in {errno.ENOSPC, errno.EFBIG}
    assert os.strerror(number) not in sentence
    assert sentence.endswith(".")


def test_ctrl_c_is_one_sentence_and_130(tmp_path):
    # A pipe that nobody writes to: the run waits in it, wherever it is slow or quick elsewhere.
    answers = tmp_path / "answers.json"
    os.mkfifo(answers)
    with subprocess.Popen([*PROGRAM, "plan", answers], stdout=-1, stderr=-1, text=True) as process:
        writer = os.open(answers, os.O_WRONLY)  # returns once the run has opened the other end
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        os.close(writer)
    assert (process.returncode, out) == (130, "")
    assert err == "Interrompu. Relancez la même commande pour reprendre là où elle s’est arrêtée.\n"


def test_a_terminal_that_is_not_in_utf_8_is_no_reason_to_fail(tmp_path):
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*PROGRAM, "build", "--help"], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_is_how_serving_ends(records):
    words = [*PROGRAM, "serve", "--port", "0", "--database", records]
    with subprocess.Popen(words, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout is not None
        ready = re.fullmatch(
            r"Prêt\s: ouvrez (http://127\.0\.0\.1:\d+) \(Ctrl-C arrête\)\.\n", process.stdout.readline()
        )
        with urlopen(f"{ready[1]}/") as reply:  # the server is up: an interrupt ends it, not its start
            assert reply.status == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")
