"""`serve` on the stand's network: by TLS, to the names it was given, once somebody has an account."""

import os
import signal
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from course_engine.web.server import _names_to_open

ADDRESS = "127.0.0.2"
"""Another address than the one that needs no account; it never leaves this machine."""


@pytest.fixture
def certificate(tmp_path):
    """A certificate for `ADDRESS` and its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(ADDRESS))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return files


@pytest.fixture
def served(run, records, course, certificate):
    """A server by TLS on `ADDRESS`: its port."""
    run("account", "add", "region", "--name", "Dominique Exemple", "--role", "region", "--database", records)
    words = ["serve", "--host", ADDRESS, "--port", "0", "--database", records, "--course", course]
    environment = {
        **os.environ,
        "COURSE_ENGINE_TLS_CERTIFICATE": str(certificate[0]),
        "COURSE_ENGINE_TLS_KEY": str(certificate[1]),
        "COURSE_ENGINE_HOSTS": "stand.exemple",
    }
    command = [sys.executable, "-m", "course_engine", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        ready = server.stdout.readline()
        assert ready.startswith(f"Prêt\N{NO-BREAK SPACE}: ouvrez https://{ADDRESS}:")
        yield int(ready.split(" (")[0].rsplit(":", 1)[1])
        server.send_signal(signal.SIGINT)


def test_it_answers_by_tls_to_its_address_and_its_name_and_to_no_other(served, certificate):
    context = ssl.create_default_context(cafile=str(certificate[0]))

    def ask(method, path, host, fields=None):
        connection = HTTPSConnection(ADDRESS, served, context=context)
        origin = f"https://{host}:{served}"
        headers = {"Host": f"{host}:{served}", "Origin": origin}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        reply = connection.getresponse()
        reply.read()
        connection.close()
        return reply

    assert [
        ask("GET", "/connexion", host).status for host in (ADDRESS, "stand.exemple", "autre.exemple")
    ] == [
        200,
        200,
        400,
    ]
    assert ask("HEAD", "/connexion", ADDRESS).status == 200
    wrong = ask("POST", "/connexion", ADDRESS, {"login": "region", "password": "faux"})
    assert wrong.status == 422


def test_what_listens_everywhere_says_where_to_open_it():
    assert next(_names_to_open("0.0.0.0")) == "127.0.0.1"
    assert list(_names_to_open("::1")) == ["[::1]"]
    assert list(_names_to_open("192.168.1.4")) == ["192.168.1.4"]


def test_a_server_loads_nothing_that_its_first_pages_do_not_need():
    """Each of these would stay in memory until the server stops: megabytes, or tenths of a second."""
    heavy = (
        "alembic concurrent.futures.process cryptography fontTools highspy numpy"
        " markdown_it pikepdf psycopg rapidfuzz rich segno weasyprint yaml"
    )
    script = "import sys, course_engine.cli.serve, course_engine.cli.serving; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {*heavy.split()} & {*done.stdout.split()} == set()


def test_what_a_verb_is_made_of_is_left_to_no_collector():
    script = (
        "import gc; from course_engine.cli import command; command.get_command(None, 'keygen');"
        " print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
