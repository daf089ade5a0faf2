"""What judges pages: loopback servers of a folder and of an application, axe for accessibility, the Nu checker for HTML."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from java import java_judge
from playwright.sync_api import Page

NODE_MODULES = Path(__file__).parent / "node_modules"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the test says what failed."""


@contextmanager
def serve_folder(folder: Path, handler: type[SimpleHTTPRequestHandler] = QuietHandler) -> Iterator[str]:
    """Serve `folder` on a free port of the loopback; yield its address, without a final slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong in a page, one line a rule and element."""
    page.evaluate(_npm_file("axe-core", "axe.min.js").read_text(encoding="utf-8"))
    # The rules that a page keeps stay in the browser: they would be most of what travels.
    violations = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)"
    )
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@contextmanager
def nu_checker() -> Iterator[Callable[..., list[str]]]:
    """Run the Nu HTML checker; what is yielded gives what it says of files: errors, warnings and information."""
    jar = _npm_file("vnu-jar", "build/dist/vnu.jar")
    with java_judge(Path(__file__).with_name("Nu.java"), classpath=str(jar)) as judge:

        def messages(*files: Path) -> list[str]:
            return [message for file in files for message in _messages(file, *judge(file))]

        yield messages


def _messages(file: Path, said: str) -> list[str]:
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    return [
        f"{file.name}:{m.get('lastLine', 1)}: {m['type']}: {m['message']}: {m.get('extract', '')}"
        for m in messages
    ]


def _npm_file(package: str, path: str) -> Path:
    found = NODE_MODULES / package / path
    if not found.exists():
        pytest.fail(f"{package} is missing: `make test` installs it (npm ci --prefix tests).")
    return found
