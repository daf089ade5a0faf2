"""`attendance sheet` and `attendance verify`: a sheet to print, a register that says what was changed."""

from datetime import timedelta
from random import Random

import pytest
from attended import ON_TIME, drawn, expect, signs
from databases import disarm
from territory import ANIMATOR

from course_engine.store import open_database
from course_engine.store.tables import ATTENDANCE
from course_engine.training.register.keeping import countersign


@pytest.fixture
def signed(records):
    """Records of a session that one person signed and the animateur countersigned."""
    with open_database(records) as database:
        expect(database)
        signs(database, "st-anne")
        countersign(database, ANIMATOR, "S1", drawn(9), now=ON_TIME + timedelta(hours=3), rng=Random(5))
    return records


def test_a_whole_register_says_so_with_its_fingerprint(run, signed):
    ran = run("attendance", "verify", "--database", signed)
    first, last = ran.out.splitlines()
    assert (ran.code, first) == (0, "Le registre est entier. Maillons vérifiés : 2 ; chaînes : 1.")
    assert last.startswith("Dernier maillon 2, empreinte ")
    expected = last.removeprefix("Dernier maillon 2, empreinte ").removesuffix(".")
    assert run("attendance", "verify", "--database", signed, "--expects", expected).code == 0


def test_another_fingerprint_is_said_not_to_be_there(run, signed):
    ran = run("attendance", "verify", "--database", signed, "--expects", "0000 1111 2222")
    assert (ran.code, ran.out) == (5, "")
    assert "Le registre ne contient plus le maillon imprimé 0000 1111 2222" in ran.err


@pytest.mark.parametrize("typed", ["bonjour", "12", "2 0000 1111 2222"])
def test_a_slip_of_the_keyboard_is_not_a_register_that_was_altered(run, signed, typed):
    ran = run("attendance", "verify", "--database", signed, "--expects", typed)
    assert (ran.code, ran.out) == (2, "")
    assert f"« {typed} » n’est pas une empreinte : recopiez celle de la feuille" in ran.err


def test_a_changed_hour_is_named_with_its_session(run, signed):
    with open_database(signed) as database, database.writing() as records:
        connection = records.people._connection
        disarm(connection, "attendance")
        connection.execute(ATTENDANCE.update().values(ends=ON_TIME + timedelta(hours=5)))
    ran = run("attendance", "verify", "--database", signed)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith(
        "séance S1 du 16/03/2027, Anne Exemple, de 09:00 à 14:04 : cette présence ne dit plus"
    )


def test_records_without_attendance_are_whole(run, records):
    open_database(records).close()
    ran = run("attendance", "verify", "--database", records)
    assert (ran.code, ran.out) == (0, "Le registre est entier. Maillons vérifiés : 0 ; chaînes : 0.\n")


@pytest.mark.pdf
@pytest.mark.parametrize("options", [(), ("--blank",)])
def test_a_sheet_is_written(run, signed, tmp_path, options):
    out = tmp_path / "S1.pdf"
    ran = run("attendance", "sheet", "S1", *options, "--database", signed, "--out", out)
    assert (ran.code, ran.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_sheet_of_no_session_is_refused(run, signed, tmp_path):
    ran = run("attendance", "sheet", "S99", "--database", signed, "--out", tmp_path / "S99.pdf")
    assert (ran.code, ran.err) == (3, "Aucune séance ne s’appelle « S99 ».\n")
