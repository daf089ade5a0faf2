"""`course-engine rehearse`: a whole half-day, what it prints and leaves, what it refuses."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course_engine.cli import command


def rehearse(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "course_engine", "rehearse", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refused(*words: str) -> Result:
    """Run it in this process, where nothing is started."""
    return CliRunner().invoke(command, ["rehearse", *words], prog_name="course-engine")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A rehearsal with four trainees, in which the server is killed once."""
    out = tmp_path_factory.mktemp("rehearsal")
    return rehearse("--trainees", "4", "--kills", "1", "--seed", "7", "--out", str(out)), out


def test_it_tells_each_scene_as_it_begins(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    ran, _out = played
    assert ran.stderr.splitlines() == [
        "· Le stand se prépare",
        "· Les animateurs se connectent",
        "· Les stagiaires arrivent, l’un d’eux sera en retard",
        "· Tous sont menés à une page, puis chacun reprend son rythme",
        "· Quelqu’un demande de l’aide",
        "· Le quiz est ouvert",
        "· Chacun répond à une première question",
        "· Le retardataire arrive",
        "· Quelqu’un recharge sa page",
        "· Un câble est débranché pendant qu’on répond",
        "· Le serveur est tué pendant qu’on répond",
        "· Quelqu’un change d’ordinateur",
        "· Chacun finit de répondre, le dernier après la fermeture du quiz",
        "· La feuille est signée, à l’écran et sur papier, puis contresignée",
        "· Chacun fait son bilan",
        "· La séance se termine",
        "· On relit ce qui est enregistré",
    ]


def test_it_ends_with_the_count_that_nothing_is_lost(
    played: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ran, _out = played
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (
        0,
        "Rien n’est perdu\u00a0: 20 réponses confirmées, chacune enregistrée une fois, telle qu’envoyée.",
    )


def test_it_leaves_what_it_printed_in_a_file_beside_the_records(
    played: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ran, out = played
    summary = (out / "bilan.txt").read_text(encoding="utf-8")
    assert summary.splitlines()[-1] == ran.stdout.splitlines()[-1]
    assert (out / "emargement.pdf").read_bytes().startswith(b"%PDF-")
    for line in (
        "La feuille d’émargement et les bilans",
        "Arrêts brutaux du serveur",
        "Perdues\u00a0: confirmées mais pas enregistrées",
    ):
        assert line in summary
    assert {path.name for path in out.iterdir()} >= {
        "LISEZ-MOI.txt",
        "bilan.txt",
        "emargement.pdf",
        "repetition.db",
    }


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "course-engine.db").touch()
    ran = refused("--out", str(tmp_path))
    assert (ran.exit_code, ran.stderr) == (
        7,
        f"«\u00a0{tmp_path}\u00a0» contient déjà autre chose qu’une répétition\u00a0: choisissez un autre dossier.\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["course-engine.db"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_leaves_no_server_behind_where_it_is_stopped(sign: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "course_engine", "rehearse", "--trainees", "4", "--out", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "arrivent" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(sign)
        said = process.stderr.read()
    assert (process.returncode, said.splitlines()[-1][:11]) == (130, "Interrompu.")
    port = int((tmp_path / "serveur.log").read_text(encoding="utf-8").split("127.0.0.1:")[1].split()[0])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@pytest.mark.parametrize(("option", "value"), [("--trainees", "3"), ("--trainees", "13"), ("--kills", "x")])
def test_a_number_out_of_bounds_is_refused(option: str, value: str, tmp_path: Path) -> None:
    ran = refused(option, value, "--out", str(tmp_path))
    assert ran.exit_code == 2
    assert f"«\u00a0{value}\u00a0» n’est pas un nombre entier" in ran.stderr
