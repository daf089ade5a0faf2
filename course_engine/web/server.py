"""Serving: on this machine, or once accounts exist on the stand's network, with TLS where there is a certificate."""

import errno
import gc
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from msgspec import Struct
from starlette.types import ASGIApp

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import mark, translator
from course_engine.training.accounts import has_open_account
from course_engine.web.hub import Hub

_ = translator("web")

LOOPBACK = "127.0.0.1"
LOCAL_NAMES = frozenset({LOOPBACK, "localhost"})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - asked for by --host, never a default
SOMEWHERE_ELSE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737): nothing is sent to it."""
KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 3
"""How long what was asked may take once the server stops: a screen that watches a room would never leave."""

REFUSALS = {
    errno.EADDRINUSE: mark("The port {port} is in use: stop what uses it, or choose another with --port."),
    errno.EACCES: mark("The port {port} is kept for the system: choose one above 1023 with --port."),
}
OTHER_REFUSAL = mark("This machine cannot answer on “{host}”, port {port}: check --host and --port.")
SWITCH_SECONDS = 0.0005
"""For how long one thread may keep the interpreter from the others: the one that records answers asks for it at
each question to the database, while another makes the pictures of a room."""


class Tls(Struct, frozen=True):
    """The files, in PEM, of a certificate with its chain and of its private key."""

    certificate: Path
    key: Path


def serve(
    app: FastAPI, *, host: str = LOOPBACK, port: int = 8000, tls: Tls | None = None, warning: str = ""
) -> None:
    """Serve `app` until it is interrupted.

    Args:
        app: what `create_app` returned.
        host: the address to listen on; another than this machine's own only once an account exists.
        port: 1 to 65535, or 0 for any free one.
        tls: with what to encrypt; None for plain HTTP.
        warning: what whoever starts it must know, on the error output once it listens; may be empty.

    Raises:
        EnvironmentRefused: nobody has an account, the address or the port cannot be used, or the certificate.
    """
    if host not in LOCAL_NAMES and not has_open_account(app.state.site.database):
        sentence = _(
            "Nobody has an account yet: before opening to “{host}”, make the first one with"
            " “course-engine account add LOGIN --name NAME --role region”."
        )
        raise EnvironmentRefused(sentence.format(host=host))
    if tls is not None:
        _check(tls)
    with listening(host, port) as listener, suppress(KeyboardInterrupt):
        if warning:
            sys.stderr.write(f"{warning}\n")
        scheme, taken = "https" if tls else "http", listener.getsockname()[1]
        addresses = ", ".join(f"{scheme}://{name}:{taken}" for name in _names_to_open(host))
        sys.stdout.write(_("Ready: open {address} (Ctrl-C stops).").format(address=addresses) + "\n")
        sys.stdout.flush()
        # The course stays as the code does: the collector need not look through it again and again.
        gc.freeze()
        sys.setswitchinterval(SWITCH_SECONDS)
        RoomServer(config(app, tls), app.state.site.hub).run(sockets=[listener])


class RoomServer(uvicorn.Server):
    """A server whose streams end when it stops: by itself, it would wait until every browser has left them."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the screens go, then finish what was asked and close."""
        self._hub.close()
        await super().shutdown(sockets)


def config(app: ASGIApp, tls: Tls | None = None) -> uvicorn.Config:
    """Return how an application is served, with TLS where there is something to encrypt with."""
    return uvicorn.Config(
        app,
        log_level="warning",
        # Nobody would read who asked for what, and each response would ask for it.
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
        # Nothing of ours speaks WebSocket: uvicorn need not load what could.
        ws="none",
        # Nothing stands before us: a client that says it comes from elsewhere is not believed.
        proxy_headers=False,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )


def _check(tls: Tls) -> None:
    try:
        # Without a function, OpenSSL would ask for the key's pass phrase on the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.certificate, tls.key, lambda: "")
    except OSError as failure:
        sentence = _(
            "The certificate “{certificate}” and the key “{key}” cannot be used together: both in PEM, the"
            " key of this certificate and without a pass phrase ({reason})."
        )
        raise EnvironmentRefused(
            sentence.format(certificate=tls.certificate, key=tls.key, reason=failure.strerror or failure)
        ) from failure


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address and a port, 0 for any free one.

    Raises:
        EnvironmentRefused: the address or the port cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as failure:
        sentence = REFUSALS.get(failure.errno or 0, OTHER_REFUSAL)
        raise EnvironmentRefused(_(sentence).format(host=host, port=port)) from failure


def _names_to_open(host: str) -> Iterator[str]:
    """Yield the names to type in a browser for what listens on `host`."""
    if host not in EVERY_ADDRESS:
        yield f"[{host}]" if ":" in host else host
        return
    yield LOOPBACK
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(SOMEWHERE_ELSE)  # only asks the system which way it would go
        yield probe.getsockname()[0]
