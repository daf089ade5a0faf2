"""Fixtures shared by every test: two kinds of databases, two real browsers, a server of files, two judges of pages."""

import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import ChromiumTab, FirefoxTab, SharedContext, Tab, chromium_browser, fresh_context
from compiled import share_statements
from databases import PostgreSQL, postgresql_server
from firefox import FirefoxAtHand
from hashes import remember_hashes
from hypothesis import settings
from pages import axe_violations, flaws_in_looks, nu_checker, serve_folder
from playwright.sync_api import Browser, Page
from scratch import write_in_memory
from selenium import webdriver

from course_engine.store import open_database

# A run started in the background is deaf to Ctrl-C, and so would be the programs that the tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What is compiled by the programs that the tests start is kept, or each of them compiles everything again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

write_in_memory()
share_statements()
remember_hashes()

# The same examples on every machine and in any order; no deadline, since browsers judge some of them.
settings.register_profile("deterministic", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("deterministic")

MEMORY_EACH = 2 << 30
"""Bytes that a test process may come to use, its browsers and its Java programs included."""


def pytest_xdist_auto_num_workers() -> int:
    """Return one and a half test processes a core, where memory allows: they often wait for browsers and servers."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(len(os.sched_getaffinity(0)) * 3 // 2, memory // MEMORY_EACH))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests: none is left for the end, where one process would work alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Keep what was collected out of the search for garbage, which took a sixth of the time to read it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server, started by the first test that wants it."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database without records, made once, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "records.db"
    open_database(path).close()
    return path


@pytest.fixture
def empty_records(empty_file: Path, tmp_path: Path) -> Path:
    """A SQLite database without records, of the test's own."""
    return Path(shutil.copy(empty_file, tmp_path / "records.db"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens records from now on waits their turn for a moment, not for five seconds."""
    monkeypatch.setitem(open_database.__kwdefaults__, "busy_timeout_ms", 20)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a database without records is, of each kind in turn: a test that uses it runs twice."""
    if request.param == "sqlite":
        yield str(request.getfixturevalue("empty_records"))
    else:
        server = request.getfixturevalue("postgresql")
        with server.records() as name:
            yield server.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database without a single table may be made, of each kind in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "records.db")
    else:
        server = request.getfixturevalue("postgresql")
        with server.database() as name:
            yield server.url(name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright: `fresh_context(chromium)` for a fresh storage."""
    with chromium_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox_at_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirefoxAtHand]:
    """The Firefox of a test process, started by the first test that wants it."""
    at_hand = FirefoxAtHand(tmp_path_factory.mktemp("firefox"))
    yield at_hand
    at_hand.close()


@pytest.fixture
def firefox(firefox_at_hand: FirefoxAtHand) -> webdriver.Firefox:
    """Firefox ESR, driven by Selenium, with the origin policy that trainees have."""
    return firefox_at_hand.driver()


@pytest.fixture(scope="session")
def shared_context(chromium: Browser) -> Iterator[SharedContext]:
    """The context of every `page`, which each test finds empty."""
    with fresh_context(chromium, viewport={"width": 1280, "height": 800}) as context:
        yield SharedContext(context)


@pytest.fixture
def page(shared_context: SharedContext) -> Iterator[Page]:
    """A tab of Chromium where nothing is kept; a script's uncaught error fails the test."""
    errors: list[str] = []
    with shared_context.tab() as tab:
        tab.on("pageerror", lambda error: errors.append(str(error)))
        yield tab
    assert errors == []


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser_name(request: pytest.FixtureRequest) -> str:
    """Each browser in turn, of the session: the tests of one run together."""
    return str(request.param)


@pytest.fixture(scope="session")
def chromium_tab(chromium: Browser) -> Iterator[ChromiumTab]:
    """A tab of Chromium that all tests share."""
    with fresh_context(chromium) as context:
        yield ChromiumTab(context.new_page())


@pytest.fixture
def tab(request: pytest.FixtureRequest, browser_name: str) -> Tab:
    """A tab of each browser in turn: a test that uses it runs twice."""
    if browser_name == "firefox":
        return FirefoxTab(request.getfixturevalue("firefox"))
    tab: ChromiumTab = request.getfixturevalue("chromium_tab")
    return tab


@pytest.fixture(scope="session")
def static_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An empty folder and the address where it is served; write files into sub-folders of your own."""
    folder = tmp_path_factory.mktemp("served")
    with serve_folder(folder) as address:
        yield folder, address


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong in a Playwright page; `assert axe(page) == []`."""
    return axe_violations


@pytest.fixture
def flaws() -> Callable[..., list[str]]:
    """What is wrong in a page by axe-core or too wide, on a phone and at a desk, light and dark."""
    return flaws_in_looks


@pytest.fixture(scope="session")
def vnu() -> Iterator[Callable[..., list[str]]]:
    """What the Nu HTML checker says of HTML files; `assert vnu(*files) == []`."""
    with nu_checker() as messages:
        yield messages
