"""Whether a stand may leave: each finding says what was seen and what to do, and nothing is changed."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import tzset

import pytest
from databases import as_another_program
from depot import NOW
from msgspec.structs import replace
from stand import account, fill, let_in

from course_engine.content import compile_course
from course_engine.model.accounts import AccountRole
from course_engine.model.readiness import Verdict
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.signing import generate_key
from course_engine.store import file_of, open_database
from course_engine.training.stand import course_checks, key_checks, machine_checks, room_checks
from course_engine.training.stand.durability import SLOW_MS, durability
from course_engine.training.stand.readiness import Inspection, look_over

MINIMAL = Path(__file__).parents[2] / "courses" / "minimal"
SQLITE = pytest.mark.parametrize("location", ["sqlite"], indirect=True)
GOOD, LOOK, BLOCKING = Verdict.GOOD, Verdict.LOOK, Verdict.BLOCKING


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(finding) -> tuple[Verdict, str, str]:
    return finding.verdict, plain(finding.said), plain(finding.to_do)


@pytest.fixture
def inspection(location: str, tmp_path: Path) -> Inspection:
    """What is looked at: records, the smallest course, a key of our own."""
    generate_key(tmp_path / "key.pem")
    return Inspection(
        stand="Stand 3",
        location=location,
        course=MINIMAL,
        theme=None,
        expects="",
        private_key=tmp_path / "key.pem",
        tls_certificate=None,
        port=free_port(),
        scratch=tmp_path,
        installed=NOW - timedelta(days=30),
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def looked(inspection: Inspection, now: datetime = NOW) -> dict[str, tuple[Verdict, str, str]]:
    ticks = count()
    checklist = look_over(inspection, now=now, rng=Random(1), stopwatch=lambda: next(ticks) / 1000)
    return {finding.title: said(finding) for finding in checklist.findings}


def test_a_stand_that_is_filled_has_its_line_for_everything(inspection, location):
    with open_database(location) as database:
        fill(database)
        let_in(database, account("anim", AccountRole.ANIMATOR))
    found = looked(inspection)
    assert list(found) == [
        "Cours", "Thème", "Base", "Horloge", "Sauvegarde", "Séances", "Codes", "Comptes", "Réponses d’essai",
        "Vitesse du disque", "Disque", "Clé de signature", "Certificat", "Port", "Navigateurs", "Imprimante",
    ]  # fmt: skip
    assert found["Base"] == (GOOD, "Entière, à la version du jour. Personnes : 1 ; réponses : 0.", "")
    assert found["Réponses d’essai"] == (GOOD, "12 sur 12 données en même temps, gardées et relues.", "")
    assert found["Vitesse du disque"] == (GOOD, "95 écritures durables sur 100 prennent 1,0 ms ou moins.", "")
    assert found["Comptes"] == (
        GOOD, "Ouverts : 1, dont animateurs : 1 ; avec un mot de passe provisoire : 0.", ""
    )  # fmt: skip
    assert found["Sauvegarde"][0] is LOOK


@SQLITE
def test_nothing_is_changed(inspection, location, tmp_path):
    with open_database(location) as database:
        fill(database)
    before = Path(location).read_bytes(), sorted(tmp_path.iterdir())
    looked(inspection)
    assert (Path(location).read_bytes(), sorted(tmp_path.iterdir())) == before


def test_records_of_an_older_version_are_told_and_left(inspection, location):
    as_another_program(location, "UPDATE alembic_version SET version_num = '0002'")
    assert looked(inspection)["Base"][:2] == (LOOK, "D’une version plus ancienne (0002).")
    assert as_another_program(location, "SELECT version_num FROM alembic_version") == [("0002",)]


def test_records_of_a_newer_version_block(inspection, location):
    as_another_program(location, "UPDATE alembic_version SET version_num = '9999'")
    verdict, sentence, _todo = looked(inspection)["Base"]
    assert verdict is BLOCKING
    assert "plus récente" in sentence


@SQLITE
def test_records_that_are_not_there_block_and_are_not_made(inspection, tmp_path):
    missing = tmp_path / "none.db"
    found = looked(replace(inspection, location=str(missing)))
    assert found["Base"][0] is BLOCKING
    assert not missing.exists()


def test_a_server_that_is_away_blocks(inspection):
    gone = replace(inspection, location="postgresql://nobody@127.0.0.1:1/none")
    assert looked(gone)["Base"][0] is BLOCKING
    assert file_of(gone.location) is None


@SQLITE
def test_records_with_a_dangling_reference_block(inspection, location):
    as_another_program(
        location,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO access_code VALUES (x'00', 'nobody', '2027-01-01 00:00:00')",
    )
    assert looked(inspection)["Base"] == (
        BLOCKING, "Abîmée : access_code → trainee.", "Restaurez la dernière sauvegarde."
    )  # fmt: skip


def test_the_course_is_compared_with_the_office_s():
    compilation = compile_course(MINIMAL)
    digest = compilation.catalogue.digest
    assert course_checks.course(compilation, digest).verdict is GOOD
    assert course_checks.course(compilation, digest[:8].upper()).verdict is GOOD
    other = said(course_checks.course(compilation, "0" * 64))
    assert other == (
        BLOCKING,
        f"Sa version est {digest[:12]}, et le bureau attend 000000000000.",
        "Copiez de nouveau le cours du bureau.",
    )


def test_a_course_with_errors_blocks_with_the_first_of_them(tmp_path):
    verdict, sentence, _todo = said(course_checks.course(compile_course(tmp_path), ""))
    assert verdict is BLOCKING
    assert "FI101" in sentence


def test_a_theme_that_is_not_there_blocks(tmp_path):
    assert course_checks.theme(None).verdict is GOOD
    assert course_checks.theme(tmp_path).verdict is BLOCKING


def test_a_key_that_others_read_blocks(tmp_path):
    key = tmp_path / "key.pem"
    assert key_checks.signing_key(None).verdict is LOOK
    assert key_checks.signing_key(key).verdict is BLOCKING
    generate_key(key)
    assert key_checks.signing_key(key).verdict is GOOD
    key.chmod(0o640)
    assert said(key_checks.signing_key(key))[2] == f"Lancez « chmod 600 {key} »."


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Set the time zone of this process, and put it back."""
    with pytest.MonkeyPatch.context() as patch:

        def set_to(name: str) -> None:
            patch.setenv("TZ", name)
            tzset()

        yield set_to
    tzset()


@pytest.mark.parametrize(
    ("newest", "installed", "verdict"),
    [
        (None, NOW - timedelta(days=1), GOOD),
        (NOW - timedelta(days=10), NOW - timedelta(days=30), GOOD),
        (NOW + timedelta(minutes=1), NOW - timedelta(days=30), GOOD),
        (NOW + timedelta(minutes=3), NOW - timedelta(days=30), BLOCKING),
        (None, NOW + timedelta(hours=1), BLOCKING),
        (NOW - timedelta(days=400), NOW - timedelta(days=500), LOOK),
    ],
)
def test_the_clock_is_held_against_what_is_known(zone, newest, installed, verdict):
    zone("Europe/Paris")
    assert machine_checks.clock(NOW, newest, installed).verdict is verdict


def test_a_clock_of_another_zone_is_told(zone):
    zone("America/New_York")
    assert "heure de Paris" in said(machine_checks.clock(NOW, None, NOW))[1]


def test_a_port_that_is_taken_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert machine_checks.port(listener.getsockname()[1]).verdict is LOOK
    assert machine_checks.port(free_port()).verdict is GOOD


def test_programs_of_the_machine_are_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine_checks.browsers().verdict is LOOK
    assert said(machine_checks.printer()) == (GOOD, "Aucune connue : imprimez les feuilles d’avance.", "")
    for name, answer in (("firefox", "Mozilla Firefox 153.7.0esr"), ("lpstat", "Bureau\nCouloir")):
        program(tmp_path / name, f"#!/bin/sh\nprintf '%s\\n' '{answer}'\n")
    program(tmp_path / "chromium", "#!/bin/sh\nexit 1\n")
    assert said(machine_checks.browsers())[1] == "Mozilla Firefox 153.7.0."
    assert machine_checks.printer().said == "Bureau, Couloir"


def program(path: Path, script: str) -> None:
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def test_a_disk_has_room_for_the_day_or_not(tmp_path, monkeypatch):
    usage = machine_checks.shutil.disk_usage(tmp_path)
    for free, verdict in ((10**8, BLOCKING), (4 * 10**8, LOOK), (10**10, GOOD)):
        monkeypatch.setattr("shutil.disk_usage", lambda _folder, free=free: usage._replace(free=free))
        assert machine_checks.disk(tmp_path, MINIMAL, None).verdict is verdict


def test_a_slow_disk_is_told(tmp_path):
    ticks = count()
    _answers, speed = durability(
        tmp_path, None, now=NOW, rng=Random(1), stopwatch=lambda: next(ticks) * (SLOW_MS + 1) / 1000
    )
    assert speed.verdict is LOOK


def test_without_a_course_no_answer_is_given(tmp_path):
    answers, _speed = durability(tmp_path, None, now=NOW, rng=Random(1), stopwatch=lambda: 0.0)
    assert said(answers) == (
        LOOK,
        "Aucune n’a pu être donnée : le cours a des erreurs, ou ne pose aucune question.",
        "Corrigez le cours, puis vérifiez de nouveau.",
    )


def test_a_folder_that_is_not_there_blocks(tmp_path):
    (finding,) = durability(tmp_path / "gone", None, now=NOW, rng=Random(1), stopwatch=lambda: 0.0)
    assert finding.verdict is BLOCKING


def test_the_sessions_of_the_seven_days_to_come_are_counted_without_a_name(filled):
    day = date(2027, 3, 20)
    session = TrainingSession(
        id="S9", unit="web", day=day, half_day=HalfDay.MORNING, begins=time(9), ends=time(12),
        place="Saint-Exemple (fictif)", capacity=9, animator="Dominique Exemple",
    )  # fmt: skip
    with filled.writing() as records:
        records.schedule.add_session(session)
    with filled.reading() as records:
        at = datetime(2027, 3, 14, 8, tzinfo=UTC)
        finding = room_checks.sessions(records, at)
        assert "S9, samedi 20 mars 2027 à 9 h : 0 sur 9 places" in plain(finding.said)
        assert (finding.verdict, "Exemple" in finding.said) == (LOOK, False)
        assert "S9" not in room_checks.sessions(records, at - timedelta(days=2)).said
        assert room_checks.sessions(records, at + timedelta(days=60)).verdict is LOOK


def test_a_person_expected_without_a_code_is_counted(filled):
    with filled.reading() as records:
        first = min(session.day for session in records.schedule.sessions().values())
        at = datetime.combine(first, time(7), UTC)
        assert said(room_checks.codes(records, at))[1] == "Personnes attendues : 1. Chacune en a un."
        assert said(room_checks.codes(records, at + timedelta(days=60)))[1] == "Personne n’est attendu."


def test_accounts_that_are_missing_block_and_temporary_passwords_are_told(database):
    with database.reading() as records:
        assert room_checks.accounts(records).verdict is BLOCKING
    let_in(database, account("region", AccountRole.REGION))
    with database.reading() as records:
        assert said(room_checks.accounts(records))[2] == "Ajoutez le compte de l’animateur."
    let_in(database, account("anim", AccountRole.ANIMATOR), temporary=True)
    with database.reading() as records:
        assert said(room_checks.accounts(records))[2] == "Faites entrer chacun une fois avant de partir."


def test_a_backup_of_yesterday_is_too_old(backup, filled):
    with filled.reading() as records:
        assert room_checks.last_backup(records, NOW + timedelta(hours=3)).verdict is GOOD
        assert room_checks.last_backup(records, NOW + timedelta(hours=25)).verdict is LOOK
