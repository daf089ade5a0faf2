"""`account`: the first account is made here, a forgotten password issued again, everything without a browser."""

import re
from datetime import UTC, datetime

import pytest
from stand import territory

from course_engine.store import open_database
from course_engine.training.passwords import Passwords, temporary_as_typed

FIRST = ("account", "add", "region", "--name", "Dominique Exemple", "--role", "region")
SHOWN = re.compile(
    r"^Mot de passe provisoire, montré cette seule fois : ((?:[2-9A-Z]{5}-?){4})$", re.MULTILINE
)


def kept(path):
    with open_database(path) as database, database.reading() as records:
        return records.accounts.password("region"), records.trail.entries()


def test_the_first_account_makes_its_records_and_shows_its_password_once(run, tmp_path):
    path = tmp_path / "new.db"
    ran = run(*FIRST, "--database", path)
    assert (ran.code, ran.err) == (0, "Il devra être remplacé à la première entrée.\n")
    assert ran.out.startswith("Identifiant : region\n")
    (shown,) = SHOWN.findall(ran.out)
    password, (entry,) = kept(path)
    assert Passwords().matches(password.hash, temporary_as_typed(shown))
    assert password.temporary
    assert (entry.account, entry.action, entry.detail) == (
        "ligne de commande (animatrice)",
        "mot-de-passe-remis",
        "region",
    )
    assert password.issued_at < datetime.now(UTC)


def test_what_is_wrong_is_said_together_and_nothing_is_added(run, records):
    ran = run("account", "add", "Été", "--name", " ", "--role", "region", "--database", records)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "Un identifiant compte 3 à 40 lettres minuscules sans accent, chiffres, points ou tirets, et commence par une lettre.",
        "Écrivez le nom de la personne, en 100 caractères au plus.",
    ]
    unknown = run(
        "account",
        "add",
        "alix",
        "--name",
        "A",
        "--role",
        "animateur",
        "--territory",
        "ici",
        "--database",
        records,
    )
    assert (unknown.code, unknown.err) == (1, "Il n’y a pas de territoire « ici ».\n")
    assert run("account", "list", "--database", records).out == ""


def test_accounts_are_listed_one_a_line(run, records):
    with open_database(records) as database, database.writing() as opened:
        opened.places.save_territory(territory("saint-exemple"))
    run(*FIRST, "--database", records)
    run(
        "account",
        "add",
        "claude",
        "--name",
        "Claude Exemple",
        "--role",
        "animateur",
        "--territory",
        "saint-exemple",
        "--database",
        records,
    )
    run("account", "close", "claude", "--database", records)
    assert run("account", "list", "--database", records).out.splitlines() == [
        "region\tregion\touvert\tDominique Exemple\t",
        "claude\tanimateur\tfermé\tClaude Exemple\tsaint-exemple",
    ]


def test_a_forgotten_password_is_issued_again(run, records):
    first = run(*FIRST, "--database", records).out
    again = run("account", "reset", "region", "--database", records).out
    assert SHOWN.findall(first) != SHOWN.findall(again)
    password, _trail = kept(records)
    (shown,) = SHOWN.findall(again)
    assert Passwords().matches(password.hash, temporary_as_typed(shown))


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["reset", "personne"], 3, "Aucun compte n’a l’identifiant « personne ».\n"),
        (["close", "region"], 9, "« region » est le dernier compte ouvert de la Région : ajoutez-en d’abord un autre.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(run, records, words, code, sentence):
    run(*FIRST, "--database", records)
    ran = run("account", *words, "--database", records)
    assert (ran.code, ran.out, ran.err) == (code, "", sentence)


def test_records_that_are_not_there_are_not_started_by_a_slip(run, tmp_path):
    ran = run("account", "list", "--database", tmp_path / "none.db")
    assert ran.code == 3
    assert not (tmp_path / "none.db").exists()
