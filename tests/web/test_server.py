"""Serving: on this machine only, on a port that is free."""

import socket

import pytest
from fastapi import FastAPI

from course_engine.errors import EnvironmentRefused
from course_engine.web import serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])
def test_another_host_is_refused_until_accounts_exist(host: str) -> None:
    with pytest.raises(EnvironmentRefused) as refusal:
        serve(FastAPI(), host=host)
    assert str(refusal.value) == (
        "Tant qu’il n’y a pas de comptes, le moteur ne répond que sur 127.0.0.1, pas sur "
        f"«\u00a0{host}\u00a0»."
    )


def test_a_port_in_use_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EnvironmentRefused) as refusal:
            serve(FastAPI(), port=port)
    assert str(refusal.value) == (
        f"Le port {port} est occupé\u00a0: arrêtez ce qui l’utilise, ou choisissez-en un autre avec --port."
    )


def test_a_port_that_does_not_exist_is_refused() -> None:
    with pytest.raises(EnvironmentRefused, match="99999"):
        serve(FastAPI(), port=99999)
