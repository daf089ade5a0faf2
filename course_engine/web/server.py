"""Serving, on this machine only."""

import socket
import sys
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("web")

LOOPBACK = "127.0.0.1"
LOCAL_NAMES = frozenset({LOOPBACK, "localhost"})
KEEP_ALIVE_SECONDS = 75


def serve(app: FastAPI, *, host: str = LOOPBACK, port: int = 8000) -> None:
    """Serve `app` until it is interrupted.

    Args:
        app: what `create_app` returned.
        host: only this machine's own address: people have no accounts yet.
        port: 1 to 65535, or 0 for any free one.

    Raises:
        EnvironmentRefused: another host is asked for, or the port is in use.
    """
    if host not in LOCAL_NAMES:
        sentence = _("The engine answers on 127.0.0.1 only until accounts exist, not on “{host}”.")
        raise EnvironmentRefused(sentence.format(host=host))
    with _listening(port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        sys.stdout.write(_("Ready: open {address} (Ctrl-C stops).").format(address=address) + "\n")
        sys.stdout.flush()
        config = uvicorn.Config(
            app, log_level="warning", timeout_keep_alive=KEEP_ALIVE_SECONDS, server_header=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen()
    except (OSError, OverflowError) as failure:
        listener.close()
        sentence = _("The port {port} is in use: stop what uses it, or choose another with --port.")
        raise EnvironmentRefused(sentence.format(port=port)) from failure
    return listener
