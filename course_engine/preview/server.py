"""Serving the preview, on this machine only."""

import gc
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress

from starlette.applications import Starlette

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.web.server import LOOPBACK, RoomServer, config, listening

_ = translator("preview")

PORT = 8010
"""The first that is tried where none is asked for."""
MOST_PORTS = 10


def serve_preview(app: Starlette, port: int | None = None) -> None:
    """Serve the preview until it is interrupted.

    Args:
        app: what `create_preview` returned.
        port: which, 0 for any free one; None for the first free one from `PORT` on.

    Raises:
        EnvironmentRefused: the port that was asked for is in use, or all those that are tried.
    """
    ports = range(PORT, PORT + MOST_PORTS) if port is None else [port]
    with first_free(ports) as listener, suppress(KeyboardInterrupt):
        taken = listener.getsockname()[1]
        if port is None and taken != PORT:
            sys.stdout.write(_("The port {port} is in use.").format(port=PORT) + "\n")
        address = f"http://{LOOPBACK}:{taken}"
        sys.stdout.write(_("Preview: open {address} (Ctrl-C stops).").format(address=address) + "\n")
        sys.stdout.flush()
        gc.freeze()  # the course stays: the collector need not look through it again and again
        RoomServer(config(app), app.state.desk.hub).run(sockets=[listener])


def first_free(ports: Iterable[int]) -> socket.socket:
    """Return a socket that listens on the first of some ports that can be used.

    Raises:
        EnvironmentRefused: none can; says so of the last.
    """
    refused = EnvironmentRefused()
    for port in ports:
        try:
            return listening(LOOPBACK, port)
        except EnvironmentRefused as problem:
            refused = problem
    raise refused
