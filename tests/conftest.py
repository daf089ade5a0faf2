"""Fixtures shared by every test: two real browsers, a server of files, two judges of pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import ChromiumTab, FirefoxTab, Tab, chromium_browser, firefox_driver
from hypothesis import settings
from pages import axe_violations, serve_folder, vnu_messages
from playwright.sync_api import Browser, Page
from selenium import webdriver

# The same examples on every machine and in any order; no deadline, since browsers judge some of them.
settings.register_profile("deterministic", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("deterministic")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright: `chromium.new_context(...)` for a fresh storage."""
    with chromium_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Firefox]:
    """Firefox ESR, driven by Selenium, with the origin policy that trainees have."""
    with firefox_driver(tmp_path_factory.mktemp("firefox")) as driver:
        yield driver


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab of Chromium with storage of its own; a script's uncaught error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    tab = context.new_page()
    tab.set_default_timeout(10_000)
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab of each browser in turn: a test that uses it runs twice."""
    browser = request.getfixturevalue(request.param)
    if request.param == "firefox":
        yield FirefoxTab(browser)
    else:
        context = browser.new_context(locale="fr-FR")
        yield ChromiumTab(context.new_page())
        context.close()


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
def vnu() -> Callable[..., list[str]]:
    """What the Nu HTML checker says of HTML files; `assert vnu(*files) == []`."""
    return vnu_messages
