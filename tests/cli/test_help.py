"""Whatever a hurried person types, the answer is in French and names the next step."""

import re

import pytest

from course_engine.cli import VERBS

TABLES = ("territories", "deployments", "sessions", "enrolments")
PAGES = [
    (),
    *((verb,) for verb in VERBS),
    ("attendance", "import"),
    *((table, verb) for table in TABLES for verb in ("import", "export")),
    ("territories", "add-epci"),
    ("territories", "list"),
    *(("account", verb) for verb in ("add", "list", "reset", "close")),
    ("codes", "issue"),
    *(("quiz", verb) for verb in ("import", "export", "convert")),
]
ENGLISH = re.compile(
    r"\b(the|of|and|Usage|Commands?|Options:|Arguments?:|Show|Error|COMMAND|ARGS|TEXT|INTEGER|RANGE|PATH|FILE"
    r"|DIRECTORY|FILENAME|default|required|dynamic|env var)\b"
)


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_help_is_in_french(run, words):
    ran = run(*words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Utilisation : course-engine ")
    assert "\nOptions :\n" in ran.out
    assert ENGLISH.search(ran.out) is None


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_every_option_says_what_it_is_for(run, words):
    options = run(*words, "--help").out.split("\nOptions :\n")[1].split("\n\n")[0]
    rows = [line.split(maxsplit=1) for line in options.splitlines() if re.match(r"  -", line)]
    assert all(len(row) == 2 for row in rows)


def test_nothing_typed_shows_the_verbs(run):
    ran = run()
    assert ran.code == 2
    assert [verb for verb in VERBS if re.search(rf"^  {verb} ", ran.err, re.MULTILINE)] == list(VERBS)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chekc"], "Il n’y a pas de verbe « chekc ». Vouliez-vous dire 'check' ?"),
        (["xyz"], "Il n’y a pas de verbe « xyz »."),
        (["attendance", "imprt"], "Il n’y a pas de verbe « imprt ». Vouliez-vous dire 'import' ?"),
        (["check", "--cours", "x"], "Il n’y a pas d’option « --cours ». Vouliez-vous dire '--course' ?"),
        (["check", "--format", "xml"], "Valeur refusée pour '--format' : « xml » n’est pas possible : choisissez 'text', 'json'."),
        (["plan"], "Il manque l’argument 'RÉPONSES'."),
        (["check", "--course"], "L’option « --course » attend une valeur."),
        (["check", "here"], "Argument en trop (here)"),
        (["serve", "--port", "abc"], "Valeur refusée pour '--port' : « abc » n’est pas un nombre entier de 0 à 65535."),
        (["serve", "--port", "70000"], "Valeur refusée pour '--port' : « 70000 » n’est pas un nombre entier de 0 à 65535."),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_said_in_french_with_what_exists(run, words, sentence):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    *usage, error = ran.err.splitlines()
    assert error == f"Erreur : {sentence}"
    assert [line.split(" : ")[0] for line in usage] in ([], ["Utilisation", "Voyez l’aide", ""])


def test_the_version_is_one_line(run):
    assert run("--version").out == "course-engine 0.1.0\n"
