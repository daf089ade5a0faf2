"""The first page and a quiz page in Chromium: bytes on the wire, and time with a processor slowed six times.

`python benchmarks/first_page.py [rounds]`. Each page is opened by a browser that has nothing of it yet, in turn
with an empty page from a server of files; times are multiples of the empty page's, pair by pair.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread

from load import room
from playwright.sync_api import Browser, sync_playwright

from course_engine.content import load_course
from course_engine.settings import shipped
from course_engine.training.library import Library
from course_engine.web.addresses import page_url

ROUNDS, SLOWER = 5, 6
PAINTED = """() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    load: performance.getEntriesByType("navigation")[0].loadEventEnd,
})"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_told: object) -> None:
        pass


@contextmanager
def empty_page(folder: Path) -> Iterator[str]:
    """Serve a page of one word; yield its address."""
    (folder / "index.html").write_text("<!doctype html><html lang=fr><title>Rien</title><p>Rien")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def opened(browser: Browser, address: str, token: str) -> Mapping[str, float]:
    """Open a page in a browser that has nothing of it: bytes, script bytes, first paint and load in ms."""
    context = browser.new_context()
    context.add_cookies([{"name": "session", "value": token, "url": address}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    scripts, sizes = set[str](), dict[str, float]()
    wire.on(
        "Network.responseReceived",
        lambda one: scripts.add(one["requestId"]) if one["type"] == "Script" else None,
    )
    wire.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
    wire.send("Network.enable")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)  # for what is asked for after the load, and for the paint to be noted
    times = page.evaluate(PAINTED)
    context.close()
    return {
        "bytes": sum(sizes.values()),
        "script": sum(size for one, size in sizes.items() if one in scripts),
        **times,
    }


def tell(name: str, pairs: list[tuple[Mapping[str, float], Mapping[str, float]]]) -> None:
    """Print what a page weighs, and its times beside those of the empty page."""
    weight = {what: median(page[what] for _empty, page in pairs) / 1000 for what in ("bytes", "script")}
    print(f"  {name:12} {weight['bytes']:5.1f} kB (aim: 60), script {weight['script']:4.1f} kB (aim: 15)")
    for what, words in (("paint", "first paint"), ("load", "loaded")):
        took = median(page[what] for _empty, page in pairs)
        ratio = median(page[what] / empty[what] for empty, page in pairs)
        print(f"    {words:12} {took:6.0f} ms, {ratio:.1f} times the empty page (median of the pairs)")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    library = Library(load_course(shipped()))
    quizzes = library.quiz_pages(room.UNIT, library.catalogue.programme.levels[0])
    pages = {"/parcours": "/parcours", "quiz": page_url(room.UNIT, next(iter(quizzes.values())))}
    print(f"first page: {rounds} paired runs, the processor slowed {SLOWER} times")
    with (
        TemporaryDirectory() as ours,
        TemporaryDirectory() as nothing,
        room.started(Path(ours), 1, room.ENGINE) as stand,
        empty_page(Path(nothing)) as empty,
        sync_playwright() as playwright,
    ):
        found = re.search(rb"session=([0-9a-f]+)", next(stand.trainees[0]))
        token = found[1].decode() if found else ""
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path in pages.items():
            address = f"http://127.0.0.1:{stand.server.port}{path}"
            pairs = [
                (opened(browser, empty, ""), opened(browser, address, token)) for _round in range(rounds + 1)
            ]
            tell(name, pairs[1:])
        browser.close()


if __name__ == "__main__":
    main()
