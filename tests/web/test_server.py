"""Serving: on this machine, elsewhere once somebody has an account, on an address and a port that are there."""

import socket
from pathlib import Path

import pytest
from fastapi import FastAPI
from stand import account, let_in

from course_engine.errors import EnvironmentRefused
from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.web import serve
from course_engine.web.server import Tls


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])
def test_another_host_is_refused_until_somebody_has_an_account(app: FastAPI, host: str) -> None:
    with pytest.raises(EnvironmentRefused) as refusal:
        serve(app, host=host)
    assert str(refusal.value) == (
        f"Personne n’a encore de compte\u00a0: avant d’ouvrir à «\u00a0{host}\u00a0», faites le premier avec "
        "«\u00a0course-engine account add IDENTIFIANT --name NOM --role region\u00a0»."
    )


def test_an_account_that_is_closed_opens_nothing(app: FastAPI, database: Database) -> None:
    known = account("region", AccountRole.REGION)
    let_in(database, known)
    with database.writing() as records:
        records.accounts.close_account("region", closed_at=known.created_at)
    with pytest.raises(EnvironmentRefused, match="Personne n’a encore de compte"):
        serve(app, host="0.0.0.0")


@pytest.mark.parametrize("host", ["192.0.2.1", "pas un nom", "2001:db8::1"])
def test_an_address_that_this_machine_has_not_is_refused(app: FastAPI, database: Database, host: str) -> None:
    let_in(database, account("region", AccountRole.REGION))
    with pytest.raises(EnvironmentRefused) as refusal:
        serve(app, host=host)
    assert str(refusal.value) == (
        f"Cette machine ne peut pas répondre sur «\u00a0{host}\u00a0», port 8000\u00a0: "
        "vérifiez --host et --port."
    )


def test_a_port_in_use_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(EnvironmentRefused) as refusal:
            serve(FastAPI(), port=port)
    assert str(refusal.value) == (
        f"Le port {port} est occupé\u00a0: arrêtez ce qui l’utilise, ou choisissez-en un autre avec --port."
    )


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("rien")
    for certificate in ("cert.pem", "none.pem"):
        with pytest.raises(EnvironmentRefused, match="ne vont pas ensemble"):
            serve(FastAPI(), port=0, tls=Tls(tmp_path / certificate, tmp_path / "cert.pem"))
