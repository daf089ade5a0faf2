"""The verbs that need records: `attendance import`, `certify`, `serve`, and records that are not ours."""

import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from random import Random

import pytest
from stand import registrant

from course_engine.exchange.csv_sessions import read_enrolments, read_sessions
from course_engine.store import open_database
from course_engine.training.registration import register
from course_engine.training.schedule import import_enrolments, import_sessions

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SESSIONS = (
    "seance;unite;date;demi-journee;debut;fin;lieu;places;animateur\n"
    "S1;messagerie;13/03/2026;matin;9:00;12:00;Salle;12;A\n"
)
SHEET = "seance;stagiaire;nom;prenom;arrivee;depart;signature\nS1;tr4f2a;{name};Camille;9:40;12:00;oui\n"


@pytest.fixture
def sheet(tmp_path):
    """A signed sheet."""
    path = tmp_path / "S1.csv"
    path.write_text(SHEET.format(name="Exemple"), encoding="utf-8")
    return path


@pytest.fixture
def stand(records):
    """Records of one agent, who has a place in one session."""

    def fill(name="Exemple", location=records):
        with open_database(location) as database:
            register(database, [registrant(last_name=name)], now=NOW, rng=Random(1))
            import_sessions(database, read_sessions(SESSIONS.encode(), "s.csv"), units=["messagerie"])
            place = read_enrolments(b"seance;stagiaire\nS1;tr4f2a\n", "e.csv")
            import_enrolments(database, place, decided_by="bureau", now=NOW, rng=Random(5))
        return location

    return fill


@pytest.fixture
def _issuer(monkeypatch):
    monkeypatch.setenv("COURSE_ENGINE_PLACE", "Saint-Exemple")
    monkeypatch.setenv("COURSE_ENGINE_SIGNATORY", "Dominique Exemple")


@pytest.mark.usefixtures("_issuer")
def test_a_signed_sheet_becomes_an_attestation_that_verifies(run, stand, location, sheet, key, tmp_path):
    records, out = stand(location=location), tmp_path / "attestations"
    typed = run("attendance", "import", sheet, "--database", records, "--entered-by", "A")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out == "Signatures enregistrées : 1 ; corrigées : 0 ; déjà connues : 0 ; absents : 0.\n"
    words = ("certify", "--database", records, "--key", key, "--out", out)
    assert run(*words).out == f"{out / 'tr4f2a.pdf'}\n"
    issued = (out / "tr4f2a.pdf").read_bytes()
    run(*words)
    assert (out / "tr4f2a.pdf").read_bytes() == issued
    checked = run("verify", out / "tr4f2a.pdf", "--key", key.with_suffix(".pub.pem"))
    assert (checked.code, checked.err) == (0, "")
    assert "  Durée signée : 2 h 20\n" in checked.out
    # Once the person is erased, the document that they kept is still found in the register.
    assert run("privacy", "erase", "tr4f2a", "--database", records, "--reason", "demande", "--yes").code == 0
    known = ("--key", key.with_suffix(".pub.pem"), "--register", records)
    found = run("verify", out / "tr4f2a.pdf", *known).out.splitlines()[-1]
    assert found.startswith("Au registre : n° ")
    assert found.endswith(", 2 h 20.")


@pytest.mark.usefixtures("_issuer")
def test_somebody_who_did_not_sign_is_refused_by_the_name_of_the_rule(run, stand, key):
    ran = run("certify", "tr4f2a", "--database", stand(), "--key", key)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        "Pas d’attestation pour Camille Exemple (tr4f2a)."
        " Règle : aucune demi-journée signée ; importez la feuille d’émargement.\n"
    )


@pytest.mark.usefixtures("_issuer")
def test_nobody_to_certify_is_said(run, stand, key):
    ran = run("certify", "--database", stand(), "--key", key)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Aucune attestation n’est due : aucun agent n’a signé de demi-journée.\n"


@pytest.mark.usefixtures("_issuer")
def test_a_name_that_no_glyph_covers_is_not_printed_with_holes(run, stand, key, sheet, tmp_path):
    sheet.write_text(SHEET.format(name="木村"), encoding="utf-8")
    records = stand(name="木村")
    run("attendance", "import", sheet, "--database", records, "--entered-by", "A")
    ran = run("certify", "--database", records, "--key", key, "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (9, "")
    assert ran.err.count("\n") == 1
    assert "木" in ran.err
    assert not (tmp_path / "out" / "tr4f2a.pdf").exists()


WITHOUT_PANGO = """
import cffi
load = cffi.FFI.dlopen
def refuse(self, name, *arguments):
    if "pango" in str(name):
        raise OSError(name)
    return load(self, name, *arguments)
cffi.FFI.dlopen = refuse
from course_engine.__main__ import main
main()
"""


@pytest.mark.usefixtures("_issuer")
def test_without_pango_the_way_to_install_it_is_said(run, stand, key, sheet):
    records = stand()
    run("attendance", "import", sheet, "--database", records, "--entered-by", "A")
    words = ["certify", "--database", records, "--key", key]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (8, "")
    assert done.stderr.replace("\N{NO-BREAK SPACE}", " ") == (
        "Il manque une bibliothèque du système pour fabriquer les PDF : installez-la par"
        " « apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 ».\n"
    )


def test_what_an_attestation_prints_must_be_set(run, records, key):
    ran = run("certify", "--database", records, "--key", key)
    assert (ran.code, ran.out) == (8, "")
    assert ran.err == (
        "Une attestation imprime ce que disent ces réglages, et ils sont vides :"
        " COURSE_ENGINE_PLACE, COURSE_ENGINE_SIGNATORY.\n"
    )


@pytest.mark.usefixtures("_issuer")
def test_there_is_no_key_by_default(run, records):
    ran = run("certify", "--database", records)
    assert ran.code == 8
    assert ran.err == (
        "Aucune clé pour signer, et il n’y en a pas par défaut :"
        " donnez --key, ou faites-en une avec « keygen ».\n"
    )


def test_a_sheet_of_unknown_people_is_refused_line_by_line(run, records, sheet):
    ran = run("attendance", "import", sheet, "--database", records, "--entered-by", "A")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "S1.csv:2:1 erreur SE104 « aucune séance ne s’appelle « S1 » »"
        " → importez d’abord les séances, ou corrigez le numéro\n"
        "S1.csv:2:2 erreur SE105 « aucun stagiaire n’a l’identifiant « tr4f2a » »"
        " → inscrivez d’abord cette personne, ou corrigez l’identifiant\n"
    )


def test_whoever_types_a_sheet_in_must_be_named(run, records, sheet, monkeypatch):
    monkeypatch.delenv("USER", raising=False)
    ran = run("attendance", "import", sheet, "--database", records)
    assert ran.code == 2
    assert ran.err.endswith("Erreur : Il manque l’option '--entered-by'.\n")


def newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def noise(path):
    path.write_bytes(bytes(range(256)) * 16)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (newer, "La base « {path} » vient d’une version plus récente du moteur de cours (9999) : installez cette version.\n"),
        (noise, "« {path} » n’est pas une base du moteur de cours : choisissez un autre fichier.\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["serve", "attendance import {sheet}", "bundle"])
def test_records_that_are_not_of_this_engine(run, records, sheet, spoil, sentence, verb):
    spoil(records)
    ran = run(*verb.format(sheet=sheet).split(), "--database", records)
    assert (ran.code, ran.out, ran.err) == (6, "", sentence.format(path=records))


@pytest.mark.usefixtures("impatient")
def test_records_that_another_program_keeps_locked(run, stand, sheet):
    records = stand()
    holder = sqlite3.connect(records, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    ran = run("attendance", "import", sheet, "--database", records, "--entered-by", "A")
    holder.close()
    assert (ran.code, ran.out) == (6, "")
    assert ran.err == f"La base « {records} » est occupée : fermez ce qui l’utilise, puis recommencez.\n"


@pytest.mark.parametrize("verb", ["serve", "attendance import {sheet}", "bundle"])
def test_a_server_of_records_that_is_not_there(run, sheet, monkeypatch, verb):
    address = "postgresql://stand:s3cret@127.0.0.1:1/records"
    monkeypatch.setenv("COURSE_ENGINE_DATABASE_URL", address)
    ran = run(*verb.format(sheet=sheet).split())
    assert (ran.code, ran.out) == (6, "")
    assert ran.err == (
        "La base « postgresql://127.0.0.1:1/records » ne répond pas : vérifiez le serveur, l’adresse,"
        " le compte et le mot de passe (Connection refused).\n"
    )


def test_the_driver_of_a_server_is_not_loaded_for_a_file(records):
    script = (
        "import sys; from course_engine.store import open_database;"
        f" open_database({str(records)!r}).close(); print('psycopg' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"


def test_the_course_is_served_on_this_machine_only_until_somebody_has_an_account(run, records):
    ran = run("serve", "--host", "0.0.0.0", "--database", records)
    assert (ran.code, ran.out) == (8, "")
    assert ran.err.startswith("Personne n’a encore de compte : avant d’ouvrir à « 0.0.0.0 », faites")


def test_a_port_in_use(run, records):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", str(port), "--database", records)
    assert (ran.code, ran.out) == (8, "")
    assert ran.err == (
        f"Le port {port} est occupé : arrêtez ce qui l’utilise, ou choisissez-en un autre avec --port.\n"
    )
