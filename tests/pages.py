"""What judges pages: loopback servers of a folder, axe for accessibility, in every look, the Nu checker for HTML."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from java import java_judge
from playwright.sync_api import Page

NODE_MODULES = Path(__file__).parent / "node_modules"

Look = tuple[int, Literal["light", "dark"]]
"""A width in pixels and a theme."""
EVERY_LOOK: tuple[Look, ...] = tuple(product((320, 1280), ("light", "dark")))
PHONE_AND_DESK: tuple[Look, ...] = ((320, "dark"), (1280, "light"))
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


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
    if not page.evaluate("'axe' in window"):
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


def flaws_in_looks(page: Page, looks: tuple[Look, ...] = EVERY_LOOK) -> list[str]:
    """Return what axe-core finds wrong in a page in each look, and by how much it is wider than the screen.

    The page is read once: reading it again for each look takes as long as all that is judged.
    """
    found = []
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # colours are judged at rest
        wider = page.evaluate(OVERFLOW)
        flaws = [*axe_violations(page), *([f"{wider} pixels too wide"] if wider else [])]
        found += [f"{width} {theme}: {flaw}" for flaw in flaws]
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
