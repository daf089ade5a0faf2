"""An application served on the loopback, for a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server
from threading import Thread

import uvicorn
from fastapi import FastAPI
from msgspec.structs import replace

from course_engine.web.hub import Hub
from course_engine.web.server import RoomServer


@contextmanager
def served(app: FastAPI, port: int = 0) -> Iterator[str]:
    """Serve `app` on a port of the loopback, a free one for 0; yield its address. Its streams last, as a stand's."""
    app.state.site = replace(app.state.site, hub=Hub())
    with create_server(("127.0.0.1", port)) as listener:
        server = RoomServer(uvicorn.Config(app, log_level="error"), app.state.site.hub)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
