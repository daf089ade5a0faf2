"""The office's tables: `territories`, `deployments`, `sessions`, `enrolments`, each in and out."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from random import Random

import pytest
from stand import registrant

from course_engine.store import open_database
from course_engine.training.demonstration.sample import sample
from course_engine.training.registration import register

SESSIONS = "séance;unité;date;demi-journée;début;fin;lieu;places;animateur;séjour\n"
GOOD = "S00;messagerie;12/03/2026;matin;9:00;12:00;Salle des fêtes;12;Éléonore Exemple;exemple-2026\n"
BAD = """\
S 1;messagerie;12/03/2026;matin;14:00;17:00;Salle;12;A;exemple-2026
S02;inconnue;13/03/2026;matin;9:00;12:00;Salle;12;A;exemple-2026
S03;messagerie;31/02/2026;matin;9:00;12:00;Salle;12;A;exemple-2026
S04;messagerie;16/03/2026;nuitée;9:00;12:00;Salle;12;A;exemple-2026
S05;messagerie;17/03/2026;matin;12:00;9:00;Salle;12;A;exemple-2026
S06;messagerie;18/03/2026;matin;9:00;12:00;Salle;treize;A;exemple-2026
S07;messagerie;19/03/2026;matin;9:00;12:00;Salle;13;A;exemple-2026
S08;messagerie;20/03/2025;matin;9:00;12:00;Salle;12;A;exemple-2026
S09;messagerie;23/03/2026;matin;9:00;12:00;Salle;12;A;ailleurs
S10;messagerie;12/03/2026;matin;11:00;13:00;Salle;12;A;exemple-2026
S11;messagerie;24/03/2026;samedi-matin;9:00;12:00;Salle;12;A;exemple-2026
"""
LOCATED = [
    "3:1 erreur CSV202",
    "4:2 erreur SE101",
    "5:3 erreur CSV202",
    "6:4 erreur CSV202",
    "7:6 erreur CSV203",
    "8:8 erreur CSV202",
    "9:8 erreur SE110",
    "10:3 erreur SE109",
    "11:10 erreur SE108",
    "12:5 erreur SE111",
    "13:4 erreur SE115",
]


@pytest.fixture
def places(run, records):
    """Records that hold the sample's territories and its stay."""
    for verb, name in (("territories", "territories.csv"), ("deployments", "deployments.csv")):
        assert run(verb, "import", sample() / name, "--database", records).code == 0
    return records


@pytest.fixture(params=["cp1252", "utf-8-sig"])
def mistakes(request, tmp_path):
    """A file with one good line and eleven bad ones, as a spreadsheet saves it."""
    path = tmp_path / "séances.csv"
    path.write_bytes((SESSIONS + GOOD + BAD).replace("\n", "\r\n").encode(request.param))
    return path


def located(err):
    return [line.split(" «")[0].removeprefix("séances.csv:") for line in err.splitlines()]


def test_every_bad_line_is_located_and_nothing_is_recorded(run, places, mistakes):
    ran = run("sessions", "import", mistakes, "--database", places)
    assert (ran.code, ran.out) == (1, "")
    assert located(ran.err) == LOCATED
    assert run("sessions", "export", "--database", places).out.splitlines()[1:] == []


def test_the_good_lines_are_kept_if_asked_and_the_bad_ones_still_said(run, places, mistakes):
    ran = run("sessions", "import", mistakes, "--keep-good", "--database", places)
    assert ran.code == 1
    assert ran.out == "Ajouts : 1 ; changements : 0 ; inchangés : 0 ; lignes refusées : 11.\n"
    assert located(ran.err) == LOCATED
    (kept,) = run("sessions", "export", "--database", places).out.splitlines()[1:]
    assert (
        kept == "S00;messagerie;12/03/2026;matin;09:00;12:00;Salle des fêtes;12;Éléonore Exemple;exemple-2026"
    )


@pytest.mark.parametrize("verb", ["territories", "deployments", "sessions"])
def test_what_is_exported_is_imported_again_unchanged(run, places, tmp_path, verb):
    run("sessions", "import", sample() / "sessions.csv", "--database", places)
    out = tmp_path / "table.csv"
    assert run(verb, "export", "--out", out, "--database", places).out == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    ran = run(verb, "import", out, "--database", places)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Ajouts : 0 ; changements : 0 ; inchangés : ")


def test_territories_start_the_records_and_are_listed(run, tmp_path):
    database = tmp_path / "new.db"
    ran = run("territories", "add-epci", "200033579", "--database", database)
    assert (ran.code, ran.err) == (0, "")
    assert (
        run("territories", "list", "--database", database).out == "cu-d-arras  CU d'Arras (communes : 46)\n"
    )


def test_a_number_of_no_grouping_is_refused(run, records):
    ran = run("territories", "add-epci", "1234", "--database", records)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("Aucun EPCI du Nord ou du Pas-de-Calais n’a le SIREN « 1234 »")


def test_doubts_are_said_and_end_well(run, records, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(
        "territoire;nom;type;siren;insee;commune\npays-x;Pays;pays;;62041;Aras\n", encoding="utf-8"
    )
    ran = run("territories", "import", file, "--database", records)
    assert (ran.code, ran.out) == (0, "Ajouts : 1 ; changements : 0 ; inchangés : 0 ; lignes refusées : 0.\n")
    assert ran.err.startswith("t.csv:2:6 avertissement TE105 « « Aras », mais 62041 est « Arras » »")


def test_enrolments_go_in_and_out_and_the_trail_keeps_that_they_went_out(run, places, tmp_path):
    with open_database(places) as database:
        register(database, [registrant()], now=datetime(2026, 3, 1, tzinfo=UTC), rng=Random(1))
    run("sessions", "import", sample() / "sessions.csv", "--database", places)
    file = tmp_path / "e.csv"
    file.write_text("seance;stagiaire;etat\nS01;tr4f2a;Liste d’attente\n", encoding="cp1252")
    ran = run("enrolments", "import", file, "--by", "bureau", "--database", places)
    assert (ran.code, ran.err) == (0, "")
    ran = run("enrolments", "export", "--by", "region", "--database", places)
    assert ran.out.splitlines()[1:] == ["S01;tr4f2a;liste-d-attente"]
    with closing(sqlite3.connect(places)) as connection:
        entries = connection.execute("SELECT account, action, trainee, detail FROM trail").fetchall()
    assert entries == [
        ("ligne de commande (region)", "liste-exportee", None, "inscriptions aux séances\u00a0: 1")
    ]


@pytest.mark.parametrize(
    "words", ["deployments export", "sessions export", "enrolments export", "territories list"]
)
def test_records_that_are_not_there_are_not_made(run, tmp_path, words):
    ran = run(*words.split(), "--database", tmp_path / "slip.db")
    assert (ran.code, ran.out) == (3, "")
    assert not (tmp_path / "slip.db").exists()
