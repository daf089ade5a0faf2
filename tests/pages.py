"""What judges pages: loopback servers of a folder and of an application, axe for accessibility, the Nu checker for HTML."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from java import java_judge
from playwright.sync_api import Page

Look = tuple[int, Literal["light", "dark"]]
LOOKS: tuple[Look, ...] = ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark"))
"""How each screen is looked at: on a phone or zoomed in four times, and at a desk."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
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


def faults(page: Page, addresses: Iterable[str], look: Look) -> list[str]:
    """Return what is wrong with some pages as they are looked at: what axe finds, and what overflows sideways.

    Args:
        page: a tab, let in where the pages ask for it.
        addresses: where they are, whole.
        look: how wide the window is, in pixels, and which colours are preferred; one of `LOOKS`.
    """
    width, scheme = look
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [f"{address}: {violation}" for violation in axe_violations(page)]
        over: int = page.evaluate(OVERFLOW)
        found += [f"{address}: {over} px wider than the window"] if over else []
    return found


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
